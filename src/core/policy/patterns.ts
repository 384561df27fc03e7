/** Patterns of references: `hf:ibm-granite/*`, `hf:**-gptq`, `npm:@scope/*`, `service:openai/*`, purls. The grammar of references plus `*` and `**`. */
import { InputError } from '../base/errors.ts';
import { ecosystemOf } from '../ecosystems/look-up.ts';
import { isPackageType } from '../ref/package-types.ts';
import { isShortCommit } from '../ref/parse.ts';
import { displayName } from '../ref/format.ts';
import type { Ref, RefType } from '../ref/index.ts';
import { hasRepositories, purlTypeOf, REF_TYPES, splitPath } from '../ref/types.ts';
import { globCovers, globMatches } from './glob.ts';

const MAX_LENGTH = 256;
const HINT = 'Write it like hf:org/*, hf:**-gptq, hf:datasets/org/*, npm:@scope/*, pypi:torch*, service:openai/* or a purl.';

const PREFIXES: readonly (readonly [string, RefType])[] = REF_TYPES.flatMap((type): [string, RefType][] => {
  const purl = purlTypeOf(type);
  return [...(purl === null ? [] : [[`pkg:${purl}/`, type] satisfies [string, RefType]]), [`${type}:`, type]];
});

/** A pattern, taken apart. */
export interface Pattern {
  readonly type: RefType;
  /** hf and modelscope only; "any" for a pattern whose path starts with `**`. */
  readonly repo: 'models' | 'datasets' | 'any' | null;
  readonly path: string;
  /** null: any version, and none. */
  readonly version: string | null;
}

/** Reads one pattern. Throws InputError REF_INVALID with what is wrong and an example. */
export function parsePattern(text: string): Pattern {
  if (text.length > MAX_LENGTH) throw invalid(`${text.slice(0, 60)}…`, `is longer than ${MAX_LENGTH} characters`);
  if (/[\s\p{C}]/u.test(text)) throw invalid(text, 'contains white space or control characters');
  const found = PREFIXES.find(([prefix]) => text.startsWith(prefix));
  if (found === undefined) throw invalid(text, 'does not start with a known type and a colon');
  const [prefix, type] = found;
  const rest = prefix.startsWith('pkg:') ? decode(text, text.slice(prefix.length)) : text.slice(prefix.length);
  // A pattern that nothing can ever match would be a promise that nobody keeps.
  if (isPackageType(type) && ecosystemOf(type) === null) throw invalid(text, `has the type "${type}", whose packages are not read`);
  const { path, version, datasets } = splitPath(type, rest);
  const repo = hasRepositories(type) ? (datasets ? 'datasets' : path.startsWith('**') ? 'any' : 'models') : null;
  if (path === '' || path.startsWith('/') || path.endsWith('/') || path.replace(/^[a-z0-9+.-]{1,20}:\/\//, '').includes('//'))
    throw invalid(text, 'has an empty part');
  if (version === '') throw invalid(text, 'ends in "@" without a version');
  if (version !== null && isShortCommit(version)) throw invalid(text, 'has a shortened commit; only full commits are immutable');
  if (/[?[\]{}!\\]/.test(path)) throw invalid(text, 'uses a sign other than "*" and "**"; no other wildcards exist');
  return { type, repo, path, version };
}

/** Whether `pattern` covers `ref`. A pattern without a version covers every version. */
export function matches(pattern: Pattern, ref: Ref): boolean {
  if (pattern.type !== ref.type) return false;
  if (pattern.repo !== null && pattern.repo !== 'any' && pattern.repo !== ref.repo) return false;
  if (!globMatches(fold(pattern.path, ref.type), fold(displayName(ref), ref.type))) return false;
  return pattern.version === null || (ref.version !== null && globMatches(pattern.version, ref.version));
}

/** Whether any of the patterns covers the reference. Throws InputError REF_INVALID on a pattern that the policy loader would have refused. */
export function matchesAny(patterns: readonly string[], ref: Ref): boolean {
  return patterns.some((text) => matches(parsePattern(text), ref));
}

/** Whether all that `inner` covers is covered by `outer` too; errs on "no" (T24). */
export function covers(outer: Pattern, inner: Pattern): boolean {
  if (outer.type !== inner.type || (outer.repo !== inner.repo && outer.repo !== 'any')) return false;
  if (!globCovers(fold(outer.path, outer.type), fold(inner.path, inner.type))) return false;
  return outer.version === null || (inner.version !== null && globCovers(outer.version, inner.version));
}

/** Hubs answer "Acme/X" for "acme/x", so a denied name must not come back in other letters where nobody tells them apart. */
function fold(text: string, type: RefType): string {
  return ecosystemOf(type)?.tellsCaseApart === true ? text : text.toLowerCase();
}

/** Percent-encoding of purls ("%40scope"); a `*` is never encoded. Qualifiers and subpath have no meaning in a pattern. */
function decode(text: string, path: string): string {
  if (/[?#]/.test(path)) throw invalid(text, 'has purl qualifiers, which patterns do not know');
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid(text, 'has broken percent-encoding');
  }
}

function invalid(text: string, why: string): InputError {
  return new InputError('REF_INVALID', `The pattern "${text}" ${why}.`, HINT);
}
