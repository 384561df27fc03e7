/** What a file may replace of others (T35): attributes of imported modules and classes, by their spelling, without a grammar. Text in a docstring counts, too. */
import type { ImportFact, WriteFact } from '../../model.ts';
import { MUTATORS } from './in-place.ts';

/** A hostile file cannot fill memory with names; beyond this it may replace anything of what it imports. */
const MAX_NAMES = 2_000;
const MAX_LENGTH = 300;
const CALL = new RegExp(`\\bsetattr[ \\t]{0,8}\\(|\\.(?:${[...MUTATORS].join('|')})[ \\t]{0,8}\\(`, 'g');
const SET = /\s{0,80}([\w.]{1,200})\s{0,80},\s{0,80}(?:["'](\w{1,200})["'])?/y;
/** `for cfg.NAME in`, `as cfg.NAME`, `del cfg.NAME`, and a line that begins with several targets or a type: `cfg.NAME, b =`, `cfg.NAME: str =`. */
const OTHER =
  /\b(?:for|as|del)[ \t(]{1,8}[\w, \t(]{0,100}\.\w[\w.]{0,200}|^[ \t]{0,200}[([]?[\w., \t]{0,200}\.\w{1,100}[ \t]{0,8}[,:)\]][^\n=]{0,300}=(?!=)/gm;

export function scanWrites(text: string, imports: readonly ImportFact[]): WriteFact[] {
  const bound = new Set(
    imports.flatMap((fact) => (fact.names.length > 0 ? fact.names.map(({ as }) => as) : [fact.alias ?? fact.module.split('.')[0] ?? ''])),
  );
  const names = new Set<string>();
  const note = (dotted: string, inPlace: boolean): void => {
    const dot = dotted.indexOf('.');
    if (bound.has(dot < 0 ? dotted : dotted.slice(0, dot))) names.add(dotted);
    else if (!inPlace && dot >= 0 && !/^(?:self|cls)\.\w+$/.test(dotted)) names.add(`?.${dotted.slice(dotted.lastIndexOf('.') + 1)}`);
  };
  for (let at = text.indexOf('='); at !== -1 && names.size < MAX_NAMES; at = text.indexOf('=', at + 1)) {
    const written = writtenBefore(text, at);
    if (written !== null) note(written.name, written.inPlace);
  }
  for (const [found] of text.matchAll(OTHER)) {
    if (names.size < MAX_NAMES) for (const [dotted] of found.split('=', 1)[0]?.matchAll(/\w+(?:\.\w+)+/g) ?? []) note(dotted, false);
  }
  calls(text, names, bound, note);
  if (names.size >= MAX_NAMES) for (const name of bound) names.add(`${name}.*`);
  return names.size === 0 ? [] : [{ kind: 'write', names: [...names].sort(), line: 1, column: 1 }];
}

function calls(
  text: string,
  names: ReadonlySet<string>,
  bound: ReadonlySet<string>,
  note: (dotted: string, inPlace: boolean) => void,
): void {
  for (const match of text.matchAll(CALL)) {
    if (names.size >= MAX_NAMES) return;
    if (match[0].startsWith('.')) {
      const held = text.slice(chainStart(text, match.index), match.index);
      if (held !== '') note(held.replace(/\.__dict__$/, '.*'), true);
      continue;
    }
    SET.lastIndex = match.index + match[0].length;
    const [, object = '', name] = SET.exec(text) ?? [];
    if (name !== undefined) note(`${object}.${name}`, false);
    else if (bound.has(object.split('.')[0] ?? '')) note(`${object}.*`, false);
  }
}

/** `cfg.NAME =`, `cfg.NAME +=`, `TABLE["m"] =`: what stands before the sign. */
function writtenBefore(text: string, equals: number): { name: string; inPlace: boolean } | null {
  if (text[equals + 1] === '=' || /(?:^|[^<])<$|(?:^|[^>])>$/.test(text.slice(Math.max(0, equals - 2), equals))) return null;
  let end = equals;
  while (end > 0 && '+-*/%&|^@<>'.includes(text[end - 1] ?? '')) end -= 1;
  if ('=!:'.includes(text[end - 1] ?? '')) return null;
  while (end > 0 && ' \t\\\n'.includes(text[end - 1] ?? '')) end -= 1;
  const inPlace = text[end - 1] === ']';
  if (inPlace) {
    const open = text.lastIndexOf('[', end);
    if (open < end - MAX_LENGTH || text.slice(open, end).includes('\n')) return null;
    end = open;
  }
  const name = text.slice(chainStart(text, end), end);
  if (name === '' || (!inPlace && !name.includes('.'))) return null;
  return { name: name.replace(/\.__dict__$/, '.*'), inPlace };
}

/** Where the dotted name that ends here begins. */
function chainStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < MAX_LENGTH && isNameUnit(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function isNameUnit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 46 || code > 127
  );
}
