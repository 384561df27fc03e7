/** The rules of .gitattributes files, compiled: which attributes a path has. Semantics: git's attr.c (fill_one, macroexpand_one). */
import type { AttributeRule, AttributesFact, AttributeState, FileFacts } from '../../model/index.ts';
import { encodePath } from '../../base/path-bytes.ts';
import { compilePattern, type Fuel, type Matcher } from './wildmatch.ts';

export interface Found {
  readonly state: AttributeState;
  /** One of our limits was reached before the line that decides: `state` says nothing. */
  readonly unknown: boolean;
  /** The .gitattributes file and the rule that decides. */
  readonly file: string;
  readonly rule: Pick<AttributeRule, 'pattern' | 'line'>;
}

const NAMES: readonly string[] = ['filter', 'working-tree-encoding'];

export interface Attributes {
  /** By name, what decides about a path; a name that no line speaks of is not in it. `fold`: as on systems that do not tell "A" from "a". */
  of(path: string, fold?: boolean): ReadonlyMap<string, Found>;
  /** Whether `fold` can make a difference. */
  foldable(path: string): boolean;
  /** Whether any line could hide text: sets an encoding, a filter other than Git LFS, or was not evaluated. */
  readonly mayHide: boolean;
}

/** Bytes of patterns with wildcards, beside the usual "*.ext", that are evaluated per file: bounds the work of a hostile one (T18). */
const MAX_WILD = 8192;
/** Steps of all patterns over all paths (T39). */
const FUEL = 10_000_000;

interface Rule {
  readonly rule: AttributeRule;
  /** Null: beyond the limit, so that nobody knows what it says about which path. */
  readonly states: AttributeRule['states'] | null;
  /** True: compared with the path below the file; false: with its last part. */
  readonly anchored: boolean;
  readonly matches: Matcher;
  readonly matchesFolded: Matcher;
}

/** The .gitattributes files among what was read. */
export function attributesIn(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, AttributesFact> {
  const found = new Map<string, AttributesFact>();
  for (const [path, { facts }] of files) for (const fact of facts) if (fact.kind === 'attributes') found.set(path, fact);
  return found;
}

/** `files`: the facts of all .gitattributes files by their path. */
export function gitAttributes(files: ReadonlyMap<string, AttributesFact>): Attributes {
  const macros = macrosOf(files.get('.gitattributes'));
  const fuel: Fuel = { left: FUEL };
  const byFolder = new Map<string, { readonly file: string; readonly rules: readonly Rule[] }>();
  for (const [file, fact] of files) {
    const rules = compiled(fact, macros);
    if (rules.length > 0) byFolder.set(file.slice(0, Math.max(0, file.lastIndexOf('/'))), { file, rules });
  }

  const patternsFold = [...byFolder.values()].some(({ rules }) => rules.some(({ rule }) => UPPER.test(rule.pattern)));

  function fill(found: Map<string, Found>, states: AttributeRule['states'], where: Pick<Found, 'file' | 'rule'>): void {
    // From the right: within a line the last one counts. A macro is looked into where its name is set by the line that decides about the name.
    const open = [...states];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [name, state] = next;
      fuel.left -= 1;
      if (found.has(name)) continue;
      found.set(name, { ...where, state, unknown: false });
      const macro = state === true ? macros.get(name) : undefined;
      for (const inner of macro ?? []) open.push(inner);
    }
  }

  return {
    mayHide: [...byFolder.values()].some(({ rules }) => rules.some(({ states }) => states === null || hides(states, macros))),
    foldable: (path) => UPPER.test(path) || patternsFold,
    of(path, fold = false) {
      const found = new Map<string, Found>();
      if (byFolder.size === 0) return found;
      // The nearest file first.
      for (let end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
        const here = byFolder.get(path.slice(0, Math.max(0, end)));
        if (here !== undefined) fromFile(found, here.file, here.rules, path.slice(end + 1), fold);
        if (end <= 0) break;
      }
      return found;
    },
  };

  function fromFile(found: Map<string, Found>, file: string, rules: readonly Rule[], below: string, fold: boolean): void {
    const text = foldBytes(encodePath(below), fold);
    const name = text.subarray(text.lastIndexOf(SLASH) + 1);
    for (const one of rules.toReversed()) {
      const subject = one.anchored ? text : name;
      if (!(fold ? one.matchesFolded : one.matches)(subject, fuel)) continue;
      if (fuel.left > 0 && one.states !== null) fill(found, one.states, { file, rule: one.rule });
      else for (const name of NAMES) if (!found.has(name)) found.set(name, { file, rule: one.rule, state: null, unknown: true });
    }
  }
}

type Macros = ReadonlyMap<string, AttributeRule['states']>;

/** Only the topmost file may define them; the last definition counts. Of their attributes only those are kept that end at one of ours. */
function macrosOf(top: AttributesFact | undefined): Macros {
  const all = new Map((top?.rules ?? []).filter(({ macro }) => macro).map(({ pattern, states }) => [pattern, states]));
  const users = new Map<string, string[]>();
  for (const [name, states] of all) {
    for (const [inner] of states) {
      const list = users.get(inner);
      if (list === undefined) users.set(inner, [name]);
      else list.push(name);
    }
  }
  const relevant = new Set<string>(NAMES);
  // A set grows while it is walked.
  for (const name of relevant) for (const user of users.get(name) ?? []) relevant.add(user);
  return new Map(
    [...all].filter(([name]) => relevant.has(name)).map(([name, states]) => [name, states.filter(([inner]) => relevant.has(inner))]),
  );
}

function hides(states: AttributeRule['states'], macros: Macros): boolean {
  // A macro is looked into once: what is kept of it ends at one of our attributes.
  return states.some(
    ([name, state]) =>
      (state === true && macros.has(name)) ||
      (name === 'filter' && typeof state === 'string' && state !== 'lfs') ||
      (name === 'working-tree-encoding' && state !== null),
  );
}

function compiled(fact: AttributesFact, macros: Macros): readonly Rule[] {
  let wild = 0;
  return fact.rules.flatMap((rule): Rule[] => {
    const { pattern, macro } = rule;
    const states = rule.states.filter(([name]) => macros.has(name) || NAMES.includes(name));
    // A final slash means folders only, and attributes do not go down from a folder (gitattributes(5)).
    if (macro || states.length === 0 || pattern.endsWith('/')) return [];
    const bytes = Buffer.from(pattern.replace(/^\//, ''), 'latin1');
    const anchored = pattern.includes('/');
    const suffix = !anchored && /^\*?[^*?[\\]*$/.test(pattern);
    const isWild = !suffix && /[*?[\\]/.test(pattern);
    if (isWild) wild += bytes.length;
    // Not evaluated, so nothing is proven by a pointer that it might have decided about (T16), and no text is known to be what it looks like.
    if (isWild && wild > MAX_WILD) return [{ rule, states: null, anchored, matches: () => true, matchesFolded: () => true }];
    const make = suffix ? suffixMatcher : compilePattern;
    const matches = make(bytes);
    const matchesFolded = make(foldBytes(bytes, true));
    return matches === null || matchesFolded === null ? [] : [{ rule, states, anchored, matches, matchesFolded }];
  });
}

const SLASH = 0x2f;
const UPPER = /[A-Z]/;

/** "name.ext" or "*.ext", against the last part of a path. */
function suffixMatcher(pattern: Uint8Array): Matcher {
  const star = pattern[0] === 0x2a;
  const literal = Buffer.from(star ? pattern.subarray(1) : pattern);
  return (text) =>
    (star ? text.length >= literal.length : text.length === literal.length) && literal.equals(text.subarray(text.length - literal.length));
}

/** ASCII letters as git folds them (wildmatch.c, WM_CASEFOLD). */
function foldBytes(bytes: Uint8Array, fold: boolean): Uint8Array {
  return fold ? bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)) : bytes;
}
