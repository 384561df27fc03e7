/** Changed files that tell on both sides, and of which the change leaves that alone (T33). */
import type { FileFacts, TellingFact, Tree, TreeEntry } from '../../model/index.ts';
import { foldedText, LIMIT } from './folded.ts';
import { isOfTree, isPathOf, type Known } from './of-tree.ts';
import { isQuiet } from './quiet.ts';
import { MAX_FACTS } from './tellings.ts';

/** One side of a file. */
export interface ToldFile {
  readonly tree: Tree;
  readonly entry: TreeEntry;
  readonly file: FileFacts;
}

/** At the same path, and shown by a checkout as the commits have it. */
export interface ToldTwice {
  readonly path: string;
  readonly before: ToldFile;
  readonly after: ToldFile;
}

/** Files that are compared; the others stay unread (T39). */
const MAX_COMPARED = 300;

export async function quietFiles(files: readonly ToldTwice[], known: Known): Promise<readonly string[]> {
  const quiet: string[] = [];
  const alike = files.flatMap((one) => {
    const strong = strength(one.before.file, one.after.file, known);
    return strong === null ? [] : [{ ...one, strong }];
  });
  for (const { path, before, after, strong } of alike.slice(0, MAX_COMPARED)) {
    const [was, now] = [await textOf(before), await textOf(after)];
    if (was === null || now === null) continue;
    if (isQuiet({ path, before: was, after: now, strong, isOfTree: (id) => isPathOf(id, known) })) quiet.push(path);
  }
  return quiet;
}

async function textOf({ tree, entry }: ToldFile): Promise<string | null> {
  const read = await tree.read(entry, LIMIT);
  return read.state === 'ok' && !read.truncated ? foldedText(read.bytes) : null;
}

/** Whether what both sides tell gives a meaning to any literal of the file; null: the head tells more than the base, or not all is known. */
function strength(before: FileFacts, after: FileFacts, known: Known): boolean | null {
  const [was, now] = [tellings(before), tellings(after)];
  if (was === null || now === null) return null;
  const old = new Set(was.map(keyOf));
  if (now.some((fact) => !old.has(keyOf(fact)) && !isOfTree(fact, known))) return null;
  return [...was, ...now].some((fact) => fact.what !== 'hidden' && (fact.what !== 'id' || fact.beside) && !isOfTree(fact, known));
}

/** Null: there is more, or the file was not read. */
function tellings({ facts }: FileFacts): TellingFact[] | null {
  const told = facts.filter((fact) => fact.kind === 'telling');
  return told.length < facts.length || told.length >= MAX_FACTS ? null : told;
}

function keyOf({ what, text, beside }: TellingFact): string {
  return JSON.stringify([what, text, beside]);
}
