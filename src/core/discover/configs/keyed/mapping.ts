/**
 * One map of a configuration → what it names: models and datasets of the hub, hosted models, models of a local server. Key, neighbors, the keys
 * above and the form of the text decide together, whatever the format of the file.
 */
import type { Expression, LoadFact } from '../../../model/index.ts';
import type { AroundMap } from './around.ts';
import { certainlyHosted, type Hosted } from './hosted.ts';
import { hostedHere, ownName } from './hosted-here.ts';
import { catalogOfName } from './catalog-names.ts';
import { isMain, namesNoModel, revisionKeys, type KeyRole, keyRoleOf } from './hub-keys.ts';
import { completed, isFamily, isRepositoryName, isWellKnown } from './hub-names.ts';
import { isModelKey, saysChoice, saysNoName } from './model-words.ts';
import { isAnswer, isEntry, isPair, isPlaceOfData, isSelector, isStored, loadsItself } from './neighbors.ts';
import { instantiatedIn } from './instantiated.ts';
import { isOnForge, isPriceRow, isKeptRow } from './records.ts';
import { type KeyedName, catalogFact, type FoundName, hubFact, type SaidBeside, serviceFact } from './named-facts.ts';
import { severalIn } from './several.ts';
import { type KeyedField, type KeyedNode, keyWords, type Neighbors, neighborsOf } from './tree.ts';
import { literalOf, renamed, scalarValue } from './values.ts';

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
  const owner = around.owners[0] ?? '';
  const made = instantiatedIn(fields, around);
  const facts = made === null ? [] : [made.fact];
  const isAliased = fields.some(({ name }) => name === 'litellm_params');
  const candidates = fields.flatMap((field) => (field === made?.field ? [] : candidatesIn(field, owner, isAliased, around)));
  if (candidates.length === 0) return facts;
  const neighbors = neighborsOf(fields);
  if (isAnswer(neighbors) || isPair(neighbors) || isSelector(owner)) return facts;
  const said = saidIn(fields);
  const type = said.findLast(({ name }) => name === 'repo_type')?.node.text;
  if (type === 'space') return facts;
  const isEnvironment = fields.length > 0 && fields.every(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name));
  const context: Context = {
    around,
    neighbors,
    byName: Map.groupBy(said, ({ name }) => name),
    isDataset: type === 'dataset',
    isEnvironment,
    isKeptRow: isKeptRow(neighbors),
    isOnForge: isOnForge(neighbors),
    isDescribed: around.isLookedThrough && around.owners.some((one) => one === 'input_params' || one === 'input_anchors'),
    // `defaults: [{model: NAME}]` (Hydra): a file of the tree that lies in the folder of that name.
    isGroup: owner === 'defaults' && fields.length === 1,
  };
  const found = candidates.flatMap((one) => read(one, context) ?? []);
  // What a server calls a model that is named in full beside it.
  const isNamedInFull = found.some((one) => !isServedName(one) && (one.on !== 'service' || one.hosted.provider !== 'openai-like'));
  const remoteCode = said.some(({ name, node }) => name.endsWith('trust_remote_code') && !FALSE.test(node.text));
  const main = found.filter((one) => one.on === 'hub' && isMain(one.key));
  const names = new Set(main.map(({ value }) => literalOf(value)));
  const named = found.flatMap((one): LoadFact[] => {
    if (isNamedInFull && isServedName(one)) return [];
    // What it is called here, beside the name by which it is asked for.
    if (
      one.on === 'service' &&
      one.hosted.hub === 'service' &&
      isSlug(one.key) &&
      (around.isLookedThrough || certainlyHosted(literalOf(one.value) ?? '') === null) &&
      found.some(({ key }) => /(?:^|_)model(?:_id|_name)?$/.test(key))
    )
      return [];
    if (one.on === 'service') return [serviceFact(one, around)];
    if (one.on === 'catalog') return [catalogFact(one, around)];
    // The tokenizer of the model itself is loaded with it.
    const isSame = !isMain(one.key) && one.revisions.length === 0 && names.has(literalOf(one.value));
    return isSame ? [] : [hubFact(one, names, remoteCode, around)];
  });
  return [...facts, ...named];
}

/** "qwen2.5:3b", which Ollama fetches. */
function isTagged(name: string): boolean {
  return /:\d{1,3}(?:\.\d)?[bm]\b/.test(name);
}

function isSlug(key: string): boolean {
  return /^(?:key|slug|alias|label|code)$/.test(key);
}

function isServedName({ key }: KeyedName): boolean {
  return key.startsWith('served_model_name');
}

/** A map as its keys and texts; those of `model_kwargs` and the like count, too. */
function saidIn(fields: readonly KeyedField[]): SaidBeside[] {
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
function candidatesIn(field: KeyedField, owner: string, isAliased: boolean, around: AroundMap): KeyedName[] {
  const { value } = field;
  const several = value?.kind === 'scalar' ? severalIn(keyWords(field.name), value) : null;
  if (several !== null)
    return several.map((node) => ({ key: 'models', role: null, node, field, isChoice: saysChoice(keyWords(field.name)) }));
  if (value === null || (value.kind === 'scalar' && !isLikeName(value.text))) return [];
  const own = keyWords(field.name);
  // `models: {default: […]}`: the place for names is what stands above.
  const key = /^(?:default|const)$/.test(own) && /^(?:\w{1,20}_)?models?$/.test(owner) ? owner : own;
  // Of a proxy, `base_model` is the price list's name of a hosted model.
  const role = owner === 'model_info' ? null : keyRoleOf(own, owner);
  if (key === 'model_name' && isAliased) return [];
  if (value.kind === 'scalar')
    return saysNoName(key) && role === null && key !== 'path' ? [] : [{ key, role, node: value, field, isChoice: false }];
  if (value.kind === 'list') {
    if (role === null && (saysNoName(key) || (!isModelKey(key, [owner]) && isPriceRow(value)))) return [];
    const items = value.items().slice(0, MAX_ITEMS);
    const texts = items.flatMap((item) => (item?.kind === 'scalar' ? [item] : []));
    const isChoice = saysChoice(key) || (role?.kind !== 'sure' && role?.component !== 'dataset' && texts.length > 2);
    return texts.map((node) => ({ key, role, node, field, isChoice }));
  }
  return keysIn(field, /^routes?$|^routing$/.test(key) && /models?$/.test(owner) ? 'models' : key, value, around);
}

/** One word, or something that only running it tells. Most texts are none, which is cheap to see. */
function isLikeName(text: string): boolean {
  return text.length > 1 && text.length <= 300 && (!/\s/.test(text.trim()) || /^\$?\{/.test(text)) && /[A-Za-z]/.test(text);
}

/** Names that are keys themselves: `models: {"gpt-4o": {…}}`, `dataset_mixer: {org/name: 1.0}`. */
function keysIn(field: KeyedField, key: string, value: KeyedNode, around: AroundMap): KeyedName[] {
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
          .flatMap((item): KeyedName[] => (item?.kind === 'scalar' ? [{ key: 'models', role, node: item, field, isChoice: false }] : []));
      // A name and a text for it, as `"gpt-4o": "GPT-4o (fast)"`: a list of names for people, which sets nothing.
      const isLabel = isChoice && entry.value?.kind === 'scalar';
      // What is fetched by a name is fetched, whatever is paid for it (T38).
      const isPrice = isChoice && around.isLookedThrough && !name.includes('/') && isPriceRow(entry.value);
      // What it is called here, beside what it is called there.
      const isAlias = isChoice && entry.value?.kind === 'map' && entry.value.fields().some((one) => OWN_NAME.test(one.name));
      return merged || isLabel || isAlias || (isPrice && !isWellKnown(name) && !isTagged(name))
        ? []
        : [{ key: role?.component === 'model' ? 'models' : key, role, node: { kind: 'scalar', text: name, at }, field, isChoice }];
    });
}

interface Context {
  readonly around: AroundMap;
  readonly neighbors: Neighbors;
  readonly byName: ReadonlyMap<string, readonly SaidBeside[]>;
  readonly isEnvironment: boolean;
  readonly isDataset: boolean;
  /** What it says of hosted models was measured, or answered. */
  readonly isKeptRow: boolean;
  /** It speaks of a repository of code. */
  readonly isOnForge: boolean;
  /** It describes what a node of a flow can be given (Flowise); what it is given stands elsewhere. */
  readonly isDescribed: boolean;
  readonly isGroup: boolean;
}

function read(one: KeyedName, context: Context): FoundName | null {
  const found = readName(one, context);
  if (found === null) return null;
  // What is fetched by a name is fetched whatever stands beside it, by Ollama, too (T38); of hosted models nothing is.
  if (found.on !== 'service') return found;
  if (context.isGroup && !isNoFile(found.hosted)) return null;
  if (found.hosted.hub !== 'service' || !(context.isKeptRow || context.isDescribed)) return found;
  // Where nobody else looks, a record may be what a program reads: it is shown as offered.
  return context.around.isLookedThrough ? null : { ...found, isChoice: true };
}

/** The provider's own form, or a tag: no file of a group is called so. */
function isNoFile({ hub, provider, model }: Hosted): boolean {
  return hub === 'ollama' ? model.includes(':') : provider !== 'openai-like';
}

function readName(one: KeyedName, context: Context): FoundName | null {
  const { key, node } = one;
  const { around, neighbors, byName } = context;
  const role = isPlaceOfData(key, one.role, neighbors, around.outer) ? DATASET : one.role;
  if (role === null && saysNoName(key)) return null;
  const value = scalarValue(node, (path) => around.lookUp(path));
  if (value === null) return null;
  const text = literalOf(value);
  const revisions = revisionsOf(key, byName, context.isDataset ? 'dataset' : role?.component);
  const kind = role === null ? null : revisions.length > 0 && isMain(key) && role.component === 'model' ? ('sure' as const) : role.kind;
  const meant: KeyRole | null = role === null || kind === null ? null : { component: context.isDataset ? 'dataset' : role.component, kind };
  if (text === null) return kind === 'sure' && value.kind === 'unmodeled' && meant !== null ? onHub(one, value, meant, revisions) : null;
  if (!/^[\w@][\w.:/@#+-]*$/.test(text) || /^\d+$/.test(text)) return null;
  if (meant !== null && (meant.component === 'dataset' || meant.kind === 'sure')) {
    const isLoaded = meant.component === 'dataset' ? meant.kind === 'sure' || !isStored(neighbors) : true;
    if (isRepositoryName(meant, text)) return isLoaded ? onHub(one, value, meant, revisions) : null;
    if (meant.component === 'dataset') return completedOn(one, value, text, meant, revisions);
  }
  const library = one.isChoice || namesNoModel(key) ? null : catalogOfName(key, text, neighbors, around.owners);
  if (library !== null) return { ...one, on: 'catalog', value, library };
  const isKey = (isModelKey(key, around.owners) || isEntry(key, neighbors)) && !namesNoModel(key);
  const hosted = isKey ? hostedHere(key, text, meant, context) : isFree(one) ? certainlyHosted(text) : null;
  if (hosted !== null)
    return hosted.hub === 'hf' ? onHub(one, renamed(value, hosted.model), MODEL, revisions) : { ...one, on: 'service', value, hosted };
  if (meant !== null && isRepositoryName(meant, text) && loadsItself(meant.kind, neighbors, around.sole))
    return onHub(one, value, meant, revisions);
  if ((isKey || meant !== null) && isWellKnown(text)) return onHub(one, value, MODEL, revisions);
  if (isFree(one) && !one.isChoice && !context.isOnForge && isWellKnown(text) && isFamily(text)) return onHub(one, value, MODEL, revisions);
  const whole = meant !== null && meant.kind !== 'plain' ? completedOn(one, value, text, meant, revisions) : null;
  if (whole !== null || !isKey || meant?.kind === 'sure') return whole;
  const own = around.owners.slice(0, 3).some((owner) => owner.endsWith('fallbacks')) ? null : ownName(key, text);
  return own === null ? null : { ...one, on: 'service', value, hosted: own };
}

/** The value of a key of any name: it counts by its form alone. */
function isFree({ field, key }: KeyedName): boolean {
  return field.value?.kind !== 'map' && !saysNoName(key);
}

const MODEL: KeyRole = { component: 'model', kind: 'likely' };
const DATASET: KeyRole = { component: 'dataset', kind: 'likely' };

function onHub(one: KeyedName, value: Expression, { component }: KeyRole, revisions: readonly SaidBeside[]): FoundName {
  return { ...one, on: 'hub', value, component, revisions };
}

function completedOn(one: KeyedName, value: Expression, text: string, role: KeyRole, revisions: readonly SaidBeside[]): FoundName | null {
  const whole = completed(role, text);
  return whole === null ? null : onHub(one, renamed(value, whole), role, revisions);
}

/** The nearest key that gives one; written twice, each of them may count. */
function revisionsOf(
  key: string,
  said: ReadonlyMap<string, readonly SaidBeside[]>,
  component?: KeyRole['component'],
): readonly SaidBeside[] {
  return revisionKeys(key, component)
    .flatMap((name) => said.get(name)?.slice(0, MAX_REVISIONS) ?? [])
    .filter((one, _index, [first]) => one.name === first?.name);
}
