/** One lockfile kind = one call of `lockfile`: the kind says how its entries are written, and everything else is the same for all. */
import { baseName } from '../../base/base-name.ts';
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import type { About, At, Fact, PackageFact, PackageSource, ProblemFact } from '../../model/index.ts';
import type { Detector, FileInput, PackageExample } from '../detector.ts';
import { noGrammar, problemFact, decodeText } from '../text-input.ts';
import { sortedIntegrity } from './integrity.ts';
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
  readonly bundled?: boolean;
  /** The kind of file has no hash of what the registry serves: the entry says what is installed, as a manifest with exact versions does. */
  readonly unhashed?: boolean;
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
  /** Entries and problems in the order of the file. Never throws, and is linear but for what it spends. */
  read(text: string, budget: Budget): Iterable<LockedPackage | ProblemFact>;
}

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
  for (const found of kind.read(file.text, budget)) {
    if (!budget.spend() || facts.length >= MAX_ENTRIES) return [...facts, NOT_ALL];
    facts.push(found.kind === 'problem' ? found : factOf(found));
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

function factOf({
  ecosystem,
  name,
  version,
  integrity,
  archives = [],
  bundled = false,
  unhashed = false,
  source,
  group,
  license,
  at,
}: LockedPackage): Fact {
  if (name === null || !ecosystem.isName(name)) return problemFact('syntax', 'a package without a usable name', at);
  return withoutSecrets({
    kind: 'package',
    ecosystem: ecosystem.id,
    name: ecosystem.normalize(name),
    version: version !== null && /^[\w.+!~-]{1,128}$/.test(version) ? version : null,
    range: null,
    integrity: sortedIntegrity(integrity),
    ...(archives.length === 0 ? {} : { archives }),
    ...(bundled ? { bundled } : {}),
    source: source.source,
    location: source.location,
    group,
    license,
    from: unhashed ? 'manifest' : 'lock',
    line: at.line,
    column: at.column,
  });
}
