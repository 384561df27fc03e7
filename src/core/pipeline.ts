/** The stages in order; nothing else knows the order. Everything but the two ports `extract` and `gather` is pure. */
import type { KeyObject } from 'node:crypto';
import { advised } from './advisories/advised.ts';
import { buildBom } from './bom/build.ts';
import { linesBetween } from './bom/touched.ts';
import { asksAtFirst, asksEveryPackage, disputedIn } from './decide/asks.ts';
import { decide } from './decide/decide.ts';
import type { Dossier } from './decide/dossier.ts';
import { declaredBetween } from './resolve/declared.ts';
import { coverageOf } from './discover/coverage.ts';
import type { KeptTrees } from './discover/link/kept.ts';
import { licenseMemo } from './license/conclude.ts';
import { withAncestorLicenses } from './license/lineage/licensed.ts';
import { openSourceOf } from './license/lineage/openness.ts';
import type { Approval, Bom, Component, Evidence, Note, PolicyReview, Side, Topic, Tree, Verdict } from './model/index.ts';
import { ownLicenseChanges } from './license/own/changes.ts';
import { ownLicensed } from './license/own/terms.ts';
import { ALL_CHANGED, differenceOf } from './policy/difference.ts';
import type { Policy } from './policy/policy.ts';
import { rules } from './policy/rules/index.ts';
import { keysOf } from './policy/signers.ts';
import { labelsOf } from './policy/scope-labels.ts';
import { movedUses } from './policy/statements.ts';
import type { Ports, Subject } from './ports/index.ts';
import { questionsAbout, questionsAboutPackages } from './hosts/index.ts';
import { allPackages, changedPackages, pastOf } from './hosts/package-subjects.ts';
import type { PackageSubject } from './hosts/registry.ts';
import { lockIn, proofsOf, subjectsIn, vouching } from './hosts/of-tree.ts';
import { withNewActions } from './resolve/new-actions.ts';
import { type Followed, followedIn, NOBODY } from './resolve/followed.ts';
import { lineageQuestions, tracedBefore, withLineage } from './resolve/lineage.ts';
import { lockClaims } from './resolve/lock-claims.ts';
import { withOrigins } from './resolve/origins.ts';
import { installedPackages } from './resolve/installed/index.ts';
import { type HeardOfPackages, registered } from './resolve/registered.ts';
import { knownBefore, marked, remember } from './resolve/remembered.ts';
import { resolve } from './resolve/resolve.ts';
import type { Discovery } from './survey/discovery.ts';
import { discoverSides } from './survey/sides.ts';
import { publicGoodRoot } from './verify/sigstore/public-good.ts';
import { verify } from './verify/verify.ts';

/** Revision, references, then pages of history; hop by hop of a lineage, each with a configuration: hosts and lineage have their own caps (T32). */
const ASK_ROUNDS = 72;

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
  /** What the verdict rests on, to judge it again (T3). */
  readonly dossier: Dossier;
}

/** With what the answers so far say about the origin of committed weights. */
function attributed({ sightings, hosts }: Asking, evidence: Evidence): Asking {
  return { sightings: withOrigins(sightings, hosts, evidence), hosts };
}

const NO_SERVERS: NonNullable<Ports['servers']> = new Map();

/** What questions are made from. */
export type Asking = Pick<Discovery, 'sightings' | 'hosts'>;

/** Asks until no host lacks anything. Base and head share one evidence of one moment, so that drift is never a change. */
export async function investigate(
  discoveries: readonly Asking[],
  wanted: ReadonlySet<Topic>,
  ports: Ports,
  packages: readonly PackageSubject[] = [],
  isFollowed = false,
): Promise<void> {
  for (let round = 0; round < ASK_ROUNDS; round++) {
    const sides = discoveries.map((one) => attributed(one, ports.evidence));
    const subjects = sides.flatMap((one) => subjectsIn(one.sightings, one.hosts));
    const own = [
      ...questionsAbout(subjects, ports.evidence, wanted),
      ...questionsAboutPackages(packages, ports.evidence, wanted, ports.servers ?? NO_SERVERS),
    ];
    // Ancestors last: they take no question from what the tree names itself (T32).
    const questions = own.length > 0 || !isFollowed ? own : lineageQuestions(sides, ports.evidence);
    if (questions.length === 0) return;
    ports.progress(`asking hubs and registries (${questions.length})`);
    await ports.gather(questions);
  }
}

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
}

/** What is known → the Bom. */
export function describe(discovery: Discovery, subject: Subject, ports: Ports, options: DescribeOptions = {}): Bom {
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
    asOf: ports.now.toISOString(),
  });
}

/** Everything that can be known about one tree, for the verbs that write (pin, lock): nothing is judged. */
export async function survey(
  discovery: Discovery,
  subject: Subject,
  topics: ReadonlySet<Topic>,
  ports: Ports,
  keys: readonly KeyObject[] = [],
): Promise<Bom> {
  const merged = { ...discovery, hosts: vouching(discovery.hosts) };
  await investigate([merged], topics, ports);
  return describe(merged, subject, ports, { keys });
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
  ports.progress('reading files');
  const { policy } = input;
  const asks = asksAtFirst(policy, rules);
  const wanted = asks.topics;
  const labels = labelsOf(input.policy);
  const found = await discoverSides({ base: input.base, head: input.head, labels, kept: input.kept ?? null }, ports);
  const { head: declared, base } = declaredBetween(found.head, found.base, input.policy.declared);
  const head = { ...declared, sightings: withNewActions(declared.sightings, base?.sightings ?? null) };
  const ownLicenses = ownLicenseChanges(base, head);
  const everyPackage = input.enrich === true || asksEveryPackage(policy, ownLicenses);
  const packages = everyPackage ? allPackages(head.sightings) : changedPackages(base?.sightings ?? null, head.sightings);
  const servers = ports.servers ?? NO_SERVERS;
  const all = base === null && (ports.installed ?? ports.metadata) !== undefined ? allPackages(head.sightings) : packages;
  const { seen, ...disk } = await installedPackages(
    {
      packages: all,
      sightings: head.sightings,
      steering: head.steering,
      idAt: (path) => head.entries.get(path)?.id ?? '',
      isInTree: (path) => head.entries.get(path) !== undefined,
      compares: base !== null,
    },
    ports,
  );
  const { settled, ...before } = knownBefore({ packages: all, disk, isChange: base !== null }, servers, ports.metadata);
  const asking = marked(packages, settled);
  const sides = base === null ? [head] : [head, base];
  await investigate(sides, wanted, ports, asking, wanted.has('license'));
  const seenSides = sides.map((one) => attributed(one, ports.evidence));
  const followed = followedIn(seenSides, wanted);
  const shared = { keys: keysOf(policy), wanted, followed };
  const traced = tracedBefore(seenSides, followed, ports.evidence);
  const heard = { packages, ...before };
  const ofHead = describe(head, input.subject, ports, { ...shared, heard: { ...heard, seen }, before: traced });
  const disputed = base === null ? new Set<string>() : disputedIn(policy, rules, ofHead, ports.now);
  await investigate([], wanted, ports, pastOf(asking, disputed));
  // T38: what was installed for the head was never on the base, and excuses nothing there.
  const ofBase = base === null ? null : describe(base, input.subject, ports, { ...shared, heard, other: ofHead });
  remember([...ofHead.components, ...(ofBase?.components ?? [])], settled, servers, ports.metadata);
  const moved = movedUses(policy, ofHead, ofBase);
  return {
    ...(await advised({ head: ofHead, base: ofBase, moved, wanted }, ports)),
    sides: { base: input.base === null ? null : sideOf(input.base), head: sideOf(input.head) },
    ownLicenseChanges: ownLicenses,
    difference: base === null ? ALL_CHANGED : differenceOf(base, head),
    writtenLines:
      base === null || input.base === null
        ? async () => Promise.resolve(null)
        : linesBetween({ tree: input.base, entries: base.entries }, { tree: input.head, entries: head.entries }),
    coverage: coverageOf(found.change, head, found, base?.problems),
    relabeled: head.moved,
    notes: [...input.notes, ...(input.late?.() ?? [])],
    asked: { ...asks, everyPackage, disputed, moved },
  };
}

function sideOf({ label, commit }: Tree): Side {
  return { label, commit };
}
