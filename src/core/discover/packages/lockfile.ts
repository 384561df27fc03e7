/** One lockfile kind = one call of `lockfile`: the kind says how its entries are written, and everything else is the same for all. */
import { baseName } from '../../base/base-name.ts';
import { cleanOrigin } from '../../base/address.ts';
import { compareText } from '../../base/order.ts';
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import type { About, At, Fact, PackageFact, PackageSource, ProblemFact, SteeringFact } from '../../model/index.ts';
import type { Detector, FileInput, PackageExample } from '../detector.ts';
import { noGrammar, problemFact, decodeText } from '../text-input.ts';
import { createDisagreements } from './disagreements.ts';
import { readHash, sortedIntegrity } from './integrity.ts';
import { withoutSecrets } from './package-fact.ts';

/** One locked package, as the file states it. */
export interface LockedPackage {
  readonly kind: 'locked';
  readonly ecosystem: Ecosystem;
  /** In any spelling; null or no possible name: a problem at this place. */
  readonly name: string | null;
  /** Null, or not of the shape of a version: not known. */
  readonly version: string | null;
  /** "sha256:<hex>" or SRI ("sha512-<base64>"); values of a wrong length prove nothing and are left out. */
  readonly integrity: readonly string[];
  /** As in PackageFact. */
  readonly archives?: PackageFact['archives'];
  /** Names of the archives that have no hash, in any order; told of a package of which others have one. */
  readonly bare?: readonly string[];
  readonly bundled?: boolean;
  /** As in PackageFact; a name equal to `name` says nothing and is left out. */
  readonly as?: string;
  readonly archiveOf?: PackageFact['archiveOf'];
  /** Addresses or origins, in any order and as often as they are met; what is no address of a server is left out. */
  readonly servers?: readonly string[];
  /** As in PackageFact, in any order. */
  readonly needs?: readonly string[];
  readonly marker?: PackageFact['marker'];
  /** As in PackageFact. */
  readonly unhashed?: boolean;
  /** "manifest": the file is the list that people write, with exact versions. Default: "lock". */
  readonly from?: PackageFact['from'];
  /** As in PackageFact. */
  readonly hashesOnly?: true;
  readonly source: PackageSource;
  readonly group: PackageFact['group'];
  readonly license: string | null;
  readonly at: At;
}

/** Work that is left for one file (T39): a reader that follows something else than the text's own length spends it. */
export interface Budget {
  /** False: nothing is left. The reader stops, and the rest of the file is reported as not read. */
  spend(): boolean;
}

export interface LockfileKind {
  /** kebab-case, unique among detectors. */
  readonly id: string;
  /** Raise it when the same text gives other facts. */
  readonly version: number;
  /** File names exactly as the tool looks for them, or patterns of such names. */
  readonly names: readonly (string | RegExp)[];
  readonly about: About;
  readonly example: PackageExample;
  /** Entries, folders and problems in the order of the file. Never throws, and is linear but for what it spends. */
  read(text: string, budget: Budget): Iterable<LockedPackage | SteeringFact | ProblemFact>;
}

/** Longer names are no names; a longer marker is shown as far as it goes. */
const LONG = 400;
const LIMIT = 32 * 1024 * 1024;
/** The largest real locks have some ten thousand entries; each that is held costs memory, and time to link and to list. */
const MAX_ENTRIES = 200_000;
/** Some edges for each entry, which nobody holds. */
const MAX_STEPS = 2_000_000;

/** The detector of a lockfile kind. */
export function lockfile(kind: LockfileKind): Detector {
  const { id, version, about, names, example } = kind;
  return {
    id,
    version,
    about,
    only: 'packages',
    example,
    reads: 'text',
    limit: LIMIT,
    wants(path) {
      const file = baseName(path);
      return names.some((name) => (typeof name === 'string' ? name === file : name.test(file)));
    },
    grammar: noGrammar,
    facts: (input) => factsOf(kind, input),
  };
}

function factsOf(kind: LockfileKind, { bytes }: FileInput): readonly Fact[] {
  const file = decodeText(bytes);
  if (!file.ok) return [file.problem];
  const facts: Fact[] = [];
  const budget = createBudget(MAX_STEPS);
  const disagreements = createDisagreements();
  for (const found of kind.read(file.text, budget)) {
    if (!budget.spend() || facts.length >= MAX_ENTRIES) return [...facts, NOT_ALL];
    const fact = found.kind === 'locked' ? factOf(found) : found;
    facts.push(fact);
    if (fact.kind === 'package') facts.push(...disagreements.add(fact));
  }
  return budget.spend() ? facts : [...facts, NOT_ALL];
}

const NOT_ALL = problemFact('limit', 'a lockfile with more in it than is looked at in one file; the rest was not read', {
  line: 1,
  column: 1,
});

function createBudget(steps: number): Budget {
  let left = steps;
  return {
    spend() {
      left--;
      return left > 0;
    },
  };
}

function factOf(found: LockedPackage): Fact {
  const { ecosystem, name, version, integrity, bundled = false, unhashed = false, from = 'lock', source, group, license, at } = found;
  if (name === null || !ecosystem.isName(name)) return problemFact('syntax', 'a package without a usable name', at);
  return withoutSecrets({
    kind: 'package',
    ecosystem: ecosystem.id,
    name: ecosystem.normalize(name),
    version: versionOf(version),
    range: null,
    integrity: sortedIntegrity(integrity),
    ...(bundled ? { bundled } : {}),
    ...(found.hashesOnly === true ? { hashesOnly: true } : {}),
    ...bareBeside(found),
    ...saidBeside(found),
    source: source.source,
    location: source.location,
    group,
    license,
    ...(unhashed ? { unhashed } : {}),
    from,
    line: at.line,
    column: at.column,
  });
}

/** Installers read a version without the white space around it. */
function versionOf(stated: string | null): string | null {
  const version = stated === null ? '' : stated.slice(0, LONG).trim();
  return /^[\w.+!~-]{1,128}$/.test(version) ? version : null;
}

/** A package of which no archive has a hash says so by having none. */
function bareBeside({ integrity, bare = [] }: LockedPackage): Pick<PackageFact, 'bare'> {
  return bare.length === 0 || sortedIntegrity(integrity).length === 0 ? {} : { bare: bare.toSorted(compareText) };
}

/** What only some kinds of file say: absent where nothing is said, so that most facts stay small. */
function saidBeside(found: LockedPackage): Partial<PackageFact> {
  const { ecosystem, name, version, as, servers = [], needs, marker } = found;
  const archives = (found.archives ?? []).flatMap(([file, text]): (readonly [string, string])[] => {
    const hash = readHash(text);
    return hash === null ? [] : [[file, hash]];
  });
  const archiveOf = found.archiveOf ?? otherArchiveIn(ecosystem, name, version, [...archives.map(([file]) => file), ...(found.bare ?? [])]);
  const origins = sortedTexts(servers.flatMap((address) => originOf(address) ?? []));
  const isRespelled = ecosystem.writtenNames === true && name !== null && ecosystem.normalize(name) !== name;
  return {
    ...(isRespelled ? { written: name } : {}),
    ...(archives.length === 0 ? {} : { archives }),
    ...(as === undefined || name === null || ecosystem.normalize(as) === ecosystem.normalize(name) ? {} : { as: as.slice(0, LONG) }),
    ...(archiveOf === undefined ? {} : { archiveOf: archiveOf.slice(0, LONG) }),
    ...(origins.length === 0 ? {} : { servers: origins }),
    ...(needs === undefined ? {} : { needs: sortedTexts(needs) }),
    ...(marker === undefined || marker === '' ? {} : { marker: marker.slice(0, LONG) }),
  };
}

function otherArchiveIn(ecosystem: Ecosystem, name: string | null, version: string | null, files: readonly string[]): string | undefined {
  if (ecosystem.otherArchive === undefined || name === null || version === null) return undefined;
  const own = ecosystem.normalize(name);
  for (const file of files) {
    const other = file === '' ? null : ecosystem.otherArchive(own, version, file);
    if (other !== null) return other;
  }
  return undefined;
}

function sortedTexts(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)].sort(compareText);
}

/** Scheme and host with its port, in small letters: nothing else of an address is kept (T21). Null: no address of a server. */
function originOf(address: string): string | null {
  const [, scheme, host] =
    /^(?:[a-z]{1,10}\+)?([a-z][a-z0-9.-]{0,20}):\/\/(?:[^/?#@]{0,500}@)?([a-z0-9.-]{1,253}(?::\d{1,5})?)(?=[/?#]|$)/i.exec(address) ?? [];
  if (scheme !== undefined && host !== undefined) return `${scheme}://${host}`.toLowerCase();
  // Other spellings, as whoever fetches reads them: "https:/host", "https:\\\\host".
  return cleanOrigin(address.replace(/^[a-z]{1,10}\+/i, ''));
}
