/** One repository's truth beside what a program claims: what was found, what was missed, what was made up. */
import { type Claim, type Claims, foldName, foldPackage } from './claims.ts';
import type { Place, Trap, Truth, TruthFact } from './truth.ts';

/** Lines between the label and the report. */
const NEAR = 3;

/** What names no version: the default of a hub or registry. */
const NO_VERSION: ReadonlySet<string> = new Set(['main', 'master', 'head', 'latest']);

export interface FactOutcome {
  readonly fact: TruthFact;
  /** "version": named at its place, with another version. */
  readonly state: 'found' | 'version' | 'missed';
}

export interface ClaimOutcome {
  readonly name: string;
  readonly kind: Claim['kind'];
  readonly place: Place;
  readonly isTrue: boolean;
}

export interface Outcome {
  readonly facts: readonly FactOutcome[];
  /** One for each component and file, of the kinds that are AI whatever their name: a package is no claim about AI. */
  readonly claims: readonly ClaimOutcome[];
  readonly traps: readonly { readonly trap: Trap; readonly isHit: boolean }[];
  /** Listed as unknown where a label says another thing, or nothing. */
  readonly needless: readonly Place[];
}

const JUDGED: ReadonlySet<Claim['kind']> = new Set(['model', 'dataset', 'service', 'mcp-server']);

/** Judges a report by the labels. */
export function compareWithTruth(truth: Pick<Truth, 'facts' | 'traps'>, { claims, unknowns }: Claims): Outcome {
  const judged = claims.filter(({ kind }) => JUDGED.has(kind));
  return {
    facts: truth.facts.map((fact) => ({ fact, state: stateOf(fact, truth.facts, claims, unknowns) })),
    claims: judged.flatMap((claim) => claimOutcomes(claim, truth)),
    traps: truth.traps.map((trap) => ({ trap, isHit: judged.some((claim) => isNamed(claim, [trap.text]) && isAt(claim.places, [trap])) })),
    needless: unknowns.filter((place) => !truth.facts.some((fact) => fact.unknown === true && isAt([place], placesOf(fact)))),
  };
}

function stateOf(fact: TruthFact, all: readonly TruthFact[], claims: readonly Claim[], unknowns: readonly Place[]): FactOutcome['state'] {
  if (fact.unknown === true) return isAt(unknowns, placesOf(fact)) ? 'found' : 'missed';
  const there = claims.filter((claim) => isOfKind(claim, fact) && isNamed(claim, namesOf(fact)) && isAt(claim.places, placesOf(fact)));
  if (there.length === 0) return 'missed';
  return there.some((claim) => hasVersion(claim, fact, all)) ? 'found' : 'version';
}

function claimOutcomes(claim: Claim, { facts, traps }: Pick<Truth, 'facts' | 'traps'>): ClaimOutcome[] {
  const isLabelled = facts.some((fact) => fact.unknown !== true && isOfKind(claim, fact) && isNamed(claim, namesOf(fact)));
  const caught = traps.filter(({ text }) => isNamed(claim, [text]));
  return [...Map.groupBy(claim.places, ({ file }) => file).values()].map((places) => {
    const outside = places.filter((place) => !isAt([place], caught));
    return {
      name: claim.names[0] ?? '',
      kind: claim.kind,
      place: outside[0] ?? (places[0] as Place),
      isTrue: isLabelled && outside.length > 0,
    };
  });
}

/** A hosted model may be called a model or a service; who starts a server may call it the package or image that it is. */
function isOfKind({ kind }: Claim, fact: TruthFact): boolean {
  if (fact.kind === 'mcp-server') return kind !== 'dataset';
  const [one, other] = [kind, fact.kind].map((each) => (each === 'service' ? 'model' : each));
  return one === other;
}

function isNamed({ kind, names, versionedNames }: Claim, wanted: readonly string[]): boolean {
  const fold = kind === 'library' ? foldPackage : foldName;
  const own = [...names, ...versionedNames].map(fold);
  return wanted.map(fold).some((name) => own.includes(name));
}

function hasVersion({ versions, digests, versionedNames }: Claim, fact: TruthFact, all: readonly TruthFact[]): boolean {
  const said = versions.map((version) => version.toLowerCase()).filter((version) => !NO_VERSION.has(version));
  const names = namesOf(fact).map(foldName);
  // The date or size of a hosted id may be told as its version, or left in its name: both state it.
  const inName = (version: string): boolean => names.some((name) => name.includes(`-${version}`) || name.includes(`:${version}`));
  const wanted = fact.version?.toLowerCase() ?? null;
  if (wanted === null || NO_VERSION.has(wanted) || inName(wanted)) {
    if (names.some((name) => versionedNames.includes(name))) return true;
    // A variable names it here, and the load that it feeds states the revision.
    const elsewhere = all.filter(({ id }) => id === fact.id).flatMap(({ version }) => version?.toLowerCase() ?? []);
    return said.every((version) => inName(version) || elsewhere.includes(version));
  }
  return [...said, ...digests.map((digest) => digest.toLowerCase())].includes(wanted);
}

function isAt(places: readonly Place[], wanted: readonly Place[]): boolean {
  return places.some(({ file, line }) => wanted.some((one) => one.file === file && Math.abs(one.line - line) <= NEAR));
}

function namesOf({ id, aliases = [] }: TruthFact): string[] {
  return [id, ...aliases];
}

function placesOf({ file, line, orAt = [] }: TruthFact): Place[] {
  return [{ file, line }, ...orAt];
}
