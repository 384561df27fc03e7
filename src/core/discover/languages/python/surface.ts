/** The pre-filter: is there anything to parse. Linear, no grammar. What the full reader would use, it lets through (T35). */
import type { Fact, ImportFact } from '../../../model/index.ts';
import { wordTest } from '../../../base/word-test.ts';
import { NAMES_ENDPOINT } from '../../endpoint-variables.ts';
import { mayHoldAddress } from './addresses.ts';
import { PROVIDERS } from './api-services.ts';
import { API_TABLE, lastNameOf } from './api-table.ts';
import { codeOnly } from './code-only.ts';
import { givesCode, mayStartLoader } from './commands/names.ts';
import { scanImports } from './import-scan.ts';
import { mayLoadPath } from './path-loads.ts';
import { scanWrites } from './write-scan.ts';

/** It loads only where the trust in code is spelled out, often in a text. */
const CONFIGURED = new RegExp(`\\b(?:${API_TABLE.flatMap((row) => (row.configured === true ? [row.name] : [])).join('|')})\\b`);
const TRUST = /trust_remote_code/;

const TELLING = [...new Set(API_TABLE.filter((row) => row.ordinary !== true).map(lastNameOf))].join('|');
const isTelling = wordTest(TELLING);
const QUOTED = new RegExp(`["'](?:${TELLING})["']`);
interface Weak {
  /** Of a service, and of names that only a scheme makes those of the hub: the packages of which one is imported. */
  readonly roots: ReadonlySet<string> | null;
  /** All of them are there, */
  readonly words: readonly RegExp[];
  /** and the last is called on the one before it, or one of both is imported. */
  readonly joined: RegExp | null;
}

const WEAK = API_TABLE.filter((row) => row.ordinary === true && row.configured !== true).map((row): Weak => {
  const words = [...(row.receiver === undefined ? [] : [row.receiver]), ...row.name.split('.')];
  const [owner, last] = [words.at(-2), lastNameOf(row)];
  return {
    roots:
      row.component === 'service' || row.schemed === true ? new Set(row.modules.length > 0 ? row.modules : Object.keys(PROVIDERS)) : null,
    words: words.map((word) => new RegExp(`\\b${word}\\b`)),
    joined:
      owner === undefined
        ? null
        : new RegExp(`\\b${owner}[\\s\\\\]{0,400}\\.[\\s\\\\]{0,400}${last}\\b|\\b(?:from|import)\\b[^;]{0,400}\\b${owner}\\b`),
  };
});
/** First words of weak rows that need no package, asked at once. */
const isOpen = wordTest(
  `(?:${[...new Set(WEAK.flatMap(({ roots, words }) => (roots === null ? (words[0]?.source.slice(2, -2) ?? []) : [])))].join('|')})\\b`,
);
/** A variable whose name is joined or escaped is set. */
const ENVIRONMENT =
  /(?:environ[\s\\]{0,20}(?:\[|\|=|\.[\s\\]{0,20}(?:setdefault|__setitem__|update)\b)|putenv\b)[^\]=]{0,300}?(?:["']\s{0,9}["'+]|\\[xuUN0-7]|[fF]["'])/;

/** `inCode`: the text has no comments, so that what belongs together stands together. */
function tells(text: string, imports: readonly ImportFact[], inCode: boolean): boolean {
  if (isTelling(text) || mayLoadPath(text, imports)) return true;
  const roots = new Set(imports.map(({ module }) => module.split('.', 1)[0] ?? ''));
  const open = isOpen(text);
  return WEAK.some(
    (row) =>
      (row.roots === null ? open : [...row.roots].some((root) => roots.has(root))) &&
      row.words.every((word) => word.test(text)) &&
      (!inCode || row.joined === null || row.joined.test(text)),
  );
}

/** Whether the file can contain a load, or set an endpoint. False is certain; true only means: parse it. */
export function mayLoad(text: string, imports: readonly ImportFact[] = scanImports(text)): boolean {
  if (NAMES_ENDPOINT.test(text) || ((text.includes('environ') || text.includes('putenv')) && ENVIRONMENT.test(text))) return true;
  if ((CONFIGURED.test(text) && TRUST.test(text)) || mayStartLoader(text) || mayHoldAddress(text) || (givesCode(text) && mayMention(text)))
    return true;
  if (!tells(text, imports, false)) return false;
  // `getattr(model, "from_pretrained")`
  if (QUOTED.test(text) && text.includes('getattr')) return true;
  // Libraries mention from_pretrained in thousands of docstrings; only code outside strings and comments can call it.
  const code = codeOnly(text);
  return code === null || tells(code, imports, true);
}

/** What is known without a grammar: who imports whom, and who may replace what of whom. */
export function surfaceFacts(text: string, imports: readonly ImportFact[] = scanImports(text)): Fact[] {
  return [...imports, ...scanWrites(text, imports)];
}

/** Whether a text of another kind, such as a shell script, can hold code that loads something or sets an endpoint. */
export function mayMention(text: string): boolean {
  return (
    NAMES_ENDPOINT.test(text) ||
    isTelling(text) ||
    mayStartLoader(text) ||
    mayHoldAddress(text) ||
    WEAK.some(({ words }) => words.every((word) => word.test(text)))
  );
}
