/**
 * Who has a function or a class of a file: the files that import it, and those that get it through one of these, also by another name, as
 * from a package whose `__init__.py` says `from .base import Loader as Base`.
 */
import type { Expression } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import type { Code } from '../values/index.ts';
import type { ValueResolver } from './resolver.ts';

export interface HolderOfName {
  readonly path: string;
  /** What it is called where this file has it from. */
  readonly name: string;
}

interface Held {
  readonly path: string;
  readonly name: string;
  /** Not through stars and what packages make when they are asked, for which each of their modules is read. */
  readonly isDirect?: boolean;
}

const MAX_FILES = 60;
/** The files, with each name that it has there. */
const MAX_HOLDERS = 2 * MAX_FILES;

/** `more`: others may have it, too. A file is told once for each name that it gets it by. */
export function findHolders(
  { lookup, resolver }: { readonly lookup: Lookup; readonly resolver: ValueResolver },
  { path, name, isDirect }: Held,
): { readonly holders: readonly HolderOfName[]; readonly more: boolean } {
  const holders: HolderOfName[] = [];
  const files = new Set([path]);
  const names = [{ path, name }];
  let more = false;
  // It goes over those that it adds, too.
  for (const from of names) {
    const importers = lookup.ask({ kind: 'importers', ...from, ...(isDirect === true ? { direct: true as const } : {}) });
    more ||= importers.more;
    for (const other of importers.files) {
      if (names.some((one) => one.path === other && one.name === from.name)) continue;
      if (files.size > MAX_FILES || names.length > MAX_HOLDERS) return { holders, more: true };
      if (!lookup.ask({ kind: 'definitions', path: other }).complete) {
        more = true;
        continue;
      }
      files.add(other);
      holders.push({ path: other, name: from.name });
      for (const own of new Set([from.name, ...resolver.codeOf(other).flatMap((code) => ownNames(code, from.name))]))
        if (!names.some((known) => known.path === other && known.name === own)) names.push({ path: other, name: own });
    }
  }
  return { holders, more };
}

/** What a file calls what it gets by a name: `from app.w import f as g`, `g = w.f`. */
export function ownNames(code: Code, name: string): readonly string[] {
  const known = renamed.get(code) ?? renamedIn(code);
  renamed.set(code, known);
  return known.get(name) ?? [];
}

const renamed = new WeakMap<Code, ReadonlyMap<string, readonly string[]>>();

function renamedIn({ scopes: [top] }: Code): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [own, bindings] of top?.names ?? [])
    for (const one of bindings) {
      const name = one.kind === 'import' ? one.name : one.kind === 'value' ? lastNameIn(one.value) : null;
      if (name !== null) found.set(name, [...(found.get(name) ?? []), own]);
    }
  return found;
}

function lastNameIn(value: Expression): string | null {
  return value.kind === 'name' || value.kind === 'member' ? value.name : null;
}
