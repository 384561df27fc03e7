/** The cheap pass: is there anything to parse, and what does the file import. Linear, no grammar. */
import type { ImportFact } from '../../model.ts';
import { API_TABLE, ENDPOINT_VARIABLES } from './api-table.ts';
import { codeOnly } from './code-only.ts';

const WORDS = [...new Set(API_TABLE.map((row) => row.name.split('.').at(-1) ?? row.name))];
/** Words that are common in ordinary code need their neighbor too. */
const COMMON = new Set(['load', 'create', 'parse', 'stream', 'generate', 'completion', 'embedding', 'pipeline', 'LLM']);
const ENDPOINTS = new RegExp([...ENDPOINT_VARIABLES].join('|'));
const TELLING = new RegExp(
  [
    ...WORDS.filter((word) => !COMMON.has(word)),
    'hub\\.load',
    'completions\\.(?:create|parse)',
    'responses\\.create',
    'embeddings\\.create',
    'messages\\.(?:create|stream)',
    'images\\.generate',
    'litellm',
    'vllm',
    'pipeline\\s{0,8}\\(',
    'import[^\\n]{0,300}\\bpipeline\\b',
  ].join('|'),
);

/** Whether the file can contain a load, or set an endpoint. False is certain; true only means: parse it. */
export function mayLoad(text: string): boolean {
  if (ENDPOINTS.test(text)) return true;
  if (!TELLING.test(text)) return false;
  // Libraries mention from_pretrained in thousands of docstrings; only code outside strings and comments can call it.
  const code = codeOnly(text);
  return code === null || TELLING.test(code);
}

/** One import statement, from the start of its line. */
const IMPORT =
  /[ \t]{0,80}(?:from[ \t]{1,8}(\.{0,20})[ \t]{0,8}([\w.]{0,200})[ \t]{1,8}import[ \t]{0,8}(\([^)]{0,4000}\)|[^\n#]{1,1000})|import[ \t]{1,8}([^\n#]{1,500}))/y;

/** Imports by their lines. Over-approximates (text in a docstring counts): enough for "who can reach whom" (T5). */
export function scanImports(text: string): ImportFact[] {
  const facts: ImportFact[] = [];
  let line = 1;
  let counted = 0;
  let done = -1;
  let start = 0;
  for (let word = text.indexOf('import'); word !== -1; word = text.indexOf('import', word + 6)) {
    if (word < done) continue;
    // Line starts are found going forward: looking back from each word would be quadratic on one long line.
    for (let next = text.indexOf('\n', start); next !== -1 && next < word; next = text.indexOf('\n', start)) start = next + 1;
    IMPORT.lastIndex = start;
    const match = word - start > 400 ? null : IMPORT.exec(text);
    if (match === null) continue;
    done = IMPORT.lastIndex;
    for (let index = text.indexOf('\n', counted); index !== -1 && index < start; index = text.indexOf('\n', counted)) {
      line += 1;
      counted = index + 1;
    }
    facts.push(...importFacts(match, line));
  }
  return facts;
}

function importFacts(match: RegExpExecArray, line: number): ImportFact[] {
  const at = { line, column: 1 };
  const [, dots = '', module = '', names, modules] = match;
  if (names !== undefined) {
    const list = names
      .replace(/[()\\]/g, ' ')
      .split(',')
      .flatMap((item) => {
        const [name = '', , as] = item.trim().split(/\s+/);
        return name === '' ? [] : [{ name, as: as ?? name }];
      });
    return [{ kind: 'import', module, level: dots.length, names: list, alias: null, ...at }];
  }
  return (modules ?? '').split(',').flatMap((item): ImportFact[] => {
    const [name = '', , alias] = item.trim().split(/\s+/);
    return /^[\w.]+$/.test(name) ? [{ kind: 'import', module: name, level: 0, names: [], alias: alias ?? null, ...at }] : [];
  });
}
