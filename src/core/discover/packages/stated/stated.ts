/**
 * Manifests and locks that are read by name, version and place: one kind = one call of `statedPackages`. Of most the AI frameworks are
 * taken, and what else they list is no component.
 */
import { baseName } from '../../../base/base-name.ts';
import { isFramework } from '../../../ecosystems/look-up.ts';
import type { About, At, Fact, PackageFact, PackageSource, ProblemFact } from '../../../model/index.ts';
import type { PackageType } from '../../../ref/package-types.ts';
import { normalizePackageName } from '../../../ref/package-types.ts';
import type { Detector, FileInput, PackageExample } from '../../detector.ts';
import { decodeText, noGrammar, problemFact } from '../../text-input.ts';
import { withoutSecrets } from '../package-fact.ts';

/** One package, as the file states it. */
export interface ListedPackage {
  readonly ecosystem: PackageType;
  /** In any spelling. */
  readonly name: string;
  /** An exact version or a range; null or "": none is stated. */
  readonly version: string | null;
  /** The version is the one that is installed, however it is written. */
  readonly exact: boolean;
  readonly group?: PackageFact['group'];
  /** Absent: from the registry of its ecosystem. */
  readonly source?: PackageSource;
  readonly marker?: string;
  readonly at: At;
}

export interface StatedKind {
  /** kebab-case, unique among detectors. */
  readonly id: string;
  readonly version: number;
  /** File names as the tool looks for them, or patterns of such names. */
  readonly names: readonly (string | RegExp)[];
  readonly title: string;
  /** What is taken, in words. */
  readonly decides: string;
  /** Every package is taken, not frameworks alone. */
  readonly whole?: true;
  readonly example: PackageExample;
  /** In the order of the file. Never throws, and is linear. */
  readonly read: (this: void, text: string) => Iterable<ListedPackage | ProblemFact>;
}

const LIMIT = 16 * 1024 * 1024;
const MAX_STATED = 200_000;
const MAX_FACTS = 2_000;
const LONG = 400;
const NAME = /^@?[A-Za-z0-9][\w.~+:/@-]{0,250}$/;
const VERSION = /^v?\d[\w.+~-]{0,100}$/;
const RANGE = /^[\w.+*~^<>=!,|&()[\]: @/-]{1,200}$/;

export function statedPackages({ id, version, names, title, decides, whole, example, read }: StatedKind): Detector {
  const about: About = {
    title,
    motivation: 'The manifest says which AI frameworks and SDKs a product is built with, in every language.',
    decides: `${decides} ${whole === true ? 'Each stands' : 'Of the packages those are taken that are AI frameworks or SDKs; each stands'} with its version at its line. Hashes are not looked at.`,
    remedy: 'State an exact version, or commit the lock beside the manifest.',
    serves: 'CRA Annex I Part II (1)',
  };
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
      return names.some((name) => (typeof name === 'string' ? name === file : name.test(file))) && !/(?:^|\/)node_modules\//.test(path);
    },
    grammar: noGrammar,
    facts: (input) => factsOf(read, whole === true, input),
  };
}

const NOT_ALL = problemFact('limit', 'a list with more packages than are looked at in one file; the rest was not read', {
  line: 1,
  column: 1,
});

function factsOf(read: StatedKind['read'], whole: boolean, { bytes }: FileInput): readonly Fact[] {
  const file = decodeText(bytes);
  if (!file.ok) return [file.problem];
  const facts: Fact[] = [];
  const seen = new Set<string>();
  let steps = 0;
  for (const stated of read(file.text)) {
    steps += 1;
    if (steps > MAX_STATED || facts.length >= MAX_FACTS) return [...facts, NOT_ALL];
    if ('kind' in stated) {
      facts.push(stated);
      continue;
    }
    const fact = factOf(stated, whole);
    const key = fact === null ? '' : `${fact.name} ${fact.version} ${fact.range} ${fact.line}`;
    if (fact === null || seen.has(key)) continue;
    seen.add(key);
    facts.push(fact);
  }
  return facts;
}

function factOf(
  { ecosystem, name: spelled, version, exact, group = 'runtime', source, marker = '', at }: ListedPackage,
  whole: boolean,
): PackageFact | null {
  if (!NAME.test(spelled)) return null;
  const name = normalizePackageName(ecosystem, spelled);
  if (!whole && !isFramework(ecosystem, name)) return null;
  const stated = version?.trim() ?? '';
  // "=1.2.3" and "== 1.2.3" take that one version.
  const pinned = /^={1,2}\s{0,3}(v?\d{1,9}(?:\.\d{1,9}){2}[\w.+~-]{0,60})$/.exec(stated)?.[1];
  const text = pinned ?? stated;
  const isExact = pinned !== undefined || (exact && VERSION.test(text));
  return withoutSecrets({
    kind: 'package',
    ecosystem,
    name,
    version: isExact ? text : null,
    range: !isExact && RANGE.test(text) ? text : null,
    integrity: [],
    source: source?.source ?? 'registry',
    location: source?.location ?? null,
    group,
    license: null,
    ...(marker === '' ? {} : { marker: marker.slice(0, LONG) }),
    from: 'manifest',
    line: at.line,
    column: at.column,
  });
}

/** Each line with its number, without its end. */
export function* numberedLines(text: string): Generator<readonly [line: string, number: number]> {
  let number = 1;
  for (let start = 0; start <= text.length; number++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    // A longer line is none that people write.
    if (end - start <= 4_000) yield [text.slice(start, end).replace(/\r$/, ''), number];
    start = end + 1;
  }
}
