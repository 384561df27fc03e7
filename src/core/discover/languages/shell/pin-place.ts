/** Spot in a command a commit can be written. */
import type { Expression, PinSite } from '../../../model/index.ts';
import type { CommandArguments } from './arguments.ts';
import { headOf } from './arguments.ts';
import type { Loader } from './loaders.ts';
import type { Mapped, PlacedFile } from './mapped.ts';
import { type ShellCommand, plainText, type Word } from './words.ts';

/** `words`: the arguments of the program. null: several models, or no place that is exact. */
export function pinOf(
  words: ShellCommand,
  found: CommandArguments,
  loader: Loader,
  revision: { readonly value: Expression; readonly site: PinSite | null } | null,
  file: PlacedFile,
): PinSite | null {
  const [target, more] = found.targets;
  if (loader.revision === null || target === undefined || more !== undefined) return null;
  if (found.revision !== null) return revision?.site ?? (plainText(found.revision) === null ? null : replaced(found.revision, file));
  // What may hold a revision of its own must not get a second one.
  if (found.open.length > 0 || found.ended) return null;
  const next = words[target.index + 1];
  const behind = next === undefined || headOf(next).startsWith('-') || loader.files !== true ? target.word : (words.at(-1) ?? target.word);
  // An item of a list that has a line of its own: a second line is no edit of one line.
  if (behind.item?.insert === false) return null;
  if (behind.item !== null) return file.site(behind.item.end, behind.item.end, `, "${loader.revision}", "{commit}"`);
  const end = endOf(behind.source);
  return end === null ? null : file.site(end, end, ` ${loader.revision} {commit}`);
}

/** In a command a commit needs no quotes: those of the old value go with it. As an item of YAML it could be a number. */
function replaced({ source, item }: Word, file: PlacedFile): PinSite | null {
  const range = exactRange(source);
  return range === null ? null : file.site(range.start, range.end, item?.bare === true ? '"{commit}"' : '{commit}');
}

/** Spot the text stands in the file, when it stands there as it is. */
export function exactRange(source: Mapped): { readonly start: number; readonly end: number } | null {
  const start = source.offsets[0];
  const end = endOf(source);
  return start === undefined || end === null || end - start !== source.text.length ? null : { start, end };
}

/** Offset in the file behind the last character; null where the text stands in the file in another way. */
function endOf({ offsets }: Mapped): number | null {
  const last = offsets.at(-1);
  return last === undefined || (offsets.length > 1 && offsets[0] === last) ? null : last + 1;
}
