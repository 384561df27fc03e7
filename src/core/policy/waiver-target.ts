/** What a waiver names: one component at what the code asks for, a pattern of components, a file of the tree, or feeds (T28, T38). */
import { InputError } from '../base/errors.ts';
import { compareText } from '../base/order.ts';
import { visible } from '../base/visible-text.ts';
import type { Finding } from '../model/index.ts';
import { formatRef, identityOf } from '../ref/format.ts';
import { isFullCommit, parseRef } from '../ref/parse.ts';
import type { Ref } from '../ref/index.ts';
import { globMatches } from './glob.ts';
import { matches, parsePattern, type Pattern } from './patterns.ts';
import type { Waiver } from './waiver.ts';

export type WaiverTarget =
  | { readonly kind: 'component'; readonly identity: string; readonly requested: string | null }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  /** For what has no component: content of the tree, policies. `content`: a git object id. */
  | { readonly kind: 'file'; readonly path: string; readonly content: string | null }
  /** For loads without a name: everything that feeds it, sorted. `path`: of the one file, or the pattern of files, that it is for; null: all. */
  | { readonly kind: 'feeds'; readonly feeds: readonly string[]; readonly path: string | null };

const FILE = 'file:';

/** Reads `component` of a waiver. Throws InputError REF_INVALID with what is wrong and an example. */
export function parseTarget(text: string): WaiverTarget {
  if (text.startsWith(FILE)) return fileTarget(text);
  if (text.includes('*')) return { kind: 'pattern', pattern: parsePattern(text) };
  const ref = parseRef(text);
  return { kind: 'component', identity: identityOf(ref), requested: revisionOf(ref) };
}

/** What a whole waiver names. Throws as `parseTarget`. */
export function targetOf({ component, feeds }: Pick<Waiver, 'component' | 'feeds'>): WaiverTarget {
  const named = component === null ? null : parseTarget(component);
  if (feeds === null) {
    if (named === null) throw new InputError('REF_INVALID', 'It names nothing.', 'Write a component, or feeds.');
    return named;
  }
  if (named !== null && (named.kind !== 'file' || named.content !== null))
    throw new InputError('REF_INVALID', 'Beside feeds the component can only be a file, as "file:PATH".', 'Leave one of the two out.');
  if (named === null && feeds.length === 0)
    throw new InputError(
      'REF_INVALID',
      'An empty list of feeds fits every load that nothing feeds: say in which file, as component: "file:PATH".',
      'Add the file.',
    );
  return { kind: 'feeds', feeds: [...new Set(feeds)].sort(compareText), path: named?.path ?? null };
}

/** For people: "wb-… hf:org/name license/unknown". */
export function waiverWords({ id, component, feeds, rule }: Pick<Waiver, 'id' | 'component' | 'feeds' | 'rule'>): string {
  return [id, component, feeds === null ? null : `feeds ${JSON.stringify(feeds)}`, rule].filter((one) => one !== null).join(' ');
}

function fileTarget(text: string): Extract<WaiverTarget, { kind: 'file' }> {
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
  /** Of a load without a name; null: it has one, or is none. */
  readonly feeds: readonly string[] | null;
}

export function waivablePartsOf(finding: Finding): WaivablePart[] {
  const { kind, unresolved, places, requested, subject } = finding;
  const paths = unresolved || kind === 'tree' || kind === 'policy' ? [...new Set(places.map(({ path }) => path))] : [null];
  const feeds = unresolved ? subject.map((one) => one ?? '').sort(compareText) : null;
  return paths.flatMap((path) => requested.map((one) => ({ path, requested: one, feeds })));
}

/** Whether the name fits, whatever is asked for. */
export function names(target: WaiverTarget, finding: Finding, part: WaivablePart): boolean {
  switch (target.kind) {
    case 'file':
      return isFile(target.path, part.path);
    // One for a file is about all loads without a name in it, and holds for those with these feeds.
    case 'feeds':
      return part.feeds !== null && (target.path === null ? isSame(target.feeds, part.feeds) : isFile(target.path, part.path));
    case 'component':
      return part.path === null && target.identity === finding.component;
    case 'pattern': {
      const ref = part.path === null ? refOf(finding.component) : null;
      return ref !== null && matches({ ...target.pattern, version: null }, ref);
    }
  }
}

function isFile(path: string, actual: string | null): boolean {
  return actual !== null && (path.includes('*') ? globMatches(path, actual) : path === actual);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** Whether what is asked for fits; the name does. A pattern without a revision is for all of them: that is what patterns are for. */
export function asksFor(target: WaiverTarget, part: WaivablePart): boolean {
  switch (target.kind) {
    case 'component':
      return target.requested === part.requested;
    case 'file':
      // T38: another load without a name in the same file is another thing, which nobody has looked at.
      if (part.feeds !== null) return false;
      return target.content === null ? part.requested === null || target.path.includes('*') : target.content === part.requested;
    case 'feeds':
      return part.feeds !== null && isSame(target.feeds, part.feeds);
    case 'pattern': {
      const { version } = target.pattern;
      return version === null || (part.requested !== null && globMatches(version, part.requested));
    }
  }
}

export type WaiverNaming = Pick<Waiver, 'component' | 'feeds'>;

/** What a waiver for this part has to name; null where nothing can name it (a name with spaces in it). */
export function waiverNaming(finding: Finding, part: WaivablePart): WaiverNaming | null {
  const { path, requested, feeds } = part;
  if (feeds !== null) {
    // Without any feed the file is all that tells it from others. What cannot be shown cannot be copied (T22).
    const naming = { component: feeds.length > 0 ? null : `${FILE}${path ?? ''}`, feeds };
    const keys = namingKeys(naming);
    return visible(keys) === keys ? naming : null;
  }
  const suffix = requested === null ? '' : `@${requested}`;
  const text = path === null ? `${shortest(finding.component)}${suffix}` : `${FILE}${path}${suffix}`;
  try {
    const target = parseTarget(text);
    return names(target, finding, part) && asksFor(target, part) && !text.includes('*') ? { component: text, feeds: null } : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** As keys of YAML. What the tree chose is quoted there, so that it cannot become another key (T22). */
export function namingKeys({ component, feeds }: WaiverNaming): string {
  const keys = [
    ...(component === null ? [] : [`component: ${JSON.stringify(component)}`]),
    ...(feeds === null ? [] : [`feeds: ${listText(feeds)}`]),
  ];
  return keys.join(', ');
}

/** As `namingOf`, as keys of YAML. */
export function namingText(finding: Finding, part: WaivablePart): string | null {
  const naming = waiverNaming(finding, part);
  return naming === null ? null : namingKeys(naming);
}

function listText(texts: readonly string[]): string {
  return `[${texts.map((one) => JSON.stringify(one)).join(', ')}]`;
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
