/** Hand-made verdicts and Boms for the tests of what people see. */
import type { Bom, BomComponent, Change, Finding, HubFacts, JudgedFinding, Kind, Verdict } from '../../src/core/model/index.ts';
import { findingId } from '../../src/core/policy/finding-id.ts';
import { askedBy } from '../../src/core/policy/rules/support/asked.ts';
import { displayName, formatRef, identityOf } from '../../src/core/ref/format.ts';
import { parseRef } from '../../src/core/ref/parse.ts';
import { AS_OF, COMMIT, hubFacts, plainComponent, anySightingOf } from './build.ts';

export { COMMIT } from './build.ts';
export const OLD = '9c1f2ab4e81b7a6c35d20f1e4b8a97c6d5e3f2a1';

const KINDS: Readonly<Record<string, Kind>> = { hf: 'model', gh: 'model', service: 'service', npm: 'library', pypi: 'library' };

export interface ComponentInput extends Partial<BomComponent> {
  readonly path?: string;
  readonly line?: number;
}

/** "hf:org/name@commit" is pinned and confirmed; without a version it floats. */
export function component(reference: string, input: ComponentInput = {}): BomComponent {
  const { path = 'app/llm.py', line = 14, ...rest } = input;
  const ref = parseRef(reference);
  const kind = ref.repo === 'datasets' ? 'dataset' : (KINDS[ref.type] ?? 'model');
  const base: BomComponent = {
    key: formatRef(ref),
    identity: identityOf(ref),
    kind,
    ref: { ...ref, version: null },
    name: displayName(ref),
    version: ref.version,
    requested: ref.version,
    ...plainComponent(),
    sightings: [],
    ...(kind === 'library' && { hashes: [{ algorithm: 'sha256', value: 'ab'.repeat(32) }] }),
    hub: kind === 'model' || kind === 'dataset' ? facts(ref.version) : null,
    ...rest,
  };
  const { requested } = base;
  return { ...base, sightings: rest.sightings ?? [anySightingOf(base.ref, base.kind, { requested, place: { path, line, column: 9 } })] };
}

function facts(commit: string | null): HubFacts {
  return hubFacts({ commit, reachable: commit === null ? 'not-asked' : 'yes' });
}

/** A finding about `one` with the edit that pins it at its first place. */
export function floating(
  one: BomComponent,
  input: Partial<Finding> = {},
  source = `model = AutoModel.from_pretrained("${one.name}")`,
): Finding {
  const place = one.sightings[0]?.place ?? { path: 'app/llm.py', line: 14, column: 9 };
  const site = { line: place.line, column: source.length, endColumn: source.length, template: ', revision="{commit}"', source };
  return finding(one, { fix: { title: `Pin ${one.name}`, edits: [{ path: place.path, site, commit: COMMIT }], command: null }, ...input });
}

export function finding(one: BomComponent, input: Partial<Finding> = {}): Finding {
  const { rule = 'model/floating', gap = 'floating', scope = 'product' } = input;
  const asked = askedBy(one, one.sightings);
  const named = { rule, component: one.identity, kind: one.kind, name: one.name, scope, gap, ...asked };
  return {
    ...asked,
    id: findingId({ ...named, ...input }),
    rule,
    level: 'block',
    component: one.identity,
    version: one.version,
    kind: one.kind,
    name: one.name,
    scope,
    gap,
    places: one.sightings.map((each) => each.place),
    reason: 'whoever can push to it changes what you ship',
    fix: { title: `Look at ${one.name}`, edits: [], command: null },
    cause: `${rule} ${one.identity}`,
    weight: 1,
    ...input,
  };
}

export function judged(one: Finding, input: Partial<JudgedFinding> = {}): JudgedFinding {
  const status = input.status ?? 'new';
  return { finding: one, status, waiver: null, blocks: one.level === 'block' && (status === 'new' || status === 'worse'), ...input };
}

export function change(
  type: Change['type'],
  base: readonly BomComponent[],
  head: readonly BomComponent[],
  aspects: Change['aspects'] = [],
): Change {
  const [one] = [...head, ...base];
  if (one === undefined) throw new Error('a change needs a component');
  return { type, identity: one.identity, kind: one.kind, base, head, aspects };
}

export function added(...components: readonly BomComponent[]): Change[] {
  return components.map((one) => change('added', [], [one]));
}

export function bom(components: readonly BomComponent[], input: Partial<Bom> = {}): Bom {
  return {
    subject: { name: 'support-bot', version: COMMIT },
    components,
    unknowns: [],
    dependencies: [],
    problems: [],
    asOf: AS_OF,
    ...input,
  };
}

export function verdict(input: Partial<Verdict>): Verdict {
  const findings = input.findings ?? [];
  const wouldBe = findings.some((one) => one.blocks) ? 'block' : findings.some((one) => one.status === 'new') ? 'warn' : 'pass';
  return {
    conclusion: input.wouldBe ?? wouldBe,
    mode: 'enforce',
    wouldBe,
    findings,
    changes: [],
    touched: [
      ...findings.filter(({ status }) => status === 'new' || status === 'worse').flatMap(({ finding: one }) => one.places),
      ...(input.changes ?? []).flatMap(({ head }) => head.flatMap((one) => one.sightings.map(({ place }) => place))),
    ],
    base: { label: 'main (77ab310)', commit: '77ab310c81b7a6c35d20f1e4b8a97c6d5e3f2a10' },
    head: { label: 'feature (e51b0c7)', commit: 'e51b0c7981b7a6c35d20f1e4b8a97c6d5e3f2a10' },
    policy: '.github/weighbridge.yml at main (77ab310)',
    notes: [],
    unnamed: [],
    signed: {},
    asOf: AS_OF,
    ...input,
  };
}
