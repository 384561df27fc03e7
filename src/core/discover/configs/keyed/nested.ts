/** Documents that stand in a text of another one: JSON in a variable, a file of settings under its name in a ConfigMap. */
import { jsonTree } from '../settings/json-tree.ts';
import { linesTree } from '../settings/lines-tree.ts';
import { tomlTree } from '../settings/toml-tree.ts';
import { mayName } from './surface.ts';
import type { KeyedNode } from './tree.ts';

const MAX_TEXT = 200_000;

/** null: it is none, or it names nothing. */
export function nestedTree(key: string, text: string): KeyedNode | null {
  if (text.length < 8 || text.length > MAX_TEXT) return null;
  const isJson = /^\s{0,100}[{[]\s{0,100}["'{[]/.test(text);
  const kind = isJson
    ? 'json'
    : text.includes('\n')
      ? (/\.(toml|env|properties|ini|cfg|conf)$/i.exec(key)?.[1]?.toLowerCase() ?? null)
      : null;
  if (kind === null || !mayName(text)) return null;
  if (kind === 'json') return jsonTree(text).root;
  return kind === 'toml' ? tomlTree(text) : linesTree(text);
}
