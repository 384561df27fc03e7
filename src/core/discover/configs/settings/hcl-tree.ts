/** Terraform's language as a neutral tree: blocks, `key = "text"`, maps and lists. What an expression computes is no text. */
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';

const MAX_NODES = 200_000;
const MAX_DEPTH = 100;
const TOKEN =
  /\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<-?\s{0,5}"?([A-Za-z_]\w{0,60})"?[^\n]*|"((?:[^"\\\n]|\\.)*)"?|[A-Za-z_][\w.-]{0,300}|[{}[\]()=,:?]|./gy;

interface Level {
  readonly fields: KeyedField[] | null;
  readonly items: (KeyedNode | null)[] | null;
  /** Words since the last entry: a key, the labels of a block. */
  words: { readonly text: string; readonly at: number }[];
  /** Behind "=" or ":". */
  inValue: boolean;
  value: KeyedNode | null;
  /** The value is more than one text. */
  isOpen: boolean;
}

/** `byLines`: an item of a list ends with its line, as in Bicep. */
export function hclTree(text: string, byLines = false): { readonly root: KeyedNode | null; readonly cut: boolean } {
  const top = levelOf(false);
  const levels: Level[] = [top];
  let nodes = 0;
  let below = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token, heredoc, quoted] = match;
    const at = match.index;
    const level = levels.at(-1) ?? top;
    if (heredoc !== undefined) {
      const end = endOf(text, TOKEN.lastIndex, heredoc);
      if (below === 0)
        taken(level, { kind: 'scalar', text: text.slice(TOKEN.lastIndex, Math.min(end.start, TOKEN.lastIndex + 200_000)), at });
      TOKEN.lastIndex = end.next;
    } else if (/^(?:\s|#|\/\/|\/\*)/.test(token)) {
      if (below === 0 && token.includes('\n') && (byLines || level.items === null)) closed(level);
    } else if (token === '{' || token === '[') {
      if (below > 0 || levels.length > MAX_DEPTH || nodes > MAX_NODES) below += 1;
      else levels.push(levelOf(token === '['));
      nodes += 1;
    } else if (token === '}' || token === ']') {
      if (below > 0) below -= 1;
      else if (levels.length > 1) {
        closed(level);
        levels.pop();
        const outer = levels.at(-1) ?? top;
        const { fields, items } = level;
        taken(outer, items === null ? { kind: 'map', at, fields: () => fields ?? [] } : { kind: 'list', at, items: () => items });
        if (!outer.inValue && outer.items === null) closed(outer);
      }
    } else if (below > 0) continue;
    else if (token === ',') closed(level);
    else if (token === '=' || token === ':') {
      // The other half of a condition.
      if (level.inValue) level.isOpen = true;
      level.inValue = true;
    } else if (quoted !== undefined) {
      nodes += 1;
      if (level.inValue || level.items !== null) taken(level, { kind: 'scalar', text: quoted, at });
      else level.words.push({ text: quoted, at });
    } else if (token === '?') level.isOpen = true;
    else if (/^[A-Za-z_]/.test(token) && !level.inValue) level.words.push({ text: token, at });
    // A name that an expression takes its value from; a function is read through.
    else if (/^[A-Za-z_]/.test(token) && text[TOKEN.lastIndex] !== '(') level.isOpen = true;
  }
  while (levels.length > 1) {
    const level = levels.pop() ?? top;
    closed(level);
    taken(levels.at(-1) ?? top, { kind: 'map', at: 0, fields: () => level.fields ?? [] });
  }
  closed(top);
  return { root: { kind: 'map', at: 0, fields: () => top.fields ?? [] }, cut: nodes > MAX_NODES };
}

function levelOf(isList: boolean): Level {
  return { fields: isList ? null : [], items: isList ? [] : null, words: [], inValue: false, value: null, isOpen: false };
}

function taken(level: Level, value: KeyedNode): void {
  if (level.value !== null && level.value.kind === 'scalar') level.isOpen = true;
  level.value ??= value;
}

/** Ends an entry: a block is called by its last label that is no name of its own, `resource "aws_bedrockagent_agent" "x"` by the first. */
function closed(level: Level): void {
  const { words, value } = level;
  const isComputed = level.isOpen && value?.kind === 'scalar';
  if (level.items !== null) {
    if (value !== null && !isComputed) level.items.push(value);
  } else if (words.length > 0 && value !== null && !isComputed) {
    const [type, label] = words;
    const key = level.inValue || label === undefined ? type : label;
    level.fields?.push({ name: key?.text ?? '', value, at: key?.at ?? 0 });
  }
  // A key may stand on the line before its block.
  if (value !== null || level.inValue) level.words = [];
  level.inValue = false;
  level.value = null;
  level.isOpen = false;
}

function endOf(text: string, from: number, name: string): { readonly start: number; readonly next: number } {
  const end = new RegExp(`^[ \\t]*${name}[ \\t]*$`, 'gm');
  end.lastIndex = from;
  const match = end.exec(text);
  return match === null ? { start: text.length, next: text.length } : { start: match.index, next: match.index + match[0].length };
}
