/**
 * The contract of a registry of packages: a host that is asked what it serves under a name and a version. Pure: it looks at the answers so far,
 * says what it lacks, and what they mean.
 */
import { cleanLocation, cleanOrigin } from '../base/address.ts';
import { withoutAlias } from '../ecosystems/one-server.ts';
import type { Answer, Evidence, PackageFact, Question, RegistryAnswer, Topic } from '../model/index.ts';
import type { Ref } from '../ref/index.ts';
import type { Host, ProofContext } from './host.ts';

/** One version of a package, as the files of the tree state it. */
export interface PackageSubject {
  /** Without version, its name in normal form. */
  readonly ref: Ref;
  readonly version: string;
  /** The places that name this version and take it from a registry. */
  readonly entries: readonly PackageFact[];
  /** Of the base alone: what it states of itself is asked only where that of the version in its place is in question. */
  readonly past?: true;
  /** Its license is known without the registry. */
  readonly known?: true;
}

export interface Registry extends Pick<Host, 'id' | 'about' | 'refs'> {
  readonly service: NonNullable<Host['service']>;
  /** Questions whose answers are missing in `evidence`. `server`: the base address that the operator's registry has. Called until nothing lacks. */
  needs(subject: PackageSubject, evidence: Evidence, wanted: ReadonlySet<Topic>, server: string): readonly Question[];
  /** What it says and what that proves; null: it has not been asked. */
  answer(subject: PackageSubject, context: ProofContext, server: string): RegistryAnswer | null;
}

/** By id of the registry, the base address that is asked in this run; a registry without one is not asked. */
export type Servers = ReadonlyMap<string, string>;

/**
 * Whether the tree takes it from the server that is asked. An entry that names no server takes it from whichever is configured; one that names
 * another server says nothing about this one: its names may be private, and the same name here another package.
 */
export function isServedBy(server: string, { location }: PackageFact): boolean {
  if (location === null) return true;
  const [from, asked] = [cleanOrigin(location), cleanOrigin(server)];
  return from === asked || (from !== null && withoutAlias(from) === asked);
}

/**
 * Whether an entry says itself that it comes from the very registry that is asked, path included: of one server may hang many registries. Only
 * then is a "no such version" of it a word against the entry (T33).
 */
export function isStatedFrom(server: string, { location }: PackageFact): boolean {
  const [from, asked] = [cleanLocation(location ?? ''), cleanLocation(server)];
  if (from === null || asked === null) return false;
  const base = asked.replace(/\/$/, '');
  return withoutAlias(from) === base || withoutAlias(from).startsWith(`${base}/`);
}

/** It has no such name or version: a word against entries that say themselves that they come from it; of all others nothing is known. */
export function notThere(
  { entries }: PackageSubject,
  server: string,
  said: { readonly registry: string; readonly asOf: Answer['asOf']; readonly detail: string },
): RegistryAnswer {
  if (entries.some((entry) => isStatedFrom(server, entry))) return { state: 'absent', ...said };
  return { state: 'unverifiable', reason: 'not-found', detail: said.detail };
}
