/**
 * Old loads and calls of hosted models whose own file names a plain file of data: a list of models that is read line by line, a table, the input of a command. What a
 * change writes there may be what is loaded (T38). It adds doubt alone (T35).
 */
import type { Place, TreeEntry } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import { changedLines } from '../../base/changed-lines.ts';
import { hostedModelOf } from '../hosted/index.ts';
import { hubLike } from '../telling/hub-like.ts';
import type { OpenLoad } from './open.ts';

/** Files that no reader takes settings from, but for those that build or start something. */
const PLAIN = /\.(?:txt|csv|tsv|xml|jsonl|ndjson|lst|list|dat|tmpl|tpl)$|(?:^|\/)\.?[^./]+$/i;
const BUILDS = /(?:file|^license|^copying|^codeowners|^readme|^cname)$/i;
const MAX_FILES = 300;

export interface NamedFiles {
  readonly changed: readonly { readonly after: TreeEntry; readonly before: TreeEntry | undefined }[];
  readonly open: readonly OpenLoad[];
  /** null: it cannot be read. */
  readonly textOf: (path: string) => Promise<string | null>;
  readonly contentOf: (entry: TreeEntry, side: 'base' | 'head') => Promise<string | null>;
  /** What the tree has under that name is no name of a hub. */
  readonly isPath: (name: string) => boolean;
}

/** Whether a path is one of a plain file of data. */
export function isPlainFile(path: string): boolean {
  return PLAIN.test(path) && !BUILDS.test(baseName(path));
}

/** The loads that a line of the change may feed, with those lines. */
export async function fedByFiles({
  changed,
  open,
  textOf,
  contentOf,
  isPath,
}: NamedFiles): Promise<ReadonlyMap<OpenLoad, readonly Place[]>> {
  const fed = new Map<OpenLoad, readonly Place[]>();
  const fresh: Place[] = [];
  for (const { after, before } of changed.slice(0, MAX_FILES)) {
    const text = await contentOf(after, 'head');
    const was = before === undefined ? null : await contentOf(before, 'base');
    if (text !== null) fresh.push(...namedIn(after.path, text, was, isPath));
  }
  if (fresh.length === 0) return fed;
  for (const [path, loads] of [...Map.groupBy(open, ({ place }) => place.path)].slice(0, MAX_FILES)) {
    const spelled = namesIn((await textOf(path)) ?? '');
    const places = fresh.filter((one) => one.path !== path && spelled.has(baseName(one.path)));
    if (places.length > 0) for (const one of loads) fed.set(one, places);
  }
  return fed;
}

/** All that a file holds: whoever opens it takes that for a name. A version is none. */
const ONLY_NAME = /^\s{0,20}(?=[\w./:@-]*[A-Za-z])(?!v?\d+\.\d)[\w./:@-]{2,120}\s{0,20}$/;
const WORDS = /(?<![\w./:@-])[A-Za-z][\w./:@-]{3,100}(?![\w/:@-])/g;

/** The first place where the change writes what may be a name on a hub, or of a hosted model. */
function namedIn(path: string, text: string, was: string | null, isPath: (name: string) => boolean): Place[] {
  const written = was === null ? null : changedLines(was, text);
  if (ONLY_NAME.test(text)) return text.trim() === was?.trim() || isPath(text.trim()) ? [] : [{ path, line: 1, column: 1 }];
  const hosted = hostedIn(path, text, written);
  if (hosted !== null) return [hosted];
  let line = 1;
  let begin = 0;
  for (const { text: name, start } of hubLike(text, false)) {
    for (let end = text.indexOf('\n', begin); end >= 0 && end < start; end = text.indexOf('\n', begin)) {
      line += 1;
      begin = end + 1;
    }
    if ((written === null || written.has(line)) && !isPath(name)) return [{ path, line, column: start - begin + 1 }];
  }
  return [];
}

function hostedIn(path: string, text: string, written: ReadonlySet<number> | null): Place | null {
  for (const [index, line] of text.split('\n').entries()) {
    if (written !== null && !written.has(index + 1)) continue;
    for (const { 0: word, index: start } of line.slice(0, MAX_LINE).matchAll(WORDS))
      if (hostedModelOf(word)?.certain === true) return { path, line: index + 1, column: start + 1 };
  }
  return null;
}
const MAX_LINE = 2_000;

/** What a text spells that may be the name of a file, folders left out. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set((text.match(/[\w.-]+/g) ?? []).map((name) => name.replace(/(?<!\.)\.$/, '')));
}
