/** What was found in a map of a configuration → facts: of the hub, of services, of libraries' own lists. */
import type { Expression, LoadFact, PinSite } from '../../../model/index.ts';
import { DATASET_FORMATS } from '../../dataset-formats.ts';
import type { AroundMap } from './around.ts';
import type { Hosted } from './hosted.ts';
import { isMain, type KeyRole } from './hub-keys.ts';
import type { KeyedField, KeyedScalar } from './tree.ts';
import { renamed } from './values.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

export interface KeyedName {
  readonly key: string;
  readonly role: KeyRole | null;
  readonly node: KeyedScalar;
  readonly field: KeyedField;
  readonly isChoice: boolean;
}

export type FoundName = KeyedName & { readonly value: Expression } & (
    | { readonly on: 'hub'; readonly component: KeyRole['component']; readonly revisions: readonly SaidBeside[] }
    | { readonly on: 'service'; readonly hosted: Hosted }
    | { readonly on: 'catalog'; readonly library: string }
  );

export interface SaidBeside {
  readonly name: string;
  readonly node: KeyedScalar;
  readonly field: KeyedField;
}

function revisionValue(nodes: readonly KeyedScalar[]): Expression | null {
  const options = nodes.flatMap((node): Expression[] => (node.empty === true ? [] : [{ kind: 'literal', text: node.text }]));
  const [first] = options;
  if (first === undefined) return null;
  if (nodes.length === 1) return first;
  // Left empty, or written another time: readers differ in which one counts.
  return { kind: 'choice', options: options.length === nodes.length ? options : [...options, { kind: 'literal', text: 'main' }] };
}

export function hubFact(
  one: FoundName & { readonly on: 'hub' },
  names: ReadonlySet<string | null>,
  remoteCode: boolean,
  around: AroundMap,
): LoadFact {
  const { key, node, field, value, component, revisions } = one;
  const [revision] = revisions;
  const isSole = isMain(key) ? names.size === 1 : true;
  const isMoved = revision !== undefined && revision.field.merged !== field.merged;
  return {
    kind: 'load',
    component,
    hub: one.role?.hub ?? 'hf',
    provider: null,
    ...(component === 'dataset' ? { names: { own: DATASET_FORMATS } } : {}),
    api: `${field.name}:`,
    target: value,
    revision: revisionValue(revisions.map((said) => said.node)),
    endpoint: null,
    remoteCode: remoteCode && isMain(key),
    ...catalogOf(one, around),
    // One revision and two names: whose it is, the file does not say.
    pin: revision === undefined || revisions.length > 1 || !isSole || isMoved ? null : siteOf(revision.node),
    ...around.at(isMoved ? field.at : node.at),
  };
}

export function serviceFact(one: FoundName & { readonly on: 'service' }, around: AroundMap): LoadFact {
  const { field, hosted, node, value } = one;
  const isLocal = hosted.hub === 'ollama';
  const tag = isLocal ? /^([^:]{1,200}):([\w.-]{1,100})$/.exec(hosted.model) : null;
  const target = renamed(value, tag?.[1] ?? hosted.model);
  return {
    kind: 'load',
    component: isLocal ? 'model' : 'service',
    hub: isLocal ? 'ollama' : 'service',
    provider: isLocal ? null : hosted.provider,
    ...(isLocal ? { names: { hubOnly: true as const } } : {}),
    api: `${field.name}:`,
    target,
    revision: tag === null ? null : { kind: 'literal', text: tag[2] ?? '' },
    endpoint: hosted.server === undefined ? null : { kind: 'literal', text: hosted.server },
    remoteCode: false,
    ...catalogOf(one, around),
    pin: null,
    ...around.at(node.at),
  };
}

export function catalogFact({ field, node, value, library, ...one }: FoundName & { readonly on: 'catalog' }, around: AroundMap): LoadFact {
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'catalog',
    library,
    api: `${field.name}:`,
    target: value,
    ...catalogOf({ ...one, field, node }, around),
    ...around.at(node.at),
  };
}

function catalogOf({ isChoice }: KeyedName, { isListed }: AroundMap): Pick<LoadFact, 'catalog'> {
  return isChoice || isListed ? { catalog: true } : {};
}

function siteOf(node: KeyedScalar): PinSite | null {
  return node.site?.() ?? null;
}
