/** Documents that stand in a text of another one: JSON in a variable, a file of settings under its name in a ConfigMap. */
import { jsonTree } from '../settings/json-tree.ts';
import { linesTree } from '../settings/lines-tree.ts';
import { tomlTree } from '../settings/toml-tree.ts';
import { mayName } from './surface.ts';
import type { KeyedField, KeyedNode } from './tree.ts';

const MAX_TEXT = 200_000;

/** `Source=OpenAI;ChatModelId=gpt-4o;ApiKey=…`: settings of one connection (.NET). */
const CONNECTION = /^\s{0,20}[A-Za-z][\w ]{1,40}=[^;=]{1,400};(?:\s{0,5}[A-Za-z][\w ]{1,40}=[^;]{0,400}(?:;|$)){1,30}\s{0,5}$/;

/** What its names are called elsewhere. */
const OF_CONNECTION: ReadonlyMap<string, string> = new Map([['source', 'provider']]);

/** null: it is none, or it names nothing. */
export function nestedTree(key: string, text: string): KeyedNode | null {
  if (text.length < 8 || text.length > MAX_TEXT) return null;
  if (text.includes(';') && text.length < 2_000 && CONNECTION.test(text)) return mayName(text) ? connection(text) : null;
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

function connection(text: string): KeyedNode {
  const fields = text.split(';').flatMap((part): KeyedField[] => {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=').trim();
    return value === ''
      ? []
      : [{ name: OF_CONNECTION.get(name.trim().toLowerCase()) ?? name.trim(), value: { kind: 'scalar', text: value, at: 0 }, at: 0 }];
  });
  return { kind: 'map', at: 0, fields: () => fields };
}
