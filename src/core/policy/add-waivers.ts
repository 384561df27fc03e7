/** Writes entries into the list of waivers of a policy file, and leaves every other byte of it as it is. */
import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { readPolicy } from './load.ts';
import type { Rule } from './rule.ts';

/** `entries`: one line each, as `waiverEntry` gives them. Null: the file is not of a form in which that is sure to change nothing else. */
export function addWaivers(source: string, entries: readonly string[], path: string, rules: readonly Rule[]): string | null {
  const before = readPolicy(source, path, rules).file;
  if (before === null) return null;
  const after = inserted(source, entries);
  const read = after === null ? null : readPolicy(after, path, rules).file;
  if (after === null || read === null) return null;
  // Whatever the insertion was taken for: the file must say what it said, and these entries.
  const { waivers: were = [], ...rest } = before.values;
  const { waivers: are = [], ...now } = read.values;
  const isSame = isDeepStrictEqual(rest, now) && isDeepStrictEqual(before.rules, read.rules);
  return isSame && are.length === were.length + entries.length && isDeepStrictEqual(are.slice(0, were.length), were) ? after : null;
}

function inserted(source: string, entries: readonly string[]): string | null {
  const end = source.includes('\r\n') ? '\r\n' : '\n';
  const { contents } = parseDocument(source);
  if (!isMap(contents) || contents.flow === true) return null;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'waivers');
  if (pair === undefined) {
    const lines = ['waivers:', ...entries.map((entry) => `  ${entry}`), ''];
    return `${source}${source.endsWith('\n') ? '' : end}${lines.join(end)}`;
  }
  const list = isSeq(pair.value) && pair.value.flow !== true ? pair.value : null;
  const place = list === null ? null : afterLast(source, list);
  if (place === null) return null;
  const lines = entries.map((entry) => `${place.indent}${entry}${end}`).join('');
  const head = source.slice(0, place.at);
  return `${head}${head.endsWith('\n') ? '' : end}${lines}${source.slice(place.at)}`;
}

/** Behind the line in which the last entry ends, and how far entries are indented. */
function afterLast(source: string, list: YAMLSeq): { readonly at: number; readonly indent: string } | null {
  const ranges = list.items.map((item) => (isMap(item) ? item.range : null) ?? null);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first == null || last == null) return null;
  const line = source.slice(source.lastIndexOf('\n', first[0]) + 1, first[0]);
  const [, indent] = /^( *)- +$/.exec(line) ?? [];
  if (indent === undefined) return null;
  const next = source[last[1] - 1] === '\n' ? last[1] : source.indexOf('\n', last[1]) + 1;
  return { at: next === 0 ? source.length : next, indent };
}
