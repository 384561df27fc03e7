/** What "where is it?" is asked about: one component in any version, one version, a range, or all whose names begin so. Pure. */
import {
  ecosystemOf,
  identityOf,
  InputError,
  isFullCommit,
  isInRange,
  isPrerelease,
  isRangeOf,
  isReference,
  parseRef,
  type Ref,
} from '../../src/core/index.ts';
import { searchedAs } from '../store/uses.ts';
import { type FoundUse, type SearchedName } from '../store/where.ts';

/** "maybe": its version is not known, or moves; nobody may say that it is another one. */
export type Match = 'yes' | 'maybe' | 'no';

export interface WhereAsked {
  readonly text: string;
  readonly searched: SearchedName;
  readonly matches: (use: Pick<FoundUse, 'version' | 'requested'>) => Match;
}

const LONGEST = 512;
/** Fewer characters of a name are not one. */
const LEAST = 3;
const HINT =
  'Write it like hf:org/name, hf:org/name@<40 hex>, hf:org/*, "npm:left-pad@<1.3", pypi:torch@2.6.0, npm:@scope/*, service:openai/gpt-4o or a purl.';

/** Throws InputError REF_INVALID with what is wrong. What would read everything is refused, too: it answers nothing and costs all. */
export function readAsked(text: string): WhereAsked {
  if (text.length > LONGEST) throw invalid(text, `is longer than ${LONGEST} characters`);
  if (!isReference(text)) throw invalid(text, /^[*?]*$/.test(text) ? 'names nothing' : 'has no type before a colon');
  const { name, version } = parted(text);
  const star = name.indexOf('*');
  if (star >= 0) {
    if (star < name.length - 1) throw invalid(text, 'has a "*" before its end: name how it begins');
    if (version !== null) throw invalid(text, 'asks for a version of many things');
    return { text, searched: { prefix: prefixOf(text, name.slice(0, -1)) }, matches: () => 'yes' };
  }
  const ref = parseRef(name);
  const wanted = version ?? ref.version;
  const searched = { identity: searchedAs(identityOf(ref)) };
  return { text, searched, matches: wanted === null ? () => 'yes' : matching(text, ref, wanted) };
}

/** The version of a package may be a range, which is no part of the grammar of references: it is cut off before that reads the rest. */
function parted(text: string): { readonly name: string; readonly version: string | null } {
  const colon = text.indexOf(':');
  const scoped = text[colon + 1] === '@' ? 1 : 0;
  const at = text.indexOf('@', colon + 1 + scoped);
  // In a purl a scope is written as %40.
  if (at < 0 || ecosystemOf(text.slice(0, colon)) === null) return { name: text, version: null };
  const version = text.slice(at + 1).trim();
  if (version === '') throw invalid(text, 'ends in "@" without a version');
  return { name: text.slice(0, at), version };
}

function matching(text: string, { type }: Ref, wanted: string): WhereAsked['matches'] {
  const ecosystem = ecosystemOf(type);
  if (ecosystem === null) return ({ version, requested }) => ofRevision(wanted, version, requested);
  const exact = ecosystem.parse(wanted);
  if (exact === null && !isRangeOf(type, wanted)) throw invalid(text, `asks for "${wanted}", which is neither a version nor a range`);
  const takes = (version: string): boolean => (exact === null ? isInRange(type, version, wanted) : ecosystem.parse(version) === exact);
  const judge = (version: string): Match => {
    if (ecosystem.parse(version) === null) return 'maybe';
    if (takes(version)) return 'yes';
    // PEP 440 keeps 2.6rc1 out of "<2.6", advisories do not: who asks is to see it.
    return exact === null && isPrerelease(type, version) ? 'maybe' : 'no';
  };
  // Thousands of repositories have a few versions.
  const known = new Map<string, Match>();
  return ({ version }) => {
    const match = known.get(version) ?? judge(version);
    known.set(version, match);
    return match;
  };
}

/** Of what has revisions: one that moves may have been the wanted one before, or be it tomorrow. */
function ofRevision(wanted: string, version: string, requested: string): Match {
  if (version === wanted || requested === wanted) return 'yes';
  return version !== '' && (isFullCommit(requested) || isDigest(requested)) ? 'no' : 'maybe';
}

function isDigest(text: string): boolean {
  return /^(?:.{1,200}@)?[a-z0-9]{1,20}:[0-9a-f]{32,128}$/.test(text);
}

/** What no name ends in. */
const END = 'zzzz';

function prefixOf(text: string, start: string): string {
  const path = start.slice(start.indexOf(':') + 1).replace(/^(?:huggingface|npm|pypi|conda|cargo|golang|github)\//, '');
  const [first = '', ...rest] = path.replace(/^datasets\//, '').split('/');
  const name = first.replace(/^(?:@|%40)/, '');
  if (name === '' || (rest.length === 0 && name.length < LEAST))
    throw invalid(text, `would read everything: name at least an owner ("hf:org/*") or the first ${LEAST} letters of a name`);
  const identity = identityOf(parseRef(`${start}${END}`)).toLowerCase();
  // The identity of an image begins with its last part, that of an address with its type.
  if (identity.indexOf(END) !== identity.length - END.length) throw invalid(text, 'is of a type that is only found by its whole name');
  return identity.slice(0, -END.length);
}

function invalid(text: string, why: string): InputError {
  return new InputError('REF_INVALID', `"${text.slice(0, 80)}" ${why}.`, HINT);
}
