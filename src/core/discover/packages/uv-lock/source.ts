/** The `source` of a package in uv.lock. */
import { cleanLocation } from '../../../base/address.ts';
import { gitLocation } from '../../../ecosystems/git.ts';
import type { PackageSource } from '../../../model/index.ts';
import { asText, field, type Table } from '../toml/table.ts';

/** A folder: the project itself, a workspace member or a folder of the tree, which its own manifest describes. */
export function lockSource(source: Table | null): PackageSource | { readonly folder: string } {
  for (const own of ['editable', 'virtual', 'directory'])
    if (field(source, own) !== undefined) return { folder: asText(field(source, own)) ?? '' };
  const git = asText(field(source, 'git'));
  // uv writes the resolved commit as the fragment: the one part of it that must be kept.
  if (git !== null) return { source: 'git', location: gitLocation(git, git.split('#')[1] ?? null) };
  const url = asText(field(source, 'url'));
  if (url !== null) return { source: 'url', location: cleanLocation(url) };
  if (asText(field(source, 'path')) !== null) return { source: 'path', location: null };
  const index = asText(field(source, 'registry')) ?? '';
  const location = cleanLocation(index);
  // An index may be a folder of the tree.
  return location === null && index !== '' ? { source: 'path', location: null } : { source: 'registry', location };
}
