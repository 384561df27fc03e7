/** What `weighbridge why` prints: one component, every place, every proof. Plain text, hostile names made visible (T22). */
import type { Bom, BomComponent, Side, UseDuty, Verdict } from '../model/index.ts';
import { asRead } from '../model/sighting.ts';
import { rungOf } from '../policy/rung.ts';
import { identityOf } from '../ref/format.ts';
import { parseTyped } from '../ref/parse.ts';
import { visible } from '../base/visible-text.ts';
import { lineageLines } from './view/lineage.ts';
import { openSourceOf } from '../license/lineage/openness.ts';
import { licenseName } from '../license/license-name.ts';
import { clausePhrases, waysPhrase, worstReasonsFirst } from './view/clauses.ts';
import { dutyAskedBy } from './view/duties.ts';
import { pathPhrase, type LineageSteps, relationsIn } from './view/lineage-path.ts';
import { phraseWords } from './view/phrase.ts';
import { waysBeside } from './view/terms.ts';
import { ordinal } from './view/words.ts';

interface Looked {
  readonly verdict: Verdict;
  readonly bom: Bom;
}

interface ComponentWords {
  /** False: no component and no finding has that name. */
  readonly isNamed: boolean;
  readonly text: string;
}

/** `text`: a name as reports print it ("acme/m", "torch", "unnamed model", also with "@" and the version), the id of a finding, or a reference. */
export function describeComponent(text: string, { verdict, bom }: Looked): ComponentWords {
  const about = verdict.findings.filter(({ finding }) => finding.id === text || finding.name === text);
  const named = bom.components.filter(
    (one) => namesOf(one).includes(text) || about.some(({ finding }) => finding.component === one.identity),
  );
  // What is no component, such as a file, has findings alone.
  const components = named.length > 0 || about.length > 0 ? named : referred(text, bom);
  const identities = new Set(components.map(({ identity }) => identity));
  const findings = verdict.findings.filter((one) => about.includes(one) || identities.has(one.finding.component));
  if (components.length === 0 && findings.length === 0) return { isNamed: false, text: notNamed(text, verdict.head, bom) };
  const relations = relationsIn(verdict, bom);
  const lines = [
    ...components.flatMap((component) => [
      ...block(component, bom.components),
      ...termsOf(component, verdict, relations),
      ...opennessOf(component),
    ]),
    ...findings.map(({ finding }) => `  finding (level ${finding.level}) ${finding.rule}: ${visible(finding.reason)} (${finding.id})`),
  ];
  return { isNamed: true, text: `${lines.join('\n')}\n` };
}

/** Whether a model is free and open-source as Article 53(2) of the AI Act asks, all that it was made from counted. */
function opennessOf(component: BomComponent): string[] {
  if (component.kind !== 'model') return [];
  const { answer, reason } = component.openSource ?? openSourceOf(component);
  return [`  open    ${answer}: ${visible(reason)} (free and open-source, AI Act Article 53(2))`];
}

/** What its licenses mean for the product: clauses with their paths and ways out, then what they ask for. Empty: nothing, as far as is known. */
function termsOf({ key }: BomComponent, { uses = {} }: Verdict, relations: LineageSteps): string[] {
  const answer = Object.hasOwn(uses, key) ? uses[key] : undefined;
  if (answer === undefined) return [];
  const all = worstReasonsFirst(answer.reasons).map((reason) => ({ reason, duty: dutyAskedBy(reason, answer.duties) }));
  const keys = new Map(all.flatMap(({ reason, duty }) => (duty === null || reason.set === null ? [] : [[duty, reason.set] as const])));
  const lines = clausePhrases(
    all.flatMap(({ reason, duty }) => (duty === null ? [reason] : [])),
    relations,
    ALL,
  );
  const ways = waysPhrase(
    all.map(({ reason, duty }) => (duty === null ? reason : { ...reason, ways: waysBeside(reason) })),
    ALL,
  );
  const duties = Map.groupBy(answer.duties, ({ path, license }) => JSON.stringify([path, license]));
  return [
    ...(answer.effective === null ? [] : [`  counts  ${visible(answer.effective)}`]),
    `  verdict ${answer.verdict}`,
    ...[...lines, ...(ways === null ? [] : [ways])].map((line) => `  terms   ${visible(phraseWords(line))}`),
    ...[...duties.values()].flatMap((group) => dutyLines(group, keys, relations)),
  ];
}

/** Of one license by one way, which are said once; with the policy keys that say whether they are done. */
function dutyLines(group: readonly UseDuty[], keys: ReadonlyMap<UseDuty, string>, relations: LineageSteps): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const head = `${phraseWords(pathPhrase(first.path, relations))} · ${licenseName(first.license)} asks:`;
  const lines = group.map((duty, index) => {
    const { text, copy, state } = duty;
    const key = keys.get(duty);
    const said = `${copy === null ? '' : ` (copy: ${copy})`}${key === undefined ? '' : ` (${key})`}${STATES[state]}`;
    return `${ordinal(index + 1)} ${text}${said}`;
  });
  return [head, ...lines].map((line) => `  duty    ${visible(line)}`);
}

const ALL = Number.POSITIVE_INFINITY;
const STATES = { met: ', done', open: ', not done yet', unstated: '' } as const;

const MAX_SIMILAR = 5;

function notNamed(text: string, { label, commit }: Side, { components }: Bom): string {
  const said = `${visible(text)} is not named in ${commit === null ? 'the ' : ''}${visible(label)}.\n`;
  const similar = [...new Set(components.map(({ name }) => name))].filter((name) => name.toLowerCase().includes(text.toLowerCase()));
  return similar.length === 0
    ? `${said}"weighbridge scan" lists the AI components, and with --format cyclonedx everything that is named.\n`
    : `${said}Named like it: ${similar.slice(0, MAX_SIMILAR).map(visible).join(', ')}\n`;
}

function namesOf({ name, version, requested }: BomComponent): string[] {
  return [name, ...[version, requested].flatMap((one) => (one === null ? [] : [`${name}@${one}`]))];
}

/** Throws InputError REF_INVALID: it is no reference either. */
function referred(text: string, { components }: Bom): BomComponent[] {
  const ref = parseTyped(text);
  const identity = identityOf({ ...ref, version: null });
  return components.filter(
    (one) => one.identity === identity && (ref.version === null || one.version === ref.version || one.requested === ref.version),
  );
}

function block(component: BomComponent, all: readonly BomComponent[]): string[] {
  const version = component.version ?? component.requested ?? 'any version';
  const lines = [`${component.kind} ${visible(component.name)} ${visible(version)}`];
  for (const sighting of component.sightings) {
    const { how: read, declared } = asRead(sighting) ?? { how: 'literal' };
    const how = read === 'literal' ? '' : `, name read from: ${read}`;
    lines.push(
      `  at      ${visible(sighting.place.path)}:${sighting.place.line}:${sighting.place.column} by ${visible(sighting.api)} (${sighting.scope}${how}${asRead(sighting)?.catalog === true ? ', offered for choice' : ''})`,
    );
    if (declared !== undefined)
      lines.push(
        `  ${declared.says === 'names' ? 'declared' : 'not among'} ${visible(declared.place.path)}:${declared.place.line} ${visible(declared.about)}`,
      );
  }
  const { stated } = component;
  if (stated?.supplier != null) lines.push(`  supplier ${visible(stated.supplier)}, as declared`);
  if (stated?.signer != null) lines.push(`  signer  ${visible(stated.signer)}, as declared; nobody verified it`);
  lines.push(`  license ${visible(component.license.expression ?? component.license.unknown ?? 'not known')}`);
  const { retirement } = component;
  if (retirement !== undefined) lines.push(`  retires ${retirement.on}, as published at ${retirement.source}`);
  if (component.kind === 'model' || component.kind === 'dataset') lines.push(`  provenance ${rungOf(component, all).rung}`);
  if (component.lineage === undefined)
    for (const base of component.hub?.baseModels ?? []) lines.push(`  built on ${visible(base.id)} (${base.relation})`);
  else lines.push(...lineageLines(component.lineage).map((line) => `  lineage ${visible(line)}`));
  for (const check of component.verifications) lines.push(`  ${check.outcome.padEnd(14)} ${check.topic}: ${visible(check.detail)}`);
  if (component.resolution.state === 'unresolved')
    lines.push(`  unresolved     ${component.resolution.reason}: ${visible(component.resolution.detail)}`);
  return lines;
}
