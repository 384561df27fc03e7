/** Which names are paths of the base: weights are read where they lie, and folders of the tree are no names on a hub. Pure. */
import type { TellingFact } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import type { TreeEntries } from '../entries.ts';

/** The base; null: there is none. */
export type Known = Pick<TreeEntries, 'foldersNamed' | 'filesNamed' | 'hasFolder'> | null;

/** What the base has as a file or folder is named as one: weights are read where they lie. What the change itself adds is no excuse (T37). */
export function isOfTree({ what, text }: TellingFact, known: Known): boolean {
  if (what === 'id') return isPathOf(text, known);
  const name = baseName(text);
  return what === 'weights' && known?.filesNamed(name).some((path) => path === name || path.endsWith(`/${name}`)) === true;
}

/** Two parts of a path that follow each other, the second also without its suffix; or below a folder at the top. */
export function isPathOf(id: string, known: Known): boolean {
  const slash = id.indexOf('/');
  const [first, second] = [id.slice(0, slash), id.slice(slash + 1)];
  if (known === null || slash < 0) return false;
  const isBelow = (path: string): boolean => path.split('/').at(-2) === first;
  return known.hasFolder(first) || known.foldersNamed(second).some(isBelow) || known.filesNamed(second).some(isBelow);
}
