/**
 * Python and YAML are read for what they load. A name like one on a hub that no reader took stays: an argument of a library that nobody here
 * knows, a constant, a key of a product's own. Where what it is bound to, or its family, says that it is a model, it is told (T33). Pure.
 */
import { isFamily, isRepositoryName } from '../configs/keyed/hub-names.ts';
import type { KeyRole } from '../configs/keyed/hub-keys.ts';
import { asksForModel, saysModel, saysNoName } from '../configs/keyed/model-words.ts';
import type { TellingFact } from '../../model/index.ts';
import { redact } from '../../base/redact.ts';
import { type Silent, silentParts } from '../languages/python/code-only.ts';
import { weightsFetchedIn } from './fetched.ts';
import { placesOf } from './places.ts';

const MAX_FACTS = 300;
/** What is larger is read by nobody, or is data. */
const MAX_SIZE = 1024 * 1024;
const MODEL: KeyRole = { component: 'model', kind: 'likely' };

/** "org/name" alone between quotes, and the line before it. */
const QUOTED = /(?<=["'])[A-Za-z0-9][\w.-]{1,95}\/[A-Za-z0-9][\w.-]{1,95}(?=["'])/g;
/** What a literal is given to: `name=`, `NAME: str =`, `"name": `, `["name"] =`, `name=[`, with other literals of a list before it. */
const BOUND =
  /([A-Za-z_]\w{0,60})["']?\]?\s{0,4}(?::\s{0,4}[\w.[\], |]{1,60})?(?:=|:)\s{0,4}[[({]?\s{0,20}(?:["'][\w./-]{1,100}["'],\s{0,8}){0,20}[rbuRBU]?["']$/;
/** `load_model(`, `AudioModel(`: the first argument. */
const CALLED = /(?:^|[^\w])(?:\w{1,60}\.){0,5}([A-Za-z_]\w{0,60})\(\s{0,20}[rbuRBU]?["']$/;
/** They show, test, write or import what they are given. */
const NO_LOAD =
  /^(?:print|log|debug|info|warn|warning|error|exception|format|join|startswith|endswith|split|replace|match|search|sub|compile|get|post|put|delete|patch|route|open|exists|mkdir|makedirs|save\w*|write\w*|dump\w*|export\w*|upload\w*|push\w*|log_\w+|add_\w+|assert\w*|raises|skip\w*|parametrize|isinstance|getLogger|import_module|test_\w+|\w*(?:Error|Exception|Warning))$/;
/** Words of keys beside those that settings have. */
const SAYS =
  /(?:^|_)(?:checkpoints?|ckpt|backbone|encoder|pretrained|tokenizer|loras?|adapter|vae|model_source|hub|hf)(?:_(?:id|ids|name|names|path|source))?$/;

/** What it is called elsewhere, and where it is sent to. */
const MADE = /^(?:served_model|push_to|hub_model|output)_?/;

/** Whether a path is of a kind that is looked through so. */
export function keepsNames(path: string, size: number | null): boolean {
  return /\.(?:pyw?|ya?ml)$/i.test(path) && (size === null || size <= MAX_SIZE);
}

export function boundInPython(text: string): TellingFact[] {
  let read: readonly Silent[] | null = null;
  let next = 0;
  const names = told(text, (start) => {
    // Most files hold no such name.
    const shown = (read ??= shownIn(text));
    while (next < shown.length && (shown[next]?.end ?? 0) <= start) next += 1;
    if ((shown[next]?.start ?? start + 1) <= start) return null;
    const before = text.slice(Math.max(0, start - 400), start);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const called = CALLED.exec(line)?.[1];
    if (called !== undefined) return NO_LOAD.test(called) ? null : { key: keyOf(called), isCall: true };
    // A list may begin some lines above.
    const bound = BOUND.exec(line) ?? BOUND.exec(before);
    return { key: bound === null ? '' : keyOf(bound[1] ?? ''), isCall: false };
  });
  const placeOf = placesOf(text);
  const fetched = weightsFetchedIn(text).map(({ what, text: name, start }): TellingFact => {
    const { line, column } = placeOf(start);
    return { ...factOf(name, line, column), what };
  });
  return [...names, ...fetched];
}

/** Comments, and texts of several lines, most of which are for people. */
function shownIn(text: string): readonly Silent[] {
  return (silentParts(text) ?? []).filter(
    ({ kind, start, end }) =>
      kind === 'comment' || (kind === 'string' && text.startsWith(text.charAt(start).repeat(3), start) && end - start > 6),
  );
}

const SCALAR =
  /^(\s{0,200})(?:-\s{1,8})?(?:["']?([\w .-]{1,60}?)["']?\s{0,4}:\s{1,8})?(?:[&!][^\s]{1,60}\s{1,4}){0,2}["']?(?:([A-Za-z_]\w{0,60})=)?([A-Za-z0-9][\w.-]{1,95}\/[A-Za-z0-9][\w.-]{1,95})["']?\s{0,8}(?:#.*)?$/;
const OPENS = /^(\s{0,200})(?:-\s{1,8})?["']?([\w .-]{1,60}?)["']?\s{0,4}:\s{0,8}(?:[&!][^\s]{1,60}\s{0,4}){0,2}(?:#.*)?$/;

/** `args: ["--model", "org/name"]` of a template, whose image nobody knows. */
const OPTION =
  /--([\w-]{0,30}(?:model|tokenizer|lora)[\w-]{0,20})["']?[,=\s]{1,6}["']?([A-Za-z0-9][\w.-]{1,95}\/[A-Za-z0-9][\w.-]{1,95})(?=["'\s\],]|$)/g;

export function boundInYaml(text: string): TellingFact[] {
  const facts = new Map<string, TellingFact>();
  const above: { readonly indent: number; readonly key: string }[] = [];
  text.split('\n').forEach((source, index) => {
    const line = source.slice(0, 600).replace(/\r$/, '');
    if (line.includes('--') && !/^\s*#/.test(line))
      for (const { 1: option = '', 2: name = '' } of line.matchAll(OPTION))
        if (isMeant(keyOf(option), name, false) && facts.size < MAX_FACTS) facts.set(name, factOf(name, index + 1, line.indexOf(name) + 1));
    const found = SCALAR.exec(line) ?? OPENS.exec(line);
    if (found === null) return;
    const [, space = '', said, variable, name] = found;
    const written = variable ?? said;
    while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= space.length + (line.trimStart().startsWith('-') ? 1 : 0)) above.pop();
    const key = written === undefined ? (above.at(-1)?.key ?? '') : keyOf(written);
    if (name === undefined) above.push({ indent: space.length, key });
    else if (!saysNoName(above.at(-1)?.key ?? '') && isMeant(key, name, false) && facts.size < MAX_FACTS)
      facts.set(name, factOf(name, index + 1, line.indexOf(name) + 1));
  });
  return [...facts.values()];
}

interface Binding {
  readonly key: string;
  readonly isCall: boolean;
}

function told(text: string, bindingOf: (start: number) => Binding | null): TellingFact[] {
  const placeOf = placesOf(text);
  const facts = new Map<string, TellingFact>();
  for (const match of text.matchAll(QUOTED)) {
    const [name] = match;
    const binding = facts.has(name) ? null : bindingOf(match.index);
    if (binding === null || !isMeant(binding.key, name, binding.isCall)) continue;
    const { line, column } = placeOf(match.index);
    facts.set(name, factOf(name, line, column));
    if (facts.size >= MAX_FACTS) break;
  }
  return [...facts.values()];
}

function isMeant(key: string, name: string, isCall: boolean): boolean {
  if (!isRepositoryName(MODEL, name) || saysNoName(key) || MADE.test(key)) return false;
  const isStrong = SAYS.test(key) || (isCall ? /model|llm|embedd|pipeline/.test(key) : saysModel(key) || asksForModel(key));
  // A word alone is a part of a path.
  const own = name.slice(name.indexOf('/') + 1);
  return isStrong || (/[\d_.-]/.test(own) && isFamily(own));
}

function factOf(name: string, line: number, column: number): TellingFact {
  return { kind: 'telling', what: 'id', text: redact(name), beside: true, line, column };
}

/** "modelName" → "model_name" */
function keyOf(written: string): string {
  return written
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();
}
