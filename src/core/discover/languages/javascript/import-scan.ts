/** What a file imports, by its text alone: the same whether the file is parsed or not. Linear: each word is looked at where it stands. */
import type { At, ImportFact } from '../../../model/index.ts';
import { type Answers, matching, type WordQuestion } from '../../../base/word-search.ts';
import { AI_PACKAGES } from './api-table.ts';
import { placesIn } from './places.ts';
import { mayBeOfTree, specifierOf } from './specifier.ts';

const SPECIFIER = `(["'\`])([^"'\`\\n]{1,500})`;
/** `… from "m"`, `import "m"`, `require("m")`, `import("m")`: each is asked for in the one pass over the text. */
export const SOURCES: WordQuestion = [
  ...matching(['from'], `(?<![\\w$.])from\\s{0,20}${SPECIFIER}`),
  ...matching(['import'], `(?<![\\w$.])import\\s{0,20}(?:\\(\\s{0,20}(?:/\\*[^*]{0,200}\\*/\\s{0,20})?)?${SPECIFIER}`),
  ...matching(['require'], `(?<![\\w$.])require\\s{0,20}\\(\\s{0,20}${SPECIFIER}`),
];

const AT_SOURCE = new RegExp(`(?:from|require|import)[^"'\`]{0,260}?${SPECIFIER}`, 'y');
/** What may stand between `import` and `from`. */
const MAX_CLAUSE = 6_000;
const CLAUSE = /^(?:import|export)\b(?:\s*type\b)?([\w$\s{},*@"'/.:-]*)$/;
/** `const { a, b: c } = await import(…)` */
const DECLARED = /(?:const|let|var)\s+(?:(\{[^{}]{0,2000}\})|([\w$]{1,100}))\s*(?::[^=]{0,200})?=\s*(?:await\s*)?\(?\s*$/;
const MAX_IMPORTS = 5_000;

export function scanScriptImports(text: string, answers: Answers): ImportFact[] {
  const places = placesIn(text);
  const found: ImportFact[] = [];
  for (const start of answers.get(SOURCES) ?? []) {
    if (found.length >= MAX_IMPORTS) break;
    AT_SOURCE.lastIndex = start;
    const [, , specifier = ''] = AT_SOURCE.exec(text) ?? [];
    const one = specifierOf(specifier);
    if (specifier === '' || (!mayBeOfTree(one) && !AI_PACKAGES.has(one.module)) || isInComment(text, start)) continue;
    found.push(...factsAt(text, start, one, places.at(start)));
  }
  return found;
}

function isInComment(text: string, start: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 300), start);
  return /^\s*(?:\/\/|\*|\/\*)/.test(line);
}

type Names = ImportFact['names'];

function factsAt(text: string, start: number, { module, level }: { module: string; level: number }, at: At): ImportFact[] {
  const told = text.startsWith('from', start) ? clauseBefore(text, start) : declaredBefore(text, start);
  const fact = (names: Names, alias: string | null): ImportFact => ({ kind: 'import', module, level, names, alias, exact: true, ...at });
  const facts = told.whole === null ? [] : [fact([], told.whole)];
  return told.names.length > 0 || facts.length === 0 ? [...facts, fact(told.names, null)] : facts;
}

interface Told {
  readonly names: Names;
  readonly whole: string | null;
}

const NOTHING: Told = { names: [], whole: null };

function clauseBefore(text: string, start: number): Told {
  const before = text.slice(Math.max(0, start - MAX_CLAUSE), start);
  const begin = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
  const clause = begin < 0 ? undefined : CLAUSE.exec(before.slice(begin).replace(/\/\/[^\n]*/g, ''))?.[1];
  if (clause === undefined) return NOTHING;
  const isExport = before.startsWith('export', begin);
  const list = /\{([^{}]*)\}/.exec(clause)?.[1] ?? '';
  const whole = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1] ?? null;
  const first = /^\s*([\w$]+)\s*(?:,|$)/.exec(clause)?.[1];
  if (isExport && whole === null && clause.includes('*')) return { names: [{ name: '*', as: '*' }], whole: null };
  return { names: [...(first === undefined ? [] : [{ name: 'default', as: first }]), ...namesIn(list, /\s+as\s+/)], whole };
}

function declaredBefore(text: string, start: number): Told {
  const [, list, whole] = DECLARED.exec(text.slice(Math.max(0, start - 2_400), start)) ?? [];
  if (list !== undefined) return { names: namesIn(list.slice(1, -1), /\s*:\s*/), whole: null };
  return whole === undefined ? NOTHING : { names: [], whole };
}

function namesIn(list: string, between: RegExp): Names {
  return list.split(',').flatMap((part) => {
    const [name = '', as = name] = part
      .trim()
      .replace(/^type\s+/, '')
      .replace(/\s*=[^]*$/, '')
      .split(between);
    return /^[\w$]{1,100}$/.test(name) && /^[\w$]{1,100}$/.test(as) ? [{ name, as }] : [];
  });
}
