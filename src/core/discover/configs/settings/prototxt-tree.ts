/** Text of protocol buffers (`config.pbtxt` of Triton) as a neutral tree: messages, lists and texts. What a number says is no text. */
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';

const MAX_NODES = 100_000;
const MAX_DEPTH = 60;
const TOKEN =
  /#[^\n]*|"((?:[^"\\\n]|\\.){0,4000})"|'((?:[^'\\\n]|\\.){0,4000})'|[A-Za-z_][\w.-]{0,200}|[{}[\]<>:,;]|[^\s"'A-Za-z_{}[\]<>:,;]{1,200}/g;

interface Level {
  readonly fields: KeyedField[];
  readonly items: (KeyedNode | null)[] | null;
  /** The name of the field that comes next, or whose list this is. */
  name: { readonly text: string; readonly at: number } | null;
}

export function prototxtTree(text: string): { readonly root: KeyedNode | null; readonly cut: boolean } {
  const top: Level = { fields: [], items: null, name: null };
  const levels: Level[] = [top];
  let nodes = 0;
  let below = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, double, single] = match;
    const at = match.index;
    const level = levels.at(-1) ?? top;
    if (token.startsWith('#')) continue;
    if (token === '{' || token === '<' || token === '[') {
      if (below > 0 || levels.length > MAX_DEPTH || ++nodes > MAX_NODES) below += 1;
      else levels.push({ fields: [], items: token === '[' ? [] : null, name: null });
    } else if (token === '}' || token === '>' || token === ']') {
      if (below > 0) below -= 1;
      else if (levels.length > 1) {
        levels.pop();
        put(levels.at(-1) ?? top, nodeOf(level, at));
      }
    } else if (below > 0 || /^[:,;]$/.test(token)) continue;
    else if (double !== undefined || single !== undefined) {
      nodes += 1;
      put(level, { kind: 'scalar', text: double ?? single ?? '', at });
    } else if (/^[A-Za-z_]/.test(token) && level.items === null && level.name === null) level.name = { text: token, at };
    // A number, a word of an enumeration.
    else put(level, null);
  }
  return { root: { kind: 'map', at: 0, fields: () => top.fields }, cut: nodes > MAX_NODES };
}

function put(level: Level, value: KeyedNode | null): void {
  if (level.items !== null) {
    level.items.push(value);
    return;
  }
  if (level.name !== null) level.fields.push({ name: level.name.text, value, at: level.name.at });
  level.name = null;
}

/** `{ key: "hf_model" value: { string_value: "org/name" } }` is one entry of a map. */
function nodeOf({ fields, items }: Level, at: number): KeyedNode {
  if (items !== null) return { kind: 'list', at, items: () => items };
  const key = fields.find(({ name }) => name === 'key')?.value;
  const value = fields.find(({ name }) => name === 'value')?.value;
  const [said] = value?.kind === 'map' ? value.fields() : [];
  const inner = value?.kind === 'scalar' ? value : said?.name === 'string_value' ? (said.value ?? null) : null;
  if (key?.kind !== 'scalar' || inner?.kind !== 'scalar') return { kind: 'map', at, fields: () => fields };
  return { kind: 'map', at, fields: () => [{ name: key.text, value: inner, at: key.at }] };
}
