/** verification/incomplete: something could not be looked up, and that is never green (T4). */
import { z } from 'zod';
import type { BomComponent, Topic, VerificationTopic } from '../../model/index.ts';
import type { Policy } from '../policy.ts';
import type { Draft, Rule } from '../rule.ts';
import { unheardDrafts } from './support/advisories.ts';
import { byScope, draftOf, type Says, short } from './support/draft.ts';
import { lineageDrafts } from './support/lineage-unheard.ts';
import { ONLINE, PER_COMPONENT, type Reason, WHY_MISSING } from './support/unavailable.ts';
import { unheardRegistry } from './support/license-asked.ts';

const RULE = 'verification/incomplete';

/** Which questions a missing verification stands for. A source that did not answer leaves all of them open. */
const TOPICS: Readonly<Record<VerificationTopic, readonly Topic[]>> = {
  source: ['existence', 'revision', 'reachability', 'files', 'license', 'lineage'],
  revision: ['revision'],
  reachability: ['reachability'],
  digests: ['files'],
  bytes: ['files'],
  signature: ['signature'],
  integrity: ['files'],
  license: ['license'],
  registry: ['registry'],
  provenance: ['provenance'],
  // What lies on the disk nobody is asked about.
  installed: [],
  'action-commit': ['action-commit'],
  advisories: ['advisories', 'vulnerabilities'],
  vulnerabilities: ['vulnerabilities'],
};

/** Who is asked, where that is no hub. */
const WHO: Readonly<Partial<Record<BomComponent['kind'], string>>> = { action: 'GitHub', image: 'its registry', library: 'the registry' };

export const verificationIncomplete: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'Something could not be looked up',
    motivation:
      'A check that could not look has found nothing, which is not the same as nothing being there. It must never look like a pass.',
    decides:
      'Each component with a verification that is unavailable or failed to run, once per reason: offline, rate limit, login or access needed, no answer, limits of this run; whoever was named for advisories and did not answer about a changed library; each ancestor of a model whose source did not answer and may answer later, and lineages of more than 20 ancestors; and each entry that a change writes into weighbridge.lock, whether or not the product loads it. Of libraries only where the policy asks for the word of their registry (dependency/registry-mismatch, `require: answer`), or allows only licenses that it lists, and nothing in the tree states one. It warns, and blocks as soon as a rule at level block needed one of the missing answers. It cannot be switched off below that. When nothing else blocks, the check waits instead of failing.',
    remedy:
      'Run the check again when the hub answers. For gated models accept the terms on the hub and set HF_TOKEN; for actions of private repositories, or where GitHub answers no more questions, set GITHUB_TOKEN. To see what was missing: weighbridge why hf:org/name.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  libraries: 'none',
  judge: ({ bom, policy }) => {
    const isWanted = wantsRegistries(policy) ? () => true : ({ kind }: BomComponent) => kind !== 'library';
    return [
      ...bom.components.filter(isWanted).flatMap(drafts),
      ...bom.components.flatMap((component) => [...unheardDrafts(RULE, component), ...lineageDrafts(RULE, component)]),
      ...(policy.licenses.allow === undefined ? [] : bom.components.flatMap(unlicensedDrafts)),
      ...(bom.lockClaims ?? []).flatMap(claimDrafts),
    ];
  },
};

function drafts(component: BomComponent): Draft[] {
  if (isAnswered(component)) return [];
  return [...missing(component)].flatMap(([reason, topics]) =>
    byScope(component.sightings).map(([scope, sightings]) => ({
      ...draftOf(RULE, component, scope, sightings, saysOf(component, reason, topics)),
      topics,
    })),
  );
}

/** An entry of the lock that its host did not confirm: merged, it would speak for its commit (T8). */
function claimDrafts(claim: BomComponent): Draft[] {
  return [...missing(claim)].map(([reason, topics]) => ({
    ...draftOf(RULE, claim, 'product', [], saysOf(claim, reason, topics)),
    requested: [claim.requested],
    subject: [`lock entry ${claim.requested ?? ''}`],
    places: claim.locked === undefined ? [] : [claim.locked.place],
    topics,
  }));
}

/** Under an allow list a library needs a license: the tree states none, and its registry was asked and did not answer (T4). */
function unlicensedDrafts(component: BomComponent): Draft[] {
  const { kind, registry, license, claims } = component;
  const reason = unheardRegistry(registry);
  if (kind !== 'library' || license.expression !== null || claims.length > 0 || reason === null) return [];
  return byScope(component.sightings).map(([scope, sightings]) => ({
    ...draftOf(RULE, component, scope, sightings, saysOf(component, reason, ['license'])),
    topics: ['license'],
  }));
}

/** What is said otherwise of some kinds: which token changes the answer. */
const OWN_WORDS: Readonly<Partial<Record<BomComponent['kind'], Readonly<Partial<Record<Reason, string>>>>>> = {
  action: {
    unauthorized: 'GitHub shows this repository to nobody without a token that may read it (GITHUB_TOKEN)',
    'rate-limited': 'GitHub allows no more questions for now (without a token, GITHUB_TOKEN, 60 an hour)',
  },
  library: {
    'rate-limited':
      'the registry allows no more questions for now, and may allow more to a token (WEIGHBRIDGE_NPM_TOKEN, WEIGHBRIDGE_PYPI_TOKEN)',
  },
};

function saysOf(component: BomComponent, reason: Reason, topics: readonly Topic[]): Says {
  const own = PER_COMPONENT.has(reason);
  const who = WHO[component.kind] ?? 'the hub';
  const words = OWN_WORDS[component.kind]?.[reason] ?? (WHY_MISSING[reason] ?? 'the answer is missing').replace('the hub', who);
  const open = component.kind === 'action' ? 'whose commit it is' : 'what depends on it';
  return {
    gap: `unavailable:${reason}`,
    reason: `${words}, so ${open} was not checked`,
    title: own
      ? `Make ${short(component.name)} readable for the check`
      : reason === 'offline'
        ? ONLINE
        : `Run the check again when ${who} answers`,
    // Whoever is offline is it for all; each of those who did not answer is asked again by itself.
    cause: own ? `access ${component.identity}` : reason === 'offline' ? `unavailable ${reason}` : `unavailable ${who} ${reason}`,
    // More that is open is worse than less.
    weight: topics.length,
  };
}

/** T13: of most packages a registry can only add to what the lock says. Where a policy wants its word, none is not enough. */
function wantsRegistries({ rules }: Policy): boolean {
  const setting = rules.get('dependency/registry-mismatch');
  return setting !== undefined && setting.level !== 'off' && registryOptions.parse(setting.options).require === 'answer';
}

const registryOptions = z.object({ require: z.string().default('none') });

/** Nearly all components. */
function isAnswered({ verifications, resolution }: BomComponent): boolean {
  return resolution.state === 'resolved' && verifications.every(({ outcome }) => outcome !== 'unavailable' && outcome !== 'error');
}

function missing(component: BomComponent): ReadonlyMap<Reason, readonly Topic[]> {
  const found = new Map<Reason, Set<Topic>>();
  const add = (reason: Reason, topics: readonly Topic[]): void => {
    const before = found.get(reason) ?? new Set<Topic>();
    found.set(reason, new Set([...before, ...topics]));
  };
  // What is asked about an image only its own rule needs.
  const topicsOf = (topic: VerificationTopic): readonly Topic[] => (component.kind === 'image' ? ['image'] : TOPICS[topic]);
  for (const { topic, outcome, reason } of component.verifications) {
    // Told in words of their own.
    if (topic === 'advisories' || topic === 'vulnerabilities' || topic === 'installed') continue;
    if (outcome === 'unavailable') add(reason ?? 'error', topicsOf(topic));
    else if (outcome === 'error') add('error', topicsOf(topic));
  }
  // Whatever verifies: a component that the hub did not answer for is open in everything.
  const { resolution } = component;
  if (found.size === 0 && resolution.state === 'unresolved' && Object.hasOwn(WHY_MISSING, resolution.reason))
    add(resolution.reason as Reason, TOPICS.source);
  return new Map([...found].map(([reason, topics]) => [reason, [...topics].sort()]));
}
