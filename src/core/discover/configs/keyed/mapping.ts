/**
 * One map of a configuration → what it names: models and datasets of the hub, hosted models, models of a local server. Key, neighbors, the keys
 * above and the form of the text decide together, whatever the format of the file.
 */
import type { Expression, LoadFact, PinSite } from '../../../model/index.ts';
import type { AroundMap } from './around.ts';
import { DATASET_FORMATS } from '../../dataset-formats.ts';
import { catalogNamesIn } from './catalog-names.ts';
import { certainlyHosted, type Hosted } from './hosted.ts';
import { hostedHere, ownName } from './hosted-here.ts';
import { isMain, revisionKeys, type KeyRole, keyRoleOf } from './hub-keys.ts';
import { completed, isFamily, isRepositoryName, isWellKnown } from './hub-names.ts';
import { isModelKey, saysChoice, saysNoName } from './model-words.ts';
import { isAnswer, isEntry, isPair, isSelector, isStored, loadsItself } from './neighbors.ts';
import { severalIn } from './several.ts';
import { type KeyedField, type KeyedNode, type KeyedScalar, keyWords, type Neighbors, neighborsOf } from './tree.ts';
import { literalOf, renamed, scalarValue } from './values.ts';

interface Candidate {
  readonly key: string;
  readonly role: KeyRole | null;
  readonly node: KeyedScalar;
  readonly field: KeyedField;
  readonly isChoice: boolean;
}

type Found = Candidate & { readonly value: Expression } & (
    | { readonly on: 'hub'; readonly component: KeyRole['component']; readonly revisions: readonly Said[] }
    | { readonly on: 'service'; readonly hosted: Hosted }
  );

interface Said {
  readonly name: string;
  readonly node: KeyedScalar;
  readonly field: KeyedField;
}

const KEYS_ARE_NAMES =
  /^(?:\w{1,20}_)?models$|^(?:\w{1,20}_)?model_(?:map|mapping|routes|routing|groups?|configs?|settings)$|^dataset_mixer$/;
const OWN_NAME = /^(?:id|model|model_?id|model_?name|name_or_path|repo_?id)$/i;
const KWARGS = /kwargs$|^(?:model|tokenizer|load|init)_(?:args|params|config|init)$/;
/** What a server does with its models, as charts of Helm have it. */
const DONE_WITH = /^(?:pull|preload|load|run|create|download|install|serve|warm_?up)$/i;
/** Spellings of "no" that some reader of YAML knows; anything else trusts the code (YAML 1.1 and 1.2, PyYAML). */
const FALSE = /^(?:false|no|off|n|0|null|none|~|)$/i;
/** Of one name; more are as many times the same question. */
const MAX_REVISIONS = 20;
/** Of one list. */
const MAX_ITEMS = 20_000;

/** What the map names, in the order of its entries. */
export function namedIn(fields: readonly KeyedField[], around: AroundMap): LoadFact[] {
  const found = namedAnywhere(fields, around);
  const more = catalogNamesIn(fields, around);
  const isSaid = ({ line, column }: LoadFact): boolean => found.some((one) => one.line === line && one.column === column);
  return more.length === 0 ? found : [...found, ...more.filter((one) => !isSaid(one))];
}

function namedAnywhere(fields: readonly KeyedField[], around: AroundMap): LoadFact[] {
  const owner = around.owners[0] ?? '';
  const isAliased = fields.some(({ name }) => name === 'litellm_params');
  const candidates = fields.flatMap((field) => candidatesIn(field, owner, isAliased));
  if (candidates.length === 0) return [];
  const neighbors = neighborsOf(fields);
  if (isAnswer(neighbors) || isPair(neighbors) || isSelector(owner)) return [];
  const said = saidIn(fields);
  const type = said.findLast(({ name }) => name === 'repo_type')?.node.text;
  if (type === 'space') return [];
  const isEnvironment = fields.length > 0 && fields.every(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name));
  const context = { around, neighbors, byName: Map.groupBy(said, ({ name }) => name), isDataset: type === 'dataset', isEnvironment };
  const found = candidates.flatMap((one) => read(one, context) ?? []);
  // What a server calls a model that is named in full beside it.
  const isNamedInFull = found.some((one) => !isServedName(one) && (one.on === 'hub' || one.hosted.provider !== 'openai-like'));
  const remoteCode = said.some(({ name, node }) => name.endsWith('trust_remote_code') && !FALSE.test(node.text));
  const main = found.filter((one) => one.on === 'hub' && isMain(one.key));
  const names = new Set(main.map(({ value }) => literalOf(value)));
  return found.flatMap((one): LoadFact[] => {
    if (isNamedInFull && isServedName(one)) return [];
    if (one.on === 'service') return [serviceFact(one, around)];
    // The tokenizer of the model itself is loaded with it.
    const isSame = !isMain(one.key) && one.revisions.length === 0 && names.has(literalOf(one.value));
    return isSame ? [] : [hubFact(one, names, remoteCode, around)];
  });
}

function isServedName({ key }: Candidate): boolean {
  return key.startsWith('served_model_name');
}

/** A map as its keys and texts; those of `model_kwargs` and the like count, too. */
function saidIn(fields: readonly KeyedField[]): Said[] {
  return fields.flatMap((field) => {
    const name = keyWords(field.name);
    if (field.value?.kind === 'scalar') return [{ name, node: field.value, field }];
    if (field.value?.kind !== 'map' || !KWARGS.test(name)) return [];
    return field.value
      .fields()
      .flatMap((inner) => (inner.value?.kind === 'scalar' ? [{ name: keyWords(inner.name), node: inner.value, field }] : []));
  });
}

/** `isAliased`: what a proxy calls a model that it names in full beside it. */
function candidatesIn(field: KeyedField, owner: string, isAliased: boolean): Candidate[] {
  const { value } = field;
  const several = value?.kind === 'scalar' ? severalIn(keyWords(field.name), value) : null;
  if (several !== null)
    return several.map((node) => ({ key: 'models', role: null, node, field, isChoice: saysChoice(keyWords(field.name)) }));
  if (value === null || (value.kind === 'scalar' && !isLikeName(value.text))) return [];
  const key = keyWords(field.name);
  // Of a proxy, `base_model` is the price list's name of a hosted model.
  const role = owner === 'model_info' ? null : keyRoleOf(key, owner);
  if (key === 'model_name' && isAliased) return [];
  if (value.kind === 'scalar') return saysNoName(key) && role === null ? [] : [{ key, role, node: value, field, isChoice: false }];
  if (value.kind === 'list') {
    if (role === null && saysNoName(key)) return [];
    const items = value.items().slice(0, MAX_ITEMS);
    const texts = items.flatMap((item) => (item?.kind === 'scalar' ? [item] : []));
    const isChoice = saysChoice(key) || (role?.kind !== 'sure' && role?.component !== 'dataset' && texts.length > 2);
    return texts.map((node) => ({ key, role, node, field, isChoice }));
  }
  return keysIn(field, /^routes?$|^routing$/.test(key) && /models?$/.test(owner) ? 'models' : key, value);
}

/** One word, or something that only running it tells. Most texts are none, which is cheap to see. */
function isLikeName(text: string): boolean {
  return text.length > 1 && text.length <= 300 && (!/\s/.test(text.trim()) || /^\$?\{/.test(text)) && /[A-Za-z]/.test(text);
}

/** Names that are keys themselves: `models: {"gpt-4o": {…}}`, `dataset_mixer: {org/name: 1.0}`. */
function keysIn(field: KeyedField, key: string, value: KeyedNode): Candidate[] {
  if (value.kind !== 'map' || !KEYS_ARE_NAMES.test(key)) return [];
  const role = key === 'dataset_mixer' ? keyRoleOf(key, '') : ({ component: 'model', kind: 'plain' } as const);
  const isChoice = role?.component === 'model';
  return value
    .fields()
    .slice(0, MAX_ITEMS)
    .flatMap((entry) => {
      const { name, at, merged } = entry;
      // `models: { pull: [NAME, NAME] }`: the key says what is done with them.
      if (entry.value?.kind === 'list' && DONE_WITH.test(name))
        return entry.value
          .items()
          .slice(0, MAX_ITEMS)
          .flatMap((item): Candidate[] => (item?.kind === 'scalar' ? [{ key: 'models', role, node: item, field, isChoice: false }] : []));
      // A name and a text for it, as `"gpt-4o": "GPT-4o (fast)"`: a list of names for people, which sets nothing.
      const isLabel = isChoice && entry.value?.kind === 'scalar';
      // What it is called here, beside what it is called there.
      const isAlias = isChoice && entry.value?.kind === 'map' && entry.value.fields().some((one) => OWN_NAME.test(one.name));
      return merged || isLabel || isAlias
        ? []
        : [{ key: role?.component === 'model' ? 'models' : key, role, node: { kind: 'scalar', text: name, at }, field, isChoice }];
    });
}

interface Context {
  readonly around: AroundMap;
  readonly neighbors: Neighbors;
  readonly byName: ReadonlyMap<string, readonly Said[]>;
  readonly isEnvironment: boolean;
  readonly isDataset: boolean;
}

function read(one: Candidate, context: Context): Found | null {
  const { key, role, node } = one;
  const { around, neighbors, byName } = context;
  const value = scalarValue(node, (path) => around.lookUp(path));
  if (value === null) return null;
  const text = literalOf(value);
  const revisions = revisionsOf(key, byName);
  const kind = role === null ? null : revisions.length > 0 && isMain(key) && role.component === 'model' ? ('sure' as const) : role.kind;
  const meant: KeyRole | null = role === null || kind === null ? null : { component: context.isDataset ? 'dataset' : role.component, kind };
  if (text === null) return kind === 'sure' && value.kind === 'unmodeled' && meant !== null ? onHub(one, value, meant, revisions) : null;
  if (!/^[\w@][\w.:/@#+-]*$/.test(text) || /^\d+$/.test(text)) return null;
  if (meant !== null && (meant.component === 'dataset' || meant.kind === 'sure')) {
    const isLoaded = meant.component === 'dataset' ? meant.kind === 'sure' || !isStored(neighbors) : true;
    if (isRepositoryName(meant, text)) return isLoaded ? onHub(one, value, meant, revisions) : null;
    if (meant.component === 'dataset') return completedOn(one, value, text, meant, revisions);
  }
  const isKey = isModelKey(key, around.owners) || isEntry(key, neighbors);
  const hosted = isKey ? hostedHere(key, text, meant, context) : isFree(one) ? certainlyHosted(text) : null;
  if (hosted !== null)
    return hosted.hub === 'hf' ? onHub(one, renamed(value, hosted.model), MODEL, revisions) : { ...one, on: 'service', value, hosted };
  if (meant !== null && isRepositoryName(meant, text) && loadsItself(meant.kind, neighbors, around.sole))
    return onHub(one, value, meant, revisions);
  if ((isKey || meant !== null) && isWellKnown(text)) return onHub(one, value, MODEL, revisions);
  if (isFree(one) && !one.isChoice && isWellKnown(text) && isFamily(text)) return onHub(one, value, MODEL, revisions);
  const whole = meant !== null && meant.kind !== 'plain' ? completedOn(one, value, text, meant, revisions) : null;
  if (whole !== null || !isKey || meant?.kind === 'sure') return whole;
  const own = around.owners.slice(0, 3).some((owner) => owner.endsWith('fallbacks')) ? null : ownName(key, text);
  return own === null ? null : { ...one, on: 'service', value, hosted: own };
}

/** The value of a key of any name: it counts by its form alone. */
function isFree({ field, key }: Candidate): boolean {
  return field.value?.kind !== 'map' && !saysNoName(key);
}

const MODEL: KeyRole = { component: 'model', kind: 'likely' };

function onHub(one: Candidate, value: Expression, { component }: KeyRole, revisions: readonly Said[]): Found {
  return { ...one, on: 'hub', value, component, revisions };
}

function completedOn(one: Candidate, value: Expression, text: string, role: KeyRole, revisions: readonly Said[]): Found | null {
  const whole = completed(role, text);
  return whole === null ? null : onHub(one, renamed(value, whole), role, revisions);
}

/** The nearest key that gives one; written twice, each of them may count. */
function revisionsOf(key: string, said: ReadonlyMap<string, readonly Said[]>): readonly Said[] {
  return revisionKeys(key)
    .flatMap((name) => said.get(name)?.slice(0, MAX_REVISIONS) ?? [])
    .filter((one, _index, [first]) => one.name === first?.name);
}

function revisionValue(nodes: readonly KeyedScalar[]): Expression | null {
  const options = nodes.flatMap((node): Expression[] => (node.empty === true ? [] : [{ kind: 'literal', text: node.text }]));
  const [first] = options;
  if (first === undefined) return null;
  if (nodes.length === 1) return first;
  // Left empty, or written another time: readers differ in which one counts.
  return { kind: 'choice', options: options.length === nodes.length ? options : [...options, { kind: 'literal', text: 'main' }] };
}

function hubFact(one: Found & { readonly on: 'hub' }, names: ReadonlySet<string | null>, remoteCode: boolean, around: AroundMap): LoadFact {
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

function serviceFact(one: Found & { readonly on: 'service' }, around: AroundMap): LoadFact {
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

function catalogOf({ isChoice }: Candidate, { isListed }: AroundMap): Pick<LoadFact, 'catalog'> {
  return isChoice || isListed ? { catalog: true } : {};
}

function siteOf(node: KeyedScalar): PinSite | null {
  return node.site?.() ?? null;
}
