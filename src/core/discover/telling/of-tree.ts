/** Which names are paths of the base: weights are read where they lie, and folders of the tree are no names on a hub. Pure. */
import type { TellingFact, TreeEntry } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';

/** Asked for once something tells: most changes have nothing that does. */
export type Known = () => ReadonlySet<string>;

/** What the base has as a file or folder is named as one: weights are read where they lie. What the change itself adds is no excuse (T37). */
export function isOfTree({ what, text }: TellingFact, known: Known): boolean {
  if (what === 'id') return isPathOf(text, known);
  return what === 'weights' && known().has(`/${baseName(text)}`);
}

export function isPathOf(id: string, known: Known): boolean {
  return known().has(id) || known().has(id.slice(0, id.indexOf('/') + 1));
}

/** Folders at the top ("src/"), names of files ("/a.bin"), and each two parts that follow each other, with and without the suffix. */
export function knownPairs(entries: readonly TreeEntry[]): Known {
  let pairs: ReadonlySet<string> | null = null;
  return () => (pairs ??= new Set(entries.flatMap(({ path }) => pairsOf(path.split('/')))));
}

function pairsOf(parts: readonly string[]): string[] {
  const last = parts.at(-1) ?? '';
  const stem = last.slice(0, Math.max(0, last.indexOf('.')));
  const pairs = parts.slice(1).flatMap((part, index) => {
    const pair = `${parts[index] ?? ''}/${part}`;
    return index === parts.length - 2 && stem !== '' ? [pair, `${parts[index] ?? ''}/${stem}`] : [pair];
  });
  return [...pairs, `/${last}`, ...(parts.length > 1 ? [`${parts[0] ?? ''}/`] : [])];
}
