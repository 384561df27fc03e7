/** What a waiver names: one component at what the code asks for, a pattern of components, or a file of the tree (T28). */
import { InputError } from '../base/errors.ts';
import type { Finding } from '../model/index.ts';
import { formatRef, identityOf } from '../ref/format.ts';
import { isFullCommit, parseRef } from '../ref/parse.ts';
import type { Ref } from '../ref/index.ts';
import { globMatches } from './glob.ts';
import { matches, parsePattern, type Pattern } from './patterns.ts';

export type WaiverTarget =
  | { readonly kind: 'component'; readonly identity: string; readonly requested: string | null }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  /** For what has no component: content of the tree, policies, loads without a name. `content`: a git object id. */
  | { readonly kind: 'file'; readonly path: string; readonly content: string | null };

const FILE = 'file:';

/** Reads `component` of a waiver. Throws InputError REF_INVALID with what is wrong and an example. */
export function parseTarget(text: string): WaiverTarget {
  if (text.startsWith(FILE)) return fileTarget(text);
  if (text.includes('*')) return { kind: 'pattern', pattern: parsePattern(text) };
  const ref = parseRef(text);
  return { kind: 'component', identity: identityOf(ref), requested: revisionOf(ref) };
}

function fileTarget(text: string): WaiverTarget {
  const [, path = '', content] = /^([\s\S]*?)(?:@([0-9a-f]{40}|[0-9a-f]{64}))?$/.exec(text.slice(FILE.length)) ?? [];
  if (path === '' || path.startsWith('/') || path.length > 1000)
    throw new InputError(
      'REF_INVALID',
      `"${text.slice(0, 60)}" names no file.`,
      'Write file: and the path from the top of the repository.',
    );
  return { kind: 'file', path, content: content ?? null };
}

/** The hub's default branch is what it gives to who asks for nothing; a commit in capitals is the same commit. */
function revisionOf({ type, version }: Ref): string | null {
  if (version === null || (type === 'hf' && version === 'main')) return null;
  return isFullCommit(version) ? version.toLowerCase() : version;
}

/** One thing that a finding is about; a finding is waived when each of them is. */
export interface WaivablePart {
  /** Path in the tree; null: a component. */
  readonly path: string | null;
  readonly requested: string | null;
}

export function waivablePartsOf(finding: Finding): WaivablePart[] {
  const { kind, unresolved, places, requested } = finding;
  if (kind !== 'tree' && kind !== 'policy' && !unresolved) return requested.map((one) => ({ path: null, requested: one }));
  const paths = [...new Set(places.map(({ path }) => path))];
  return paths.flatMap((path) => requested.map((one) => ({ path, requested: one })));
}

/** Whether the name fits, whatever is asked for. */
export function names(target: WaiverTarget, finding: Finding, part: WaivablePart): boolean {
  if (target.kind === 'file')
    return part.path !== null && (target.path.includes('*') ? globMatches(target.path, part.path) : target.path === part.path);
  if (part.path !== null) return false;
  if (target.kind === 'component') return target.identity === finding.component;
  const ref = refOf(finding.component);
  return ref !== null && matches({ ...target.pattern, version: null }, ref);
}

/** Whether what is asked for fits; the name does. A pattern without a revision is for all of them: that is what patterns are for. */
export function asksFor(target: WaiverTarget, part: WaivablePart): boolean {
  switch (target.kind) {
    case 'component':
      return target.requested === part.requested;
    case 'file':
      return target.content === null ? part.requested === null || target.path.includes('*') : target.content === part.requested;
    case 'pattern': {
      const { version } = target.pattern;
      return version === null || (part.requested !== null && globMatches(version, part.requested));
    }
  }
}

/** What a waiver for this part has to name; null where no reference can (a name with spaces in it). */
export function targetText({ component }: Finding, { path, requested }: WaivablePart): string | null {
  const suffix = requested === null ? '' : `@${requested}`;
  const text = path === null ? `${shortest(component)}${suffix}` : `${FILE}${path}${suffix}`;
  try {
    const target = parseTarget(text);
    const same = target.kind === 'file' ? target.path === path : target.kind === 'component' && target.identity === component;
    return same && asksFor(target, { path, requested }) ? text : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** "hf:org/name" rather than the purl. */
function shortest(identity: string): string {
  const ref = refOf(identity);
  return ref === null ? identity : formatRef(ref);
}

function refOf(identity: string): Ref | null {
  try {
    return parseRef(identity);
  } catch (error) {
    // What the code writes as a name need not be one.
    if (error instanceof InputError) return null;
    throw error;
  }
}
