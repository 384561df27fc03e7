/** A table that says where a package is taken from, as poetry and uv both write it: git, url or path. */
import { cleanLocation } from '../../../base/address.ts';
import { gitLocation } from '../../../ecosystems/git.ts';
import type { PackageSource } from '../../../model/index.ts';
import { asText, field, type Table } from '../toml/table.ts';

export interface SourceTable extends PackageSource {
  /** Of git: the commit, tag or branch that is asked for. */
  readonly reference: string | null;
}

/** Null: the table says none of these. */
export function readSourceTable(table: Table): SourceTable | null {
  const git = asText(field(table, 'git'));
  const reference = asText(field(table, 'rev')) ?? asText(field(table, 'tag')) ?? asText(field(table, 'branch'));
  if (git !== null) return { source: 'git', location: gitLocation(git, reference), reference: reference?.slice(0, 200) ?? null };
  const url = asText(field(table, 'url'));
  if (url !== null) return { source: 'url', location: cleanLocation(url), reference: null };
  return asText(field(table, 'path')) === null ? null : { source: 'path', location: null, reference: null };
}
