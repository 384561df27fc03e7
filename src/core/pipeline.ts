/** The stages in order; nothing else knows the order. Everything but the two ports `extract` and `gather` is pure. */
import type { KeyObject } from 'node:crypto';
import { advised } from './advisories/advised.ts';
import { buildBom } from './bom/build.ts';
import { linesBetween } from './bom/touched.ts';
import { asksAtFirst, asksEveryPackage, disputedIn } from './decide/asks.ts';
import { decide } from './decide/decide.ts';
import type { AskedFor, Dossier } from './decide/dossier.ts';
import { declaredBetween } from './resolve/declared.ts';
import { coverageOf } from './discover/coverage.ts';
import type { KeptTrees } from './discover/link/kept.ts';
import { licenseMemo } from './license/conclude.ts';
import { withAncestorLicenses } from './license/lineage/licensed.ts';
import { openSourceOf } from './license/lineage/openness.ts';
import type { Approval, Bom, Component, Note, OwnLicenseChange, PolicyReview, Side, Topic, Tree, Verdict } from './model/index.ts';
import { type LibraryPlaces, partsOfBom } from './model/parts.ts';
import { ownLicenseChanges } from './license/own/changes.ts';
import { ownLicensed } from './license/own/terms.ts';
import { ALL_CHANGED, differenceOf } from './policy/difference.ts';
import type { Policy } from './policy/policy.ts';
import { rules } from './policy/rules/index.ts';
import { singledOut } from './policy/singled-out.ts';
import { keysOf } from './policy/signers.ts';
import { labelsOf } from './policy/scope-labels.ts';
import { movedUses } from './policy/statements.ts';
import type { Ports, Subject } from './ports/index.ts';
import { allPackages, pastOf } from './hosts/package-subjects.ts';
import { lockIn, proofsOf, vouching } from './hosts/of-tree.ts';
import { withNewActions } from './resolve/new-actions.ts';
import { type Followed, followedIn, NOBODY } from './resolve/followed.ts';
import { attributed, investigate } from './resolve/investigate.ts';
import { tracedBefore, withLineage } from './resolve/lineage.ts';
import { libraryAt } from './resolve/libraries.ts';
import { lockClaims } from './resolve/lock-claims.ts';
import { apartIn, NONE_UNTOUCHED } from './resolve/untouched.ts';
import { heardOnBase, packagesAsked } from './resolve/packages-asked.ts';
import { type HeardOfPackages, registered } from './resolve/registered.ts';
import { remember } from './resolve/remembered.ts';
import { resolve } from './resolve/resolve.ts';
import type { Discovery } from './survey/discovery.ts';
import { discoverSides, type Sides } from './survey/sides.ts';
import { publicGoodRoot } from './verify/sigstore/public-good.ts';
import { verify } from './verify/verify.ts';

export interface CheckInput {
  /** The tree that would exist after the merge. */
  readonly head: Tree;
  /** The tip of the target branch; null when there is nothing to compare with. */
  readonly base: Tree | null;
  readonly subject: Subject;
  readonly policy: Policy;
  /** What the change makes of the policy files (T23, T40). */
  readonly review: PolicyReview;
  readonly notes: readonly Note[];
  /** Where trees are kept between runs; absent: nowhere, and everything is read. */
  readonly kept?: KeptTrees | null;
  /** What people have accepted of what waits for a review; absent: nothing. */
  readonly approvals?: readonly Approval[];
  /** Libraries that the change leaves alone are described and judged like all else; so says a test that this changes nothing. */
  readonly whole?: boolean;
  /** Registries are asked about every package, and not only about those that a change touches. */
  readonly enrich?: boolean;
  /** What only reading tells, asked once everything was read: limits that were reached (T32). */
  readonly late?: () => readonly Note[];
}

export interface CheckResult {
  readonly verdict: Verdict;
  readonly bom: Bom;
  /** What the verdict rests on, to judge it again (T3). */
  readonly dossier: Dossier;
}

const NO_SERVERS: NonNullable<Ports['servers']> = new Map();

export interface DescribeOptions {
  /** What signatures can be verified with besides identities. */
  readonly keys?: readonly KeyObject[];
  /** The Bom of another tree of the same run: what both say of a library is described once. */
  readonly other?: Bom;
  /** What registries were asked about, and what is known of packages without them. */
  readonly heard?: HeardOfPackages;
  /** What the rules want to know; absent: nothing is missed. */
  readonly wanted?: ReadonlySet<Topic>;
  /** Whose lineage was followed; absent: nobody's. */
  readonly followed?: Followed;
  /** Models of the tree before the change, as stated there: the same weights elsewhere make nothing of it forgotten (T11). */
  readonly before?: readonly Component[];
  /** Libraries that the change leaves alone, in place of their sightings. */
  readonly untouched?: readonly LibraryPlaces[];
}

/** What of a tree is described. */
type Described = Pick<Discovery, 'sightings' | 'hosts' | 'unknowns' | 'problems' | 'steering' | 'ownLicenses'>;

/** What is known → the Bom. */
export function describe(discovery: Described, subject: Subject, ports: Ports, options: DescribeOptions = {}): Bom {
  const { keys = [], other, heard = { packages: [] }, wanted = new Set(), followed = NOBODY, before } = options;
  const { hosts } = discovery;
  // What lies on the disk is of one tree alone: a component that has it is described anew for the other.
  const known = new Map(other?.components.flatMap((one) => (one.installed === undefined ? [[one.key, one] as const] : [])));
  const trust = { root: () => ports.trustRoot ?? publicGoodRoot(), keys };
  const context = { evidence: ports.evidence, trust, now: ports.now, wanted };
  const named = resolve(attributed(discovery, ports.evidence).sightings, ports.evidence, hosts, known);
  const traced = withLineage(named, followed, hosts, ports.evidence, before).map((one) =>
    withAncestorLicenses(one, (_, concluded) => concluded),
  );
  const components = registered(traced, heard, context, ports.servers ?? NO_SERVERS);
  const claims = lockClaims(components, hosts, ports.evidence);
  const lock = lockIn(components, discovery.unknowns, hosts);
  // By component: keys need not be unique in a hostile tree. Of libraries nobody is asked.
  const asked = [...components.filter(({ kind }) => kind !== 'library'), ...claims];
  const proofs = new Map(asked.map((component) => [component, proofsOf(component, hosts, context)]));
  const conclude = licenseMemo();
  const isClaim = new Set(claims);
  return buildBom({
    subject,
    components,
    signaturesOf: (component) => proofs.get(component)?.signatures ?? [],
    licenseOf: (component) => conclude(isClaim.has(component) ? [] : component.claims),
    unknowns: discovery.unknowns,
    verificationsOf: (component) => verify(component, (one) => proofs.get(one)?.verifications ?? []),
    problems: discovery.problems,
    steering: discovery.steering,
    ...ownLicensed(discovery.ownLicenses),
    openSourceOf,
    ...(lock === undefined ? {} : { lock }),
    lockClaims: claims,
    untouched: { libraries: options.untouched ?? [], libraryAt },
    asOf: ports.now.toISOString(),
  });
}

export interface SurveyOptions {
  readonly keys?: readonly KeyObject[];
  /** Registries are asked about each package as well, and ancestors are followed. */
  readonly asksAll?: boolean;
}

/** Everything that can be known about one tree, for the verbs that write (pin, lock) or answer by hand (license): nothing is judged. */
export async function survey(
  discovery: Described,
  subject: Subject,
  wanted: ReadonlySet<Topic>,
  ports: Ports,
  { keys = [], asksAll = false }: SurveyOptions = {},
): Promise<Bom> {
  const merged = { ...discovery, hosts: vouching(discovery.hosts) };
  const packages = asksAll ? allPackages(merged.sightings) : [];
  await investigate({ sides: [merged], wanted, packages, followsLineage: asksAll }, ports);
  const followed = asksAll ? followedIn([attributed(merged, ports.evidence)], wanted) : NOBODY;
  return describe(merged, subject, ports, { keys, wanted: asksAll ? wanted : new Set(), heard: { packages }, followed });
}

/** One tree → its Bom and everything that the policy says about it, as if all of it were old. */
export async function scan(
  tree: Tree,
  subject: Subject,
  policy: Policy,
  notes: readonly Note[],
  ports: Ports,
  enrich = false,
): Promise<CheckResult> {
  return check({ head: tree, base: null, subject, policy, review: { changes: [], mistakes: [] }, notes, enrich }, ports);
}

/** A base and a head → may it be merged? */
export async function check(input: CheckInput, ports: Ports): Promise<CheckResult> {
  const dossier = await gather(input, ports);
  const { policy, review, approvals = [] } = input;
  return { ...(await decide(dossier, { policy, rules, review, approvals, notes: dossier.notes, now: ports.now })), dossier };
}

/** A base and a head → all that the policy is applied to: read, asked and described. */
async function gather(input: CheckInput, ports: Ports): Promise<Dossier> {
  const { policy, head: after, base: before } = input;
  const read = await readSides(input, ports);
  const { head, base } = read;
  const { asked, ...described } = await describeSides(read, input, ports);
  const moved = movedUses(policy, described.head, described.base);
  return {
    ...(await advised({ ...described, moved, wanted: asked.topics }, ports)),
    sides: { base: before === null ? null : sideOf(before), head: sideOf(after) },
    ownLicenseChanges: read.ownLicenses,
    difference: base === null ? ALL_CHANGED : differenceOf(base, head),
    writtenLines:
      base === null || before === null
        ? async () => Promise.resolve(null)
        : linesBetween({ tree: before, entries: base.entries }, { tree: after, entries: head.entries }),
    coverage: coverageOf(read.found.change, head, read.found, base?.problems),
    relabeled: head.moved,
    notes: [...input.notes, ...(input.late?.() ?? [])],
    asked: { ...asked, moved },
  };
}

function sideOf({ label, commit }: Tree): Side {
  return { label, commit };
}

/** Both trees, as reading and the lock tell them. */
interface ReadSides {
  readonly found: Sides;
  readonly head: Discovery;
  readonly base: Discovery | null;
  readonly ownLicenses: readonly OwnLicenseChange[];
}

async function readSides({ head: after, base: before, policy, kept = null }: CheckInput, ports: Ports): Promise<ReadSides> {
  ports.progress('reading files');
  const found = await discoverSides({ base: before, head: after, labels: labelsOf(policy), kept }, ports);
  const { head: declared, base } = declaredBetween(found.head, found.base, policy.declared);
  const head = { ...declared, sightings: withNewActions(declared.sightings, base?.sightings ?? null) };
  return { found, head, base, ownLicenses: ownLicenseChanges(base, head) };
}

/** Both sides by the same answers of one moment. */
interface DescribedSides {
  readonly head: Bom;
  readonly base: Bom | null;
  readonly asked: Omit<AskedFor, 'moved'>;
}

async function describeSides(read: ReadSides, input: CheckInput, ports: Ports): Promise<DescribedSides> {
  const { policy, subject } = input;
  const asks = asksAtFirst(policy, rules);
  const wanted = asks.topics;
  const everyPackage = input.enrich === true || asksEveryPackage(policy, read.ownLicenses);
  // Whoever asks databases of advisories asks about all that a changed lock holds.
  const isApart = !everyPackage && input.whole !== true && ports.advisories === undefined;
  const { head, base, untouched } = isApart ? apartIn(read.head, read.base, singledOut(policy)) : { ...read, untouched: NONE_UNTOUCHED };
  const around = { installed: read.head.sightings, before: base?.sightings ?? null, asksAll: everyPackage };
  const { asked, heard, settled } = await packagesAsked({ ...head, ...around }, ports);
  const trees = base === null ? [head] : [head, base];
  await investigate({ sides: trees, wanted, packages: asked, followsLineage: wanted.has('license') }, ports);
  const sides = trees.map((one) => attributed(one, ports.evidence));
  const followed = followedIn(sides, wanted);
  const shared = { keys: keysOf(policy), wanted, followed };
  const traced = tracedBefore(sides, followed, ports.evidence);
  const ofHead = describe(head, subject, ports, { ...shared, heard, before: traced, untouched: untouched.head });
  const disputed = base === null ? new Set<string>() : disputedIn(policy, rules, ofHead, ports.now);
  await investigate({ sides: [], wanted, packages: pastOf(asked, disputed) }, ports);
  const onBase = { heard: heardOnBase(heard), other: partsOfBom(ofHead).touched, untouched: untouched.base };
  const ofBase = base === null ? null : describe(base, subject, ports, { ...shared, ...onBase });
  const touched = [ofHead, ofBase].flatMap((one) => (one === null ? [] : partsOfBom(one).touched.components));
  remember(touched, settled, ports.servers ?? NO_SERVERS, ports.metadata);
  return { head: ofHead, base: ofBase, asked: { ...asks, everyPackage, disputed } };
}
