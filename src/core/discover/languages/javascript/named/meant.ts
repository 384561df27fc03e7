/** What a text of a script is there for: the name, key or argument that says that a model is meant. Goes outward, a bounded way. */
import {
  isAboutModels,
  isIdKey,
  isPricing,
  providerAtHost,
  providerNamed,
  providerSaidBy,
  saidBy,
  saysNothing,
  saysOfModel,
  saysRemembered,
} from '../../../hosted/index.ts';
import { readsEnvironment } from '../environment.ts';
import type { ScriptNode } from '../syntax/index.ts';
import { isHosted, siblingsIn } from './entries.ts';
import type { Surrounding } from './texts.ts';
import {
  ASKS_ABOUT,
  GATHERS,
  GIVES_BACK,
  IS_MODEL,
  LONG_CONTEXT,
  IS_GIVEN_TO,
  IS_MAKER,
  OF_PAGE,
  OF_RECORD,
  SETS_DEFAULT,
  SHORT_NAME,
  SHOWS,
} from './words.ts';

export interface MeantText {
  /** That says that it is a model. */
  readonly name: string;
  /** What may give another one. */
  readonly by: 'environment' | 'parameter' | null;
  /** The provider as the code beside it says, or null. */
  readonly beside: string | null;
  /** The provider that an address or a key `provider` in the same table names, or null. */
  readonly said: string | null;
}

const MAX_STEPS = 24;
/** Longer tables are looked at no further than this; more models than anybody asks by one table. */
const MAX_ENTRIES = 60;
const MAX_MODELS = 8;

const SAYS_PROVIDER = /^(?:(?:model|llm|ai|api)?_?provider|provider_?id)$/i;
const PROVIDER = /^(?:(?:model|llm|api)?_?provider|providerId|vendor|backend|platform|type)$/i;

const ADDRESS = /^(?:(?:api)?_?base_?)?ur[li]$|^(?:api_?base|endpoint|host)$/i;

/** null: it is compared, shown, listed, priced, or bound to a name that says nothing of a model. */
export function meantBy(text: string, inner: Surrounding | null): MeantText | null {
  let name: string | null = null;
  let by: MeantText['by'] = null;
  let beside: string | null = null;
  let said: string | null = null;
  /** It stands in a list without a name of its own. */
  let listed = false;
  /** That list holds nothing but ids that are nothing else. */
  let isAllIds = false;
  /** Nothing else is called so: a name that says nothing of it hides it no more than one that does (T38). */
  const isSure = isHosted(text);
  /** Its key says nothing of a model. */
  let isPlain = false;
  /** Its key says that it is the model. */
  let isSaid = false;
  /** Its key is a word of lists, records and labels. */
  let isKeyed = false;
  /** What stands around then: how much a name there says of it. */
  let around: 'table' | 'list' | 'call' = 'table';
  /** Words of a record stand beside it: it counts where the table is given to a call, `createAgent({ title, model })` (T38). */
  let isOfRecord = false;
  const found = (): MeantText | null => (name === null || name === '' || listed || isOfRecord ? null : { name, by, beside, said });
  /** `z.string().default(…)`: columns beside it say nothing of it. */
  let isDefault = false;
  let steps = 0;
  for (let one = inner; one !== null; one = one.outer) {
    if (++steps > MAX_STEPS) return null;
    switch (one.kind) {
      case 'none':
        return name === null ? null : found();
      case 'listed':
      case 'union':
      case 'entry':
        return null;
      case 'list':
        if (name === null) listed = true;
        // A list of lists is a table of something else.
        isAllIds = one === inner && isSure && one.node !== null && isListOfIds(one.node);
        if (around === 'table') around = 'list';
        break;
      case 'key': {
        if (isModelName(one.name) || (one.node !== null && isCatalog(one.node))) return null;
        if (isAgainst(one.name)) return null;
        if (name !== null) {
          // `openrouter: { model: "…" }`: whose model it is, the key above says.
          said ??= isSaid && providerSaidBy(one.name) !== null ? (providerNamed(one.name)?.id ?? null) : null;
          beside ??= providerOfKey(one.name);
          break;
        }
        if (spells(one.name, text)) return null;
        if (one.node !== null && !isDefault && isRecord(one.node, text)) {
          if (!isSure || one !== inner || !IS_MODEL.test(one.name)) return null;
          isOfRecord = true;
        }
        said ??= one.node === null ? null : providerBeside(one.node, SAYS_PROVIDER);
        beside ??= said ?? (one.node === null ? null : providerBeside(one.node, PROVIDER));
        if (saysModel(one.name)) {
          name = one.name;
          isSaid = one === inner && IS_MODEL.test(one.name);
        } else if (one === inner && isSure && isPlainKey(one.name)) {
          name = one.name;
          isPlain = true;
        } else isKeyed = true;
        break;
      }
      case 'settable':
        if (name !== null || saidBy(one.name) !== 'model') break;
        name = one.name;
        if (one.node !== null && readsEnvironment(one.node)) by ??= 'environment';
        break;
      case 'each':
        if (name === null && !isAllIds) return null;
        name ??= one.name;
        listed = false;
        return found();
      case 'argument': {
        const last = calleeOf(one.node);
        if (SHOWS.test(last)) return null;
        if (!GATHERS.test(last) && !IS_GIVEN_TO.test(last) && !ASKS_ABOUT.test(last)) isOfRecord = false;
        if (GIVES_BACK.test(last) && one.at === 0) {
          isDefault ||= SETS_DEFAULT.test(last);
          break;
        }
        if (name !== null) {
          if (isPlain && (ASKS_ABOUT.test(last) || IS_GIVEN_TO.test(last) || saidBy(last) === 'otherwise')) return null;
          around = 'call';
          break;
        }
        const key = keyBefore(one.node, one.at);
        if (key !== null && saidBy(key) === 'model') {
          name = key;
          by ??= /^[A-Z][A-Z0-9_]*$/.test(key) || /^(?:get|getOrThrow|env|getEnv|config)$/i.test(last) ? 'environment' : null;
          break;
        }
        if (key !== null && saidBy(key) === 'otherwise') return null;
        if (!takesModel(last, one.at, text) || (listed && GATHERS.test(last))) return null;
        name = last;
        around = 'call';
        if (isAllIds) listed = false;
        beside ??= providerOfKey(last);
        break;
      }
      case 'parameter':
        if (name === null) by ??= 'parameter';
        return ended(one.name);
      case 'name':
        return name === null && spells(one.name, text) ? null : ended(one.name);
      case 'statement':
      case 'function':
        return found();
    }
  }
  return found();

  /** Whether a name further out says that the model is not asked. */
  function isAgainst(outer: string): boolean {
    if (isSure && IS_MODEL.test(outer)) return false;
    if (name === null) return saidBy(outer) === 'otherwise' && !LONG_CONTEXT.test(outer);
    // `const promptOptions = { model: "…" }`: what it is for hides no key that says what it is; a price does.
    if (isSure) return around !== 'call' && isPricing(outer);
    // What a call gives is called by what that is.
    return around !== 'call' && (around === 'list' ? saidBy(outer) === 'otherwise' : isAboutModels(outer));
  }

  function saysModel(key: string): boolean {
    return saidBy(key) === 'model' || (isSure && IS_MODEL.test(key));
  }

  function ended(last: string): MeantText | null {
    if (isAgainst(last)) return null;
    if (saysModel(last)) name ??= last;
    else if (
      isSure &&
      name === null &&
      !isKeyed &&
      last !== '' &&
      !ASKS_ABOUT.test(last) &&
      !SHORT_NAME.test(last) &&
      (!listed || (isAllIds && saysNothing(last)))
    ) {
      name = last;
      listed = false;
    }
    return found();
  }
}

/** `{ fast: "…" }`: a key that is no word of lists, records and labels. */
function isPlainKey(name: string): boolean {
  return (
    name !== '' &&
    !OF_PAGE.test(name) &&
    saysNothing(name) &&
    !isIdKey(name) &&
    !saysOfModel(name) &&
    !saysRemembered(name) &&
    !PROVIDER.test(name)
  );
}

function isListOfIds(list: ScriptNode): boolean {
  const { hosted, texts } = siblingsIn(list);
  return hosted === texts;
}

/** Whether a call of this name takes a model there: its name says so, or the id can be nothing else. */
function takesModel(callee: string, at: number, text: string): boolean {
  if (callee === '' || ASKS_ABOUT.test(callee) || IS_GIVEN_TO.test(callee)) return false;
  if (isHosted(text)) return !isPricing(callee) && !/token|context|window/i.test(callee);
  return at === 0 && IS_MAKER.test(callee) && saidBy(callee) !== 'otherwise';
}

/** A key or function that is called as a provider: `groq: { model }`, `providers.groq("…")`. */
function providerOfKey(name: string): string | null {
  return name === '' || name.length > 40 ? null : providerSaidBy(name);
}

function calleeOf(node: ScriptNode | null): string {
  if (node?.type !== 'call') return '';
  const { callee } = node;
  return callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
}

/** `getEnv("OPENAI_MODEL", "gpt-4o")` */
function keyBefore(node: ScriptNode | null, at: number): string | null {
  const before = node?.type === 'call' && at <= 2 ? node.given[at - 1]?.value : undefined;
  return before?.type === 'text' && before.value.length <= 60 ? before.value : null;
}

function keysOf(table: ScriptNode): readonly string[] {
  return table.type === 'table' ? table.entries.slice(0, MAX_ENTRIES).flatMap(({ key }) => (key?.type === 'text' ? [key.value] : [])) : [];
}

/** Also what people are shown: an entry with the name in their spelling beside it, "GPT-4o" beside "gpt-4o". */
function isRecord(table: ScriptNode, text: string): boolean {
  if (keysOf(table).some((key) => OF_RECORD.test(key))) return true;
  const entries = table.type === 'table' ? table.entries.slice(0, MAX_ENTRIES) : [];
  return entries.some(
    ({ value }) => value.type === 'text' && value.value !== text && /[A-Z ]/.test(value.value) && spells(value.value, text),
  );
}

/** `keys`: under which a provider is named. */
function providerBeside(table: ScriptNode, keys: RegExp): string | null {
  if (table.type !== 'table') return null;
  for (const { key, value } of table.entries.slice(0, MAX_ENTRIES)) {
    if (key?.type !== 'text' || value.type !== 'text') continue;
    if (keys.test(key.value)) return providerNamed(value.value)?.id ?? null;
    const [, host = null] = ADDRESS.test(key.value) ? (/^https:\/\/([\w.-]{1,100})/.exec(value.value) ?? []) : [];
    if (host !== null) return providerAtHost(host);
  }
  return null;
}

/** Keys that are models, or more of them than one program asks. */
function isCatalog(table: ScriptNode): boolean {
  if (table.type !== 'table') return false;
  if (table.entries.length > MAX_ENTRIES) return true;
  let models = 0;
  for (const { key, value } of table.entries) {
    if (key?.type === 'text' && isHosted(key.value)) return true;
    if (value.type === 'text' && isHosted(value.value)) models++;
  }
  return models > MAX_MODELS;
}

function isModelName(key: string): boolean {
  return /[-/.]/.test(key) && isHosted(key);
}

/** `GPT_4O = "gpt-4o"` only lists what there is. */
function spells(name: string, text: string): boolean {
  const plain = (one: string): string => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(text).length > 2 && plain(name).endsWith(plain(text));
}
