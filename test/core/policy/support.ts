/** Small real rules and Boms for the tests of judging. */
import { z } from 'zod';
import type { Bom, BomComponent, Doubt, How, LoadSighting, Scope, Verification } from '../../../src/core/model/index.ts';
import { displayName, identityOf } from '../../../src/core/ref/format.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import { matchesAny } from '../../../src/core/policy/patterns.ts';
import type { Draft, Rule } from '../../../src/core/policy/rule.ts';
import { askedBy } from '../../../src/core/policy/rules/support/asked.ts';
import { rungOf } from '../../../src/core/policy/rung.ts';
import { RUNGS } from '../../../src/core/policy/standing.ts';
import { hubFacts, NOW, plainComponent, sightingOf } from '../../support/build.ts';

export { COMMIT, hubFacts as hub, NOW, OTHER } from '../../support/build.ts';

export const ABOUT = { title: 'T', motivation: 'm', decides: 'd', remedy: 'r', serves: 's' };

export interface PlaceInput {
  readonly path?: string;
  readonly line?: number;
  readonly scope?: Scope;
  readonly requested?: string | null;
  readonly how?: LoadSighting['how'];
  readonly revisionHow?: How;
  readonly remoteCode?: boolean;
  readonly endpoint?: string | null;
  readonly detector?: string;
  readonly doubts?: readonly Doubt[];
  readonly codeRevision?: NonNullable<LoadSighting['codeRevision']>;
}

export function sighting(reference: string, { path = 'app/llm.py', line = 14, ...input }: PlaceInput = {}): LoadSighting {
  return sightingOf(reference, { ...input, place: { path, line, column: 9 } });
}

export function model(reference: string, places: readonly PlaceInput[], input: Partial<BomComponent> = {}): BomComponent {
  const ref = parseRef(reference);
  const requested = places[0]?.requested ?? null;
  return {
    key: `${identityOf(ref)}@${requested ?? ''}`,
    identity: identityOf(ref),
    kind: 'model',
    ref,
    name: displayName(ref),
    version: requested,
    requested,
    ...plainComponent(),
    sightings: places.map((place) => sighting(reference, place)),
    hub: hubFacts(requested === null ? { reachable: 'not-asked' } : { commit: requested }),
    ...input,
  };
}

export function bom(...components: readonly BomComponent[]): Bom {
  return { subject: { name: 'fixture', version: null }, components, unknowns: [], dependencies: [], problems: [], asOf: NOW.toISOString() };
}

export function unavailable(topic: Verification['topic']): Verification {
  return { topic, outcome: 'unavailable', reason: 'rate-limited', detail: 'HTTP 429', by: 'hub', asOf: null };
}

function draft(rule: string, component: BomComponent, scope: Scope, gap: string, weight: number): Draft {
  const sightings = component.sightings.filter((one) => one.scope === scope);
  const places = sightings.map((one) => one.place);
  const fix = { title: `Fix ${component.name}`, edits: [], command: null };
  const { identity, kind, name, version } = component;
  return {
    rule,
    component: identity,
    version,
    kind,
    name,
    scope,
    gap,
    ...askedBy(component, sightings),
    places,
    reason: 'because',
    fix,
    cause: `${rule} ${identity}`,
    weight,
  };
}

function scopesOf(component: BomComponent): Scope[] {
  return [...new Set(component.sightings.map((one) => one.scope))];
}

const provenanceOptions = z.object({ require: z.enum(['named', 'pinned']).default('named') });
const provenance: Rule<z.output<typeof provenanceOptions>> = {
  id: 'model/provenance',
  about: ABOUT,
  options: provenanceOptions,
  level: 'block',
  everywhere: false,
  topics: ['existence', 'revision'],
  judge: ({ bom: { components } }, { require }) =>
    components.flatMap((component) =>
      scopesOf(component).flatMap((scope) => {
        const places = rungOf(component).perSighting.filter((one) => one.sighting.scope === scope);
        const lowest = Math.min(...places.map(({ rung }) => RUNGS.indexOf(rung)));
        return lowest < RUNGS.indexOf(require) ? [draft('model/provenance', component, scope, 'rung', RUNGS.length - lowest)] : [];
      }),
    ),
  tighten: (above, below) => ({ require: above.require === 'pinned' ? 'pinned' : below.require }),
};

const floating: Rule = {
  id: 'model/floating',
  about: ABOUT,
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: ['revision'],
  judge: ({ bom: { components } }) =>
    components.flatMap((component) =>
      scopesOf(component)
        .filter((scope) => component.sightings.some((one) => one.scope === scope && one.requested === null))
        .map((scope) => draft('model/floating', component, scope, 'floating', 1)),
    ),
};

const denied: Rule<{ note: string }> = {
  id: 'model/denied',
  about: ABOUT,
  options: z.object({ note: z.string().default('') }),
  level: 'block',
  everywhere: true,
  topics: [],
  judge: ({ bom: { components }, policy }) =>
    components
      .filter(({ ref }) => matchesAny(policy.models.deny, ref))
      .flatMap((component) => scopesOf(component).map((scope) => draft('model/denied', component, scope, 'denied', 1))),
};

const incomplete: Rule = {
  id: 'verification/incomplete',
  about: ABOUT,
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom: { components } }) =>
    components
      .filter(({ verifications }) => verifications.some(({ outcome }) => outcome === 'unavailable'))
      .flatMap((component) =>
        scopesOf(component).map((scope) => ({
          ...draft('verification/incomplete', component, scope, 'unavailable', 1),
          topics: component.verifications.some(({ topic }) => topic === 'license') ? (['license'] as const) : (['existence'] as const),
        })),
      ),
};

export const RULES: readonly Rule[] = [provenance as Rule, floating, denied as Rule, incomplete];
