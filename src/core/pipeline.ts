/** The stages in order; nothing else knows the order. Everything but the two ports `extract` and `gather` is pure. */
import type { KeyObject } from 'node:crypto';
import { advised } from './advisories/advised.ts';
import { addedUnknowns } from './bom/added-unknowns.ts';
import { buildBom } from './bom/build.ts';
import { diffBoms } from './bom/diff.ts';
import { touchedPlaces, withChangeFirst } from './bom/touched.ts';
import { declaredBetween } from './resolve/declared.ts';
import { coverageOf } from './discover/coverage.ts';
import type { KeptTrees } from './discover/link/kept.ts';
import { licenseMemo } from './license/conclude.ts';
import { withAncestorLicenses } from './license/lineage/licensed.ts';
import type {
  Approval,
  Bom,
  Change,
  Component,
  MaliceHeard,
  Note,
  OwnLicenseChange,
  Place,
  PolicyReview,
  Topic,
  Tree,
  Verdict,
} from './model/index.ts';
import { ownLicenseChanges } from './license/own/changes.ts';
import { ownLicensesOf } from './license/own/conclude.ts';
import { ALL_CHANGED, differenceOf } from './policy/difference.ts';
import { type Gated, gate } from './policy/gate.ts';
import { judge } from './policy/judge.ts';
import { licensesInQuestion } from './policy/licenses-in-question.ts';
import { ownLicenseNotes } from './policy/outbound.ts';
import type { Policy } from './policy/policy.ts';
import { rules } from './policy/rules/index.ts';
import { labelNotes, labelsOf } from './policy/scope-labels.ts';
import { signedIn } from './policy/signed-in.ts';
import { CLAIMS_ALONE, type OwnersWord, ownersWord } from './policy/stated-licenses.ts';
import { movedUses, stating } from './policy/statements.ts';
import { usesToTell } from './policy/uses/index.ts';
import { keysOf, wantedTopics } from './policy/wanted.ts';
import type { Ports, Subject } from './ports/index.ts';
import { allPackages, pastOf } from './hosts/package-subjects.ts';
import { lockIn, proofsOf, vouching } from './hosts/of-tree.ts';
import { withNewActions } from './resolve/new-actions.ts';
import { type Followed, followedIn, NOBODY } from './resolve/followed.ts';
import { attributed, investigate } from './resolve/investigate.ts';
import { tracedBefore, withLineage } from './resolve/lineage.ts';
import { lockClaims } from './resolve/lock-claims.ts';
import { heardOnBase, packagesAsked } from './resolve/packages-asked.ts';
import { type HeardOfPackages, registered } from './resolve/registered.ts';
import { remember } from './resolve/remembered.ts';
import { resolve } from './resolve/resolve.ts';
import type { Discovery } from './survey/discovery.ts';
import { discoverSides, type Sides } from './survey/sides.ts';
import { publicGoodRoot } from './verify/sigstore/public-good.ts';
import { verify } from './verify/verify.ts';
import { concluded } from './choose/concluded.ts';

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
  /** Registries are asked about every package, and not only about those that a change touches. */
  readonly enrich?: boolean;
  /** What only reading tells, asked once everything was read: limits that were reached (T32). */
  readonly late?: () => readonly Note[];
}

export interface CheckResult {
  readonly verdict: Verdict;
  readonly bom: Bom;
  /** Of the packages that a change adds or moves, what a service named as malicious: the verdict rests on it (T3). Empty: no service was asked. */
  readonly malice: readonly MaliceHeard[];
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
  /** What the owner of the policy says of licenses; absent: nobody asked, and the claims alone count. */
  readonly owner?: Pick<OwnersWord, 'licenseOf'>;
}

/** What of a tree is described. */
type Described = Pick<Discovery, 'sightings' | 'hosts' | 'unknowns' | 'problems' | 'steering' | 'ownLicenses'>;

/** What is known → the Bom. */
export function describe(discovery: Described, subject: Subject, ports: Ports, options: DescribeOptions = {}): Bom {
  const { keys = [], other, heard = { packages: [] }, wanted = new Set(), followed = NOBODY, before, owner = CLAIMS_ALONE } = options;
  const { hosts } = discovery;
  // What lies on the disk is of one tree alone: a component that has it is described anew for the other.
  const alike = other?.components.filter(({ installed }) => installed === undefined);
  const known = new Map(alike?.map((component) => [component.key, component]));
  const trust = { root: () => ports.trustRoot ?? publicGoodRoot(), keys };
  const context = { evidence: ports.evidence, trust, now: ports.now, wanted };
  const named = resolve(attributed(discovery, ports.evidence).sightings, ports.evidence, hosts, known);
  const traced = withLineage(named, followed, hosts, ports.evidence, before).map((one) =>
    withAncestorLicenses(one, (of, concluded) => owner.licenseOf(of, concluded)),
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
    licenseOf: (component) => owner.licenseOf(component, conclude(isClaim.has(component) ? [] : component.claims)),
    unknowns: discovery.unknowns,
    verificationsOf: (component) => verify(component, (one) => proofs.get(one)?.verifications ?? []),
    problems: discovery.problems,
    steering: discovery.steering,
    ownLicenses: ownLicensesOf(discovery.ownLicenses),
    ...(lock === undefined ? {} : { lock }),
    lockClaims: claims,
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

/** A base and a head → may it be merged? Both sides are judged with the same policy, evidence and moment. */
export async function check(input: CheckInput, ports: Ports): Promise<CheckResult> {
  const { policy } = input;
  const read = await readSides(input, ports);
  const described = await describeSides(read, input, ports);
  const moved = movedUses(policy, described.head, described.base);
  const { malice, ...boms } = await advised({ head: described.head, base: described.base, moved, wanted: wantedTopics(policy) }, ports);
  const known = { ...described, ...boms };
  const gated = judgeSides(read, known, input, ports.now);
  return { verdict: await verdictOf(read, known, gated, input, ports.now), bom: known.head, malice };
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

/** Both sides by the same answers of one moment, what differs between them, and what the owner of the policy says of licenses. */
interface DescribedSides {
  readonly head: Bom;
  readonly base: Bom | null;
  readonly changes: readonly Change[];
  readonly owner: OwnersWord;
}

async function describeSides(read: ReadSides, { policy, subject, enrich }: CheckInput, ports: Ports): Promise<DescribedSides> {
  const { head, base } = read;
  const wanted = wantedTopics(policy);
  // Under other terms of the product everything in it is judged anew, and not only what the change adds.
  const asksAll = enrich === true || (read.ownLicenses.length > 0 && policy.product.license === null);
  const { asked, heard, settled } = await packagesAsked({ ...head, before: base?.sightings ?? null, asksAll }, ports);
  const trees = base === null ? [head] : [head, base];
  await investigate({ sides: trees, wanted, packages: asked, followsLineage: wanted.has('license') }, ports);
  const sides = trees.map((one) => attributed(one, ports.evidence));
  const owner = ownersWord(policy, ports.now);
  const followed = followedIn(sides, wanted);
  const shared = { keys: keysOf(policy), wanted, owner, followed };
  const ofHead = describe(head, subject, ports, { ...shared, heard, before: tracedBefore(sides, followed, ports.evidence) });
  const disputed = base === null ? new Set<string>() : licensesInQuestion(policy, rules, ofHead, ports.now);
  await investigate({ sides: [], wanted, packages: pastOf(asked, disputed) }, ports);
  const ofBase = base === null ? null : describe(base, subject, ports, { ...shared, heard: heardOnBase(heard), other: ofHead });
  remember([...ofHead.components, ...(ofBase?.components ?? [])], settled, ports.servers ?? NO_SERVERS, ports.metadata);
  return { head: ofHead, base: ofBase, changes: diffBoms(ofBase, ofHead), owner };
}

function judgeSides({ head, base, ownLicenses }: ReadSides, known: DescribedSides, input: CheckInput, now: Date): Gated {
  const { policy, review, approvals = [] } = input;
  const onHead = judge({
    policy,
    rules,
    bom: known.head,
    changes: base === null ? [] : known.changes,
    before: known.base,
    ofChange: base !== null,
    policyChanges: review.changes,
    policyMistakes: review.mistakes,
    ownLicenseChanges: ownLicenses,
    now,
  });
  const onBase =
    known.base === null ? null : judge({ policy, rules, bom: known.base, changes: [], ofChange: true, policyChanges: [], now });
  const difference = base === null ? ALL_CHANGED : differenceOf(base, head);
  return gate({ head: onHead, base: onBase, policy, rules, difference, approvals, now });
}

/** All that reports say of it. */
async function verdictOf(read: ReadSides, known: DescribedSides, gated: Gated, input: CheckInput, now: Date): Promise<Verdict> {
  const { policy } = input;
  const { changes } = known;
  const notes = [...input.notes, ...(input.late?.() ?? [])];
  const statements = stating(policy, known.head);
  const stated = statements.holding();
  const uses = usesToTell({ policy, bom: known.head, before: known.base }, read.base === null ? null : changes);
  const touched = await touchedIn(read, changes, gated, input);
  return {
    findings: gated.findings.map((one) => withChangeFirst(one, touched)),
    touched,
    ...concluded(gated, notes, policy.mode),
    mode: policy.mode,
    changes,
    unnamed: addedUnknowns(known.base, known.head),
    base: input.base === null ? null : { label: input.base.label, commit: input.base.commit },
    head: { label: input.head.label, commit: input.head.commit },
    policy: policy.label,
    notes: [
      ...notes,
      ...gated.notes,
      ...statements.notes(),
      ...known.owner.notes(),
      ...labelNotes(policy, read.head.moved),
      ...ownLicenseNotes(policy, known.head),
    ],
    coverage: coverageOf(read.found.change, read.head, read.found, read.base?.problems),
    signed: signedIn(known.head, policy),
    ...(stated.length === 0 ? {} : { stated }),
    ...(Object.keys(uses).length === 0 ? {} : { uses }),
    asOf: now.toISOString(),
  };
}

async function touchedIn(
  { head, base }: ReadSides,
  changes: readonly Change[],
  gated: Gated,
  trees: CheckInput,
): Promise<readonly Place[]> {
  if (base === null || trees.base === null) return [];
  const open = gated.findings.flatMap(({ finding, status }) => (status === 'fixed' ? [] : [finding]));
  return touchedPlaces({ tree: trees.base, entries: base.entries }, { tree: trees.head, entries: head.entries }, changes, open);
}
