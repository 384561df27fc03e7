/** Patterns of references: `hf:ibm-granite/*`, `hf:**-gptq`, `npm:@scope/*`, `service:openai/*`, purls. The grammar of references plus `*` and `**`. */
import { InputError } from '../base/errors.ts';
import { isShortCommit } from '../ref/parse.ts';
import { normalizePypiName } from '../ref/pypi-name.ts';
import { displayName } from '../ref/format.ts';
import type { Ref, RefType } from '../ref/index.ts';
import { globCovers, globMatches } from './glob.ts';

const MAX_LENGTH = 256;
const HINT = 'Write it like hf:org/*, hf:**-gptq, hf:datasets/org/*, npm:@scope/*, pypi:torch*, service:openai/* or a purl.';

const PREFIXES: readonly (readonly [string, RefType])[] = [
  ['pkg:huggingface/', 'hf'],
  ['pkg:npm/', 'npm'],
  ['pkg:pypi/', 'pypi'],
  ['pkg:github/', 'gh'],
  ['pkg:oci/', 'oci'],
  ['pkg:generic/', 'generic'],
  ['hf:', 'hf'],
  ['modelscope:', 'modelscope'],
  ['npm:', 'npm'],
  ['pypi:', 'pypi'],
  ['gh:', 'gh'],
  ['oci:', 'oci'],
  ['ollama:', 'ollama'],
  ['service:', 'service'],
  ['generic:', 'generic'],
];

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
  const at = rest.indexOf('@', type === 'npm' && rest.startsWith('@') ? 1 : 0);
  const version = at < 0 ? null : rest.slice(at + 1);
  let path = at < 0 ? rest : rest.slice(0, at);
  let repo: Pattern['repo'] = null;
  if (type === 'hf' || type === 'modelscope') {
    repo = path.startsWith('**') ? 'any' : path.startsWith('datasets/') ? 'datasets' : 'models';
    if (repo === 'datasets') path = path.slice('datasets/'.length);
  }
  if (type === 'pypi') path = normalizePypiName(path);
  if (path === '' || path.startsWith('/') || path.endsWith('/') || path.includes('//')) throw invalid(text, 'has an empty part');
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

/** Hubs answer "Acme/X" for "acme/x", so a denied name must not come back in other letters; npm alone tells them apart. */
function fold(text: string, type: RefType): string {
  return type === 'npm' ? text : text.toLowerCase();
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
