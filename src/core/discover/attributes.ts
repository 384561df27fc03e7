/** .gitattributes, reduced to what decides whether a path is Git LFS (T16). Semantics: gitattributes(5), gitignore(5) patterns. */
import type { AttributesFact, Fact } from '../model.ts';
import { parseLine } from './attributes/line.ts';
import { compilePattern, type Matcher } from './attributes/wildmatch.ts';
import type { Detector } from './detector.ts';

const LIMIT = 256 * 1024;

export const attributesDetector: Detector = {
  id: 'attributes',
  version: 2,
  about: {
    title: 'Git attributes that make a path Git LFS',
    motivation: 'A file that only looks like a Git LFS pointer proves nothing; .gitattributes says which paths are LFS.',
    decides:
      'Reads every .gitattributes file; the last matching line of the nearest file decides, as git does. A pattern with "!" in front is ignored, as git does.',
    remedy: 'Track weights with "git lfs track \'*.safetensors\'" and commit .gitattributes.',
    serves: 'CRA Annex I Part II (1): identify components, here the weights that a pointer stands for',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => path === '.gitattributes' || path.endsWith('/.gitattributes'),
  grammar: () => null,
  facts(input): readonly Fact[] {
    const text = new TextDecoder('utf-8').decode(input.bytes);
    const rules = text.split('\n').flatMap((line) => parseLine(line) ?? []);
    return [{ kind: 'attributes', rules, line: 1, column: 1 }];
  },
};

/**
 * Whether .gitattributes make `path` Git LFS. `files`: the facts of all .gitattributes files by their path. The file nearest to
 * `path` is asked first; within one file the last match wins; where nothing matches, it is not LFS.
 */
export function isLfs(path: string, files: ReadonlyMap<string, AttributesFact>): boolean {
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const fact = files.get([...parts.slice(0, depth), '.gitattributes'].join('/'));
    if (fact === undefined) continue;
    const inside = pathBytes(parts.slice(depth).join('/'));
    const name = inside.subarray(inside.lastIndexOf(SLASH) + 1);
    const match = rulesOf(fact).findLast((rule) => rule.matches(rule.anchored ? inside : name));
    if (match !== undefined) return match.lfs;
  }
  return false;
}

interface CompiledRule {
  readonly lfs: boolean;
  /** True: compared with the path below the file; false: with its last part. */
  readonly anchored: boolean;
  readonly matches: Matcher;
}

const SLASH = 0x2f;
const compiled = new WeakMap<AttributesFact, readonly CompiledRule[]>();

/** Bytes of patterns with wildcards, beside the usual "*.ext", that are matched per file: bounds the work of a hostile one (T18). */
const MAX_WILD = 8192;

/** Compiled once per file: thousands of pointers may ask. */
function rulesOf(fact: AttributesFact): readonly CompiledRule[] {
  const known = compiled.get(fact);
  if (known !== undefined) return known;
  let wild = 0;
  const rules = fact.rules.flatMap(({ pattern, lfs }): CompiledRule[] => {
    // A final slash means folders only, and attributes do not go down from a folder (gitattributes(5)).
    if (pattern.endsWith('/')) return [];
    const bytes = pathBytes(pattern.replace(/^\//, ''));
    const anchored = pattern.includes('/');
    if (!anchored && /^\*?[^*?[\\]*$/.test(pattern)) return [{ lfs, anchored, matches: suffixMatcher(bytes) }];
    if (/[*?[\\]/.test(pattern)) wild += bytes.length;
    // Not evaluated, so nothing is proven by a pointer that it might have decided about (T16).
    if (wild > MAX_WILD) return [{ lfs: false, anchored, matches: () => true }];
    const matches = compilePattern(bytes);
    return matches === null ? [] : [{ lfs, anchored, matches }];
  });
  compiled.set(fact, rules);
  return rules;
}

/** "name.ext" or "*.ext", against the last part of a path. */
function suffixMatcher(pattern: Uint8Array): Matcher {
  const star = pattern[0] === 0x2a;
  const literal = Buffer.from(star ? pattern.subarray(1) : pattern);
  return (text) =>
    (star ? text.length >= literal.length : text.length === literal.length) && literal.equals(text.subarray(text.length - literal.length));
}

/** The bytes of a tree path; a lone surrogate stands for one byte that is not UTF-8 (see Place). */
function pathBytes(path: string): Uint8Array {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8');
  return Buffer.concat(
    Array.from(path, (one) => (one.isWellFormed() ? Buffer.from(one, 'utf8') : Buffer.from([one.charCodeAt(0) & 0xff]))),
  );
}
