/** `name=org/x`, `{"model": "org/x", "revision": "v1"}`, `pretrained=org/x,revision=v1` → the names in them. */
import type { Expression } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import type { PartOption } from './loaders.ts';

export interface PartValue {
  readonly value: Expression;
  readonly revision: Expression | null;
}

const MAX_JSON = 20_000;
/** Keys of JSON and of pairs that name a model, with that of its revision. */
const NAMES = ['model', 'path', 'pretrained', 'model_name_or_path', 'tokenizer', 'peft', 'delta', 'base_model_name', 'draft_model'];

export function partsIn(value: Expression, form: PartOption['form'] | null): PartValue[] {
  if (form === null) return [{ value, revision: null }];
  const inner = value.kind === 'overridable' ? value.fallback : value;
  // Set to one of several texts: each may be the one. An empty one gives nothing.
  const options = value.kind === 'choice' ? value.options.filter((one) => one.kind !== 'literal' || one.text !== '') : [];
  if (options.length > 0 && options.every(({ kind }) => kind === 'literal')) return options.flatMap((one) => partsIn(one, form));
  if (inner?.kind !== 'literal') return [{ value, revision: null }];
  const { text } = inner;
  const within = (name: string): Expression => (value.kind === 'overridable' ? { ...value, fallback: literal(name) } : literal(name));
  if (/^\s*\{/.test(text)) return fromJson(text, within);
  if (form === 'json') return [{ value: { kind: 'unmodeled', text: redact(text.slice(0, 400)).slice(0, 80) }, revision: null }];
  if (form === 'pairs') return fromPairs(text, within);
  return text.split(',').flatMap((one) => {
    const path = one.slice(one.indexOf('=') + 1).trim();
    const [name = '', revision] = path.split('@');
    // A name alone is none of the hub: a word of the program, or a folder.
    return name.includes('/') ? [{ value: within(name), revision: revision === undefined ? null : literal(revision) }] : [];
  });
}

function fromJson(text: string, within: (name: string) => Expression): PartValue[] {
  let data: unknown;
  try {
    data = text.length > MAX_JSON ? undefined : JSON.parse(text);
  } catch {
    data = undefined;
  }
  if (typeof data !== 'object' || data === null)
    return [{ value: { kind: 'unmodeled', text: redact(text.slice(0, 400)).slice(0, 80) }, revision: null }];
  const entries = new Map<string, unknown>(Object.entries(data));
  return named((key) => {
    const value = entries.get(key);
    return typeof value === 'string' ? value : null;
  }, within);
}

function fromPairs(text: string, within: (name: string) => Expression): PartValue[] {
  const pairs = new Map(
    text.split(',').map((pair) => [pair.slice(0, Math.max(0, pair.indexOf('='))).trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
  );
  return named((key) => pairs.get(key) ?? null, within);
}

/** A tokenizer or adapter has a revision of its own; the others share "revision". */
function named(get: (key: string) => string | null, within: (name: string) => Expression): PartValue[] {
  return NAMES.flatMap((key): PartValue[] => {
    const name = get(key);
    if (name === null || (!name.includes('/') && key !== 'pretrained' && key !== 'model')) return [];
    const shared = key === 'tokenizer' || key === 'peft' || key === 'delta' || key === 'base_model_name' ? null : get('revision');
    const revision = get(`${key}_revision`) ?? shared;
    const code = get('code_revision');
    const part = { value: within(name), revision: revision === null ? null : literal(revision) };
    return code === null || key !== 'model' ? [part] : [part, { value: within(name), revision: literal(code) }];
  });
}

function literal(text: string): Expression {
  return { kind: 'literal', text };
}
