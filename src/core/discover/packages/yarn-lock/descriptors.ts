/** What stands at the edge of yarn.lock: for each entry what was asked for, "name@range" by "name@range". */
import { quoteEnd, withoutQuotes } from '../blocks/keys.ts';

export interface Descriptor {
  readonly name: string;
  /** "" where none is said. */
  readonly range: string;
}

const NAMED = /^((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})(?:@(.{0,4000}))?$/s;

/** Null: an address without a name. */
export function readDescriptor(text: string): Descriptor | null {
  const [, name, range = ''] = NAMED.exec(text) ?? [];
  return name === undefined ? null : { name, range };
}

/** Yarn 1: "a@^1, "b@>= 1, < 2"", each in quotes or not. What has no closing quote is left out. */
export function classicList(header: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < header.length; ) {
    const rest = header.slice(at);
    const comma = rest.indexOf(',');
    const end = rest.startsWith('"') ? quoteEnd(rest) + 1 : comma < 0 ? rest.length : comma;
    if (end === 0) break;
    const one = rest.startsWith('"') ? withoutQuotes(rest.slice(0, end)) : rest.slice(0, end);
    if (one !== null) found.push(one);
    at += end;
    while (header[at] === ',' || header[at] === ' ') at++;
  }
  return found;
}

/** Yarn 2 and later: "a@npm:^1, a@npm:^1.2" in one text. */
export function berryList(key: string): readonly string[] {
  return key.split(/ ?, ?/);
}
