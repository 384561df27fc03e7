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
import type { Approval, Bom, Component, MaliceHeard, Note, PolicyReview, Topic, Tree, Verdict } from './model/index.ts';
import { type LibraryPlaces, partsOfBom } from './model/parts.ts';
import { ownLicenseChanges } from './license/own/changes.ts';
import { ownLicensesOf } from './license/own/conclude.ts';
import { ALL_CHANGED, differenceOf } from './policy/difference.ts';
import { gate } from './policy/gate.ts';
import { judgeSides } from './policy/judge-sides.ts';
import { licensesInQuestion } from './policy/licenses-in-question.ts';
import { ownLicenseNotes } from './policy/outbound.ts';
import type { Policy } from './policy/policy.ts';
import { rules } from './policy/rules/index.ts';
import { labelNotes, labelsOf } from './policy/scope-labels.ts';
import { keysOf } from './policy/signers.ts';
import { signedIn } from './policy/signed-in.ts';
import { singledOut } from './policy/singled-out.ts';
import { wantedTopics } from './policy/wanted.ts';
import { CLAIMS_ALONE, type OwnersWord, ownersWord } from './policy/stated-licenses.ts';
import { movedUses, stating } from './policy/statements.ts';
import { usesToTell } from './policy/uses/index.ts';
import type { Ports, Subject } from './ports/index.ts';
import { questionsAbout, questionsAboutPackages } from './hosts/index.ts';
import { allPackages, changedPackages, pastOf } from './hosts/package-subjects.ts';
import type { PackageSubject } from './hosts/registry.ts';
import { lockIn, proofsOf, subjectsIn, vouching } from './hosts/of-tree.ts';
import { withNewActions } from './resolve/new-actions.ts';
import { type Followed, followedIn, NOBODY } from './resolve/followed.ts';
import { lineageQuestions, tracedBefore, withLineage } from './resolve/lineage.ts';
import { lockClaims } from './resolve/lock-claims.ts';
import { treeWithOrigins } from './resolve/origins.ts';
import { libraryAt } from './resolve/libraries.ts';
import { apartIn, NONE_UNTOUCHED } from './resolve/untouched.ts';
import { installedPackages } from './resolve/installed/index.ts';
import { type HeardOfPackages, registered } from './resolve/registered.ts';
import { knownBefore, marked, remember } from './resolve/remembered.ts';
import { resolve } from './resolve/resolve.ts';
import type { Discovery } from './survey/discovery.ts';
import { discoverSides } from './survey/sides.ts';
import { publicGoodRoot } from './verify/sigstore/public-good.ts';
import { verify } from './verify/verify.ts';
import { concluded } from './choose/concluded.ts';

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
  /** Of the packages that a change adds or moves, what a service named as malicious: the verdict rests on it (T3). Empty: no service was asked. */
  readonly malice: readonly MaliceHeard[];
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
    const sides = discoveries.map((one) => treeWithOrigins(one, ports.evidence));
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
  /** Libraries that the change leaves alone, in place of their sightings. */
  readonly untouched?: readonly LibraryPlaces[];
  /** What the owner of the policy says of licenses; absent: nobody asked, and the claims alone count. */
  readonly owner?: Pick<OwnersWord, 'licenseOf'>;
}

/** What is known → the Bom. */
export function describe(discovery: Discovery, subject: Subject, ports: Ports, options: DescribeOptions = {}): Bom {
  const { keys = [], other, heard = { packages: [] }, wanted = new Set(), followed = NOBODY, before, owner = CLAIMS_ALONE } = options;
  const { hosts } = discovery;
  // What lies on the disk is of one tree alone: a component that has it is described anew for the other.
  const known = new Map(other?.components.flatMap((one) => (one.installed === undefined ? [[one.key, one] as const] : [])));
  const trust = { root: () => ports.trustRoot ?? publicGoodRoot(), keys };
  const context = { evidence: ports.evidence, trust, now: ports.now, wanted };
  const named = resolve(treeWithOrigins(discovery, ports.evidence).sightings, ports.evidence, hosts, known);
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
    untouched: { libraries: options.untouched ?? [], libraryAt },
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

/** A base and a head → may it be merged? Both sides are judged with the same policy, evidence and moment. */
export async function check(input: CheckInput, ports: Ports): Promise<CheckResult> {
  ports.progress('reading files');
  const { policy } = input;
  const wanted = wantedTopics(policy);
  const found = await discoverSides({ base: input.base, head: input.head, labels: labelsOf(policy), kept: input.kept ?? null }, ports);
  const { head: declared, base: old } = declaredBetween(found.head, found.base, policy.declared);
  const now = { ...declared, sightings: withNewActions(declared.sightings, old?.sightings ?? null) };
  const ownLicenses = ownLicenseChanges(old, now);
  // Under other terms of the product everything in it is judged anew, and not only what the change adds.
  const asksAll = input.enrich === true || (ownLicenses.length > 0 && policy.product.license === null);
  // Whoever asks databases of advisories asks about all that a changed lock holds.
  const isApart = !asksAll && input.whole !== true && ports.advisories === undefined;
  const { head, base, untouched } = isApart ? apartIn(now, old, singledOut(policy)) : { head: now, base: old, untouched: NONE_UNTOUCHED };
  const packages = asksAll ? allPackages(head.sightings) : changedPackages(base?.sightings ?? null, head.sightings);
  const servers = ports.servers ?? NO_SERVERS;
  const all = base === null && (ports.installed ?? ports.metadata) !== undefined ? allPackages(head.sightings) : packages;
  const { seen, ...disk } = await installedPackages(
    {
      packages: all,
      sightings: now.sightings,
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
  const seenSides = sides.map((one) => treeWithOrigins(one, ports.evidence));
  const owner = ownersWord(policy, ports.now);
  const followed = followedIn(seenSides, wanted);
  const shared = { keys: keysOf(policy), wanted, owner, followed };
  const traced = tracedBefore(seenSides, followed, ports.evidence);
  const heard = { packages, ...before };
  const ofHead = describe(head, input.subject, ports, { ...shared, heard: { ...heard, seen }, before: traced, untouched: untouched.head });
  const disputed = base === null ? new Set<string>() : licensesInQuestion(policy, rules, ofHead, ports.now);
  await investigate([], wanted, ports, pastOf(asking, disputed));
  // T38: what was installed for the head was never on the base, and excuses nothing there.
  const ofBase =
    base === null
      ? null
      : describe(base, input.subject, ports, { ...shared, heard, other: partsOfBom(ofHead).touched, untouched: untouched.base });
  remember(
    [ofHead, ofBase].flatMap((one) => (one === null ? [] : partsOfBom(one).touched.components)),
    settled,
    servers,
    ports.metadata,
  );
  const changes = diffBoms(ofBase, ofHead);
  const {
    head: headBom,
    base: baseBom,
    malice,
  } = await advised({ head: ofHead, base: ofBase, moved: movedUses(policy, ofHead, ofBase), wanted }, ports);
  const { onHead, onBase } = judgeSides({
    policy,
    rules,
    head: headBom,
    base: baseBom,
    changes,
    policyChanges: input.review.changes,
    policyMistakes: input.review.mistakes,
    ownLicenseChanges: ownLicenses,
    now: ports.now,
  });
  const notes = [...input.notes, ...(input.late?.() ?? [])];
  const difference = base === null ? ALL_CHANGED : differenceOf(base, head);
  const gated = gate({ head: onHead, base: onBase, policy, rules, difference, approvals: input.approvals ?? [], now: ports.now });
  const open = gated.findings.flatMap(({ finding, status }) => (status === 'fixed' ? [] : [finding]));
  const statements = stating(policy, headBom);
  const stated = statements.holding();
  const uses = usesToTell({ policy, bom: headBom, before: baseBom }, base === null ? null : changes);
  const touched =
    base === null || input.base === null
      ? []
      : await touchedPlaces({ tree: input.base, entries: base.entries }, { tree: input.head, entries: head.entries }, changes, open);
  const verdict: Verdict = {
    findings: gated.findings.map((one) => withChangeFirst(one, touched)),
    touched,
    ...concluded(gated, notes, policy.mode),
    mode: policy.mode,
    changes,
    unnamed: addedUnknowns(baseBom, headBom),
    base: input.base === null ? null : { label: input.base.label, commit: input.base.commit },
    head: { label: input.head.label, commit: input.head.commit },
    policy: policy.label,
    notes: [
      ...notes,
      ...gated.notes,
      ...statements.notes(),
      ...owner.notes(),
      ...labelNotes(policy, head.moved),
      ...ownLicenseNotes(policy, headBom),
    ],
    coverage: coverageOf(found.change, head, found, base?.problems),
    signed: signedIn(headBom, policy),
    ...(stated.length === 0 ? {} : { stated }),
    ...(Object.keys(uses).length === 0 ? {} : { uses }),
    asOf: ports.now.toISOString(),
  };
  return { verdict, bom: headBom, malice };
}
