/**
 * Hosted models that scripts name where no call of an SDK is read: defaults, constants, fields, tables, arguments of functions that nobody
 * here knows. The id says what it is, and the name beside it that it is meant.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { At, LoadFact, ProblemFact } from '../../../../model/index.ts';
import { ID_BEGINNINGS, mayBeModel, namedLoad, providerMeant, ROUTER_PREFIXES } from '../../../hosted/index.ts';
import { isWellKnown, OWNERS } from '../../../configs/keyed/hub-names.ts';
import { tooMany } from '../../shell/limits.ts';
import { bare } from '../environment.ts';
import type { Places } from '../places.ts';
import { bindingsOf, type ScriptScope } from '../scope.ts';
import type { Program, Range, ScriptNode } from '../syntax/index.ts';
import { isHosted, isOfWebLlm } from './entries.ts';
import { meantBy } from './meant.ts';
import { offeredIn } from './offered.ts';
import { offeredModel } from './offered-model.ts';
import { eachText, type Surrounding } from './texts.ts';

const MAX_NAMED = 2_000;
const MAX_NAME = 200;
/** Of a setting that holds several. */
const MAX_TEXT = 1_000;

/** Where an id may begin; "provider/" and "provider:" stand at the beginning of a text. */
export const NAMES_ID: WordQuestion = [...matching(ID_BEGINNINGS, `(?<=["'\`/:.])`), ...matching(ROUTER_PREFIXES, `(?<=["'\`])`)];

/** Repositories of owners that everybody knows. */
export const NAMES_OWNER: WordQuestion = matching(
  [...OWNERS].map((owner) => `${owner}/`),
  `(?<=["'\`])`,
);

/** Ids that WebLLM has in its own list. */
export const NAMES_WEB_LLM: WordQuestion = matching(['-MLC'], `-MLC(?=["'\`])`);
const OF_WEB_LLM = {
  component: 'model',
  hub: 'hf',
  provider: null,
  names: { owner: { prefix: 'mlc-ai/', alone: [] }, hubOnly: true },
} as const;
const OFFERED = { name: 'list', by: null } as const;

const OF_HUB = { component: 'model', hub: 'hf', provider: null, names: { hubOnly: true } } as const;

/** A load, with the call that it is. */
export interface ReadLoad {
  readonly load: LoadFact;
  readonly call: Range;
  /** What it names, as it is written. */
  readonly target: ScriptNode | null;
  readonly scope: ScriptScope;
}

/** `asks`: the file has the address of a server of models. */
export function namedModels(
  { program, words, asks }: { readonly program: Program; readonly words: Answers; readonly asks: boolean },
  reads: readonly ReadLoad[],
  places: Places,
): { readonly loads: readonly LoadFact[]; readonly problems: readonly ProblemFact[] } {
  if (!asks && ![NAMES_ID, NAMES_OWNER, NAMES_WEB_LLM].some((question) => words.has(question))) return { loads: [], problems: [] };
  const asked = askedFor(reads);
  const inside = new Set(reads.flatMap(({ target }) => (target === null ? [] : textsIn(target))));
  const found: LoadFact[] = [];
  eachText(program, (node, around) => {
    if (inside.has(node.start) || node.value.length > MAX_TEXT) return;
    const at = places.at(node.start);
    for (const text of namesIn(node.value)) {
      if (found.length > MAX_NAMED) return;
      const load = loadNamed(text, around, { asked: asked.get(node.start) ?? null, at });
      if (load !== null) found.push(load);
    }
  });
  return { loads: found.slice(0, MAX_NAMED), problems: found.length > MAX_NAMED ? [tooMany(`${MAX_NAMED} names of hosted models`)] : [] };
}

/** "gpt-4o, gpt-4o-mini": a setting that holds several. */
function namesIn(text: string): readonly string[] {
  if (!text.includes(',')) return text.length > MAX_NAME ? [] : [text];
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => part.length <= MAX_NAME && isHosted(part)) ? parts : [];
}

interface Asked {
  /** The call of this file that takes the text. */
  readonly asked: LoadFact | null;
  readonly at: At;
}

function loadNamed(text: string, around: Surrounding | null, { asked: by, at }: Asked): LoadFact | null {
  const isHub = isWellKnown(text) && isInFunction(around);
  const isKnown = mayBeModel(text);
  const isWebLlm = isOfWebLlm(text);
  const meant = isHub || isKnown || isWebLlm || isUnderModelKey(text, around) ? meantBy(text, around) : null;
  if (isWebLlm) {
    const isMeant = meant !== null || offeredIn(text, around, true) !== null;
    return isMeant && by === null ? { ...namedLoad(text, meant ?? OFFERED, '', at), ...OF_WEB_LLM } : null;
  }
  if (meant === null) {
    const offered = offeredModel(text, around);
    return offered === null ? null : { ...offered, ...at };
  }
  // Who is asked stands beside it: what he calls a model, he alone knows.
  if (!isKnown && by === null && meant.said !== null)
    return meant.said === 'ollama'
      ? { ...namedLoad(text, meant, '', at), component: 'model', hub: 'ollama', provider: null }
      : namedLoad(text, meant, meant.said, at);
  if (isHub) return by === null ? { ...namedLoad(text, meant, '', at), ...OF_HUB } : null;
  const provider = isKnown ? (by?.provider ?? providerMeant(text, meant)) : null;
  return provider === null ? null : namedLoad(text, meant, provider, at, by);
}

/** `{ provider: "groq", model: "openai/gpt-oss-120b" }`: a name with a digit, under a key that says so. */
function isUnderModelKey(text: string, around: Surrounding | null): boolean {
  return (
    around?.kind === 'key' &&
    /^(?:model|model_?id|model_?name)$/i.test(around.name) &&
    /\d/.test(text) &&
    /^[A-Za-z][\w.-]{2,60}(?:[/:][\w.:-]{1,80}){0,2}$/.test(text)
  );
}

/** What a module keeps for others is loaded where they ask for it: at which revision, is said there. */
function isInFunction(around: Surrounding | null): boolean {
  for (let one = around; one !== null; one = one.outer) if (one.kind === 'function' || one.kind === 'parameter') return true;
  return false;
}

const MAX_STEPS = 6;

/** The texts that calls of this file take from elsewhere in it, with whom they ask. */
function askedFor(reads: readonly ReadLoad[]): ReadonlyMap<number, LoadFact> {
  const asked = new Map<number, LoadFact>();
  const follow = (node: ScriptNode, scope: ScriptScope, load: LoadFact, steps: number): void => {
    const plain = bare(node);
    if (plain.type === 'text' || plain.type === 'template') asked.set(plain.start, load);
    else if (plain.type === 'name' && steps < MAX_STEPS) {
      for (const one of bindingsOf(plain.name, scope))
        if (one.kind === 'value' && one.node !== null) follow(one.node, one.from ?? scope, load, steps + 1);
    } else if (plain.type === 'operation' || plain.type === 'condition')
      for (const part of plain.parts) follow(part, scope, load, steps + 1);
  };
  for (const { load, target, scope } of reads) if (target !== null) follow(target, scope, load, 0);
  return asked;
}

/** Those that the call itself names. */
function textsIn(node: ScriptNode): number[] {
  const plain = bare(node);
  if (plain.type === 'text' || plain.type === 'template') return [plain.start];
  if (plain.type === 'operation' || plain.type === 'condition') return plain.parts.flatMap(textsIn);
  return [];
}
