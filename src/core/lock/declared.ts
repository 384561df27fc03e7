/**
 * What a declaration is about, as people type it: a load by the file or folder and by what feeds it, `app/llm.py: environment MODEL_ID`, or
 * an address that a load names, `s3://bucket/key`. One grammar (docs/declarations.md), for the lock and for the command line.
 */
import { InputError } from '../base/errors.ts';
import { MAX_PATH, shownKey } from './limits.ts';
import { pathProblem } from './paths.ts';
import { jsonText } from './json-text.ts';

/** What gives a load its name: one variable of the environment and nothing else, or an expression as it stands there. */
export type LoadFeed = { readonly kind: 'environment'; readonly name: string } | { readonly kind: 'expression'; readonly text: string };

export interface DeclaredLoad {
  readonly kind: 'load';
  /** Of a file; of a folder and all that lies in it, with "/" at its end. */
  readonly path: string;
  readonly feed: LoadFeed;
}

/** Something that no host serves: in an object store, a registry of models, a server of one's own. */
export interface DeclaredAddress {
  readonly kind: 'address';
  readonly address: string;
}

export type DeclarationTarget = DeclaredLoad | DeclaredAddress;

/** Expressions are kept to 80 characters, without their secrets: one of that length, or with a gap, may be several. */
const MAX_EXPRESSION = 79;
/** As many as are kept of a name in code, less the one that tells a cut one. */
const MAX_ADDRESS = 200;
/** Each character of a path or an expression may be written as an escape. */
const MAX_LENGTH = 6 * (MAX_PATH + MAX_EXPRESSION) + 20;

/** Words of our own where there is no expression, or more than are followed. */
const STANDS_FOR_MANY = /^(?:|…|computed name|one of [\s\S]*)$/;

const VARIABLE = /^[A-Za-z_]\w{0,199}$/;
const ADDRESS = /^[a-z][a-z0-9+.-]{0,20}:\/[^\s\p{C}]+$/u;

/** What feeds a computed load, from the text that stands there; null: no text tells it from another. */
export function feedOf(text: string): LoadFeed | null {
  const name = /^(?:environment variable ([A-Za-z_]\w*)|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\})$/.exec(text)?.slice(1).find(Boolean);
  if (name !== undefined && VARIABLE.test(name)) return { kind: 'environment', name };
  const isWhole = text.length <= MAX_EXPRESSION && text.isWellFormed() && !text.includes('***');
  return isWhole && !STANDS_FOR_MANY.test(text) ? { kind: 'expression', text } : null;
}

/** Whether a declaration can name this address. */
export function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && ADDRESS.test(text) && !/[?#]|^[^/]*\/\/[^/]*@/.test(text);
}

/** The one spelling that `parseDeclared` takes. */
export function formatDeclared(declared: DeclarationTarget): string {
  if (declared.kind === 'address') return declared.address;
  const { path, feed } = declared;
  const words = feed.kind === 'environment' ? `environment ${feed.name}` : jsonText(feed.text);
  return `${isPlain(path) ? path : jsonText(path)}: ${words}`;
}

/** Throws InputError USAGE with what is wrong and an example. */
export function parseDeclared(text: string): DeclarationTarget {
  if (text.length > MAX_LENGTH) throw wrong(text, `is longer than ${MAX_LENGTH} characters`);
  if (ADDRESS.test(text)) {
    if (!isAddress(text)) throw wrong(text, `is an address with a login or a query, or one of more than ${MAX_ADDRESS} characters`);
    return { kind: 'address', address: text };
  }
  const [, path, words] = /^("(?:[^"\\]|\\.)*"|(?!")(?:(?!: )[\s\S])+): ([\s\S]+)$/.exec(text) ?? [];
  if (path === undefined || words === undefined) throw wrong(text, 'is neither "path: what feeds the load" nor an address');
  const declared = { kind: 'load', path: path.startsWith('"') ? unquoted(path, text) : path, feed: parseFeed(words, text) } as const;
  checkLoad(declared, text);
  if (formatDeclared(declared) !== text) throw wrong(text, `is written ${shownKey(formatDeclared(declared))}`);
  return declared;
}

function parseFeed(words: string, text: string): LoadFeed {
  const name = words.startsWith('environment ') ? words.slice('environment '.length) : null;
  if (name !== null) {
    if (!VARIABLE.test(name)) throw wrong(text, 'does not name a variable of the environment');
    return { kind: 'environment', name };
  }
  if (!words.startsWith('"')) throw wrong(text, 'says neither "environment NAME" nor an expression in double quotes');
  const feed = feedOf(unquoted(words, text));
  if (feed === null) throw wrong(text, 'has an expression that does not tell one load from another');
  return feed;
}

function checkLoad({ path, feed }: DeclaredLoad, text: string): void {
  const isFolder = path.endsWith('/');
  const problem = pathProblem(isFolder ? path.slice(0, -1) : path);
  if (problem !== null) throw wrong(text, `names a path that ${problem}`);
  // The same words in another file are another expression: what its names stand for is decided there.
  if (isFolder && feed.kind === 'expression') throw wrong(text, 'has an expression, which belongs to one file, not to a folder');
}

function isPlain(path: string): boolean {
  return !path.startsWith('"') && !path.includes(': ') && jsonText(path) === `"${path}"` && !ADDRESS.test(path);
}

function unquoted(json: string, text: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    throw wrong(text, 'has a text in double quotes that is not written as JSON writes it');
  }
}

function wrong(text: string, why: string): InputError {
  return new InputError(
    'USAGE',
    `"${shownKey(text)}" ${why}.`,
    'Write it like "app/llm.py: environment MODEL_ID", "services/api/: environment MODEL_ID" for a folder, or "s3://bucket/key".',
  );
}
