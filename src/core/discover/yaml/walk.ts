/** The nodes of a YAML document → loads. Aliases are not followed: what they stand for is read where it is written. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { EndpointFact, LoadFact } from '../../model.ts';
import { loaderOfImage } from '../command/loaders.ts';
import { commandFacts, scriptFacts } from '../command/loads.ts';
import type { PlacedFile } from '../command/mapped.ts';
import { NO_VARIABLES, type Variable, type Variables } from '../command/values.ts';
import type { Command } from '../command/words.ts';
import { ENDPOINT_VARIABLES } from '../endpoint-variables.ts';
import { argv } from './argv.ts';
import { addressLoad, keyedLoad, scalarAt } from './keys.ts';
import { scalarText } from './scalar.ts';

/** A list under these is one command; a text is a command line. */
const ARGV = ['entrypoint', 'command', 'args', 'cmd'];
/** A list under these is several scripts. */
const SCRIPTS = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'commands',
  'cmds',
  'bash',
  'shell',
  'inlineScript',
  'postCreateCommand',
]);
const ENVIRONMENT = new Set(['env', 'environment', 'variables']);

type Found = LoadFact | EndpointFact;

interface Open {
  readonly node: Node;
  readonly key: string;
  readonly variables: Variables;
}

export function factsIn(root: Node | null, file: PlacedFile): Found[] {
  const facts: Found[] = [];
  const open: Open[] = root === null ? [] : [{ node: root, key: '', variables: NO_VARIABLES }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, key, variables } = next;
    if (isScalar(node)) facts.push(...addressLoad(key, node, file));
    else if (isSeq<Node | null>(node)) open.push(...node.items.flatMap((item) => (item === null ? [] : [{ node: item, key, variables }])));
    else if (isMap<Node, Node | null>(node)) {
      const set = settingsOf(node);
      const known = set.length === 0 ? variables : withEnvironment(variables, set);
      facts.push(...endpoints(set, file), ...keyedLoad(node, file), ...commandsOf(node, known, file));
      for (const pair of node.items) {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        if (pair.value !== null && !isCommand(name, pair.value)) open.push({ node: pair.value, key: name, variables: known });
      }
    }
  }
  return facts;
}

function isCommand(name: string, node: Node): boolean {
  if (!ARGV.includes(name) && !SCRIPTS.has(name)) return false;
  return isScalar(node) || (isSeq(node) && node.items.every((item) => isScalar(item) || (isMap(item) && item.flow === true)));
}

function commandsOf(map: YAMLMap<Node, Node | null>, variables: Variables, file: PlacedFile): Found[] {
  const image = scalarAt(map, 'image')?.value;
  const implicit = typeof image === 'string' ? loaderOfImage(image) : null;
  const context = { file, variables, implicit };
  const facts: Found[] = [];
  const lists: { readonly rank: number; readonly words: Command }[] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (value === null || !isCommand(name, value)) continue;
    if (isScalar(value))
      facts.push(...scriptFacts(scalarText(value, file.text), { ...context, implicit: ARGV.includes(name) ? implicit : null }));
    else if (isSeq(value) && SCRIPTS.has(name))
      for (const item of value.items)
        facts.push(...(isScalar(item) ? scriptFacts(scalarText(item, file.text), { ...context, implicit: null }) : []));
    else if (isSeq(value)) {
      lists.push({ rank: ARGV.indexOf(name), words: argv(value, file.text) });
    }
  }
  // Compose: the command follows the entrypoint; Kubernetes: the arguments follow the command, whichever stands first in the file.
  const all = lists.toSorted((a, b) => a.rank - b.rank).flatMap(({ words }) => words);
  return all.length === 0 ? facts : [...facts, ...commandFacts(all, context)];
}

interface Setting {
  readonly name: string;
  readonly text: string;
  readonly offset: number;
}

/** Variables that the file sets: whoever starts it may set others. */
function withEnvironment(outer: Variables, set: readonly Setting[]): Variables {
  const own = new Map<string, Variable>(
    set.map(({ name, text }) => [
      name,
      { value: { kind: 'overridable', by: 'environment', name, fallback: { kind: 'literal', text } }, site: null },
    ]),
  );
  return { get: (name) => own.get(name) ?? outer.get(name) };
}

/** Servers that the file names (T9). */
function endpoints(set: readonly Setting[], file: PlacedFile): EndpointFact[] {
  return set
    .filter(({ name }) => ENDPOINT_VARIABLES.has(name))
    .map(({ name, text, offset }) => ({ kind: 'endpoint', variable: name, value: { kind: 'literal', text }, ...file.at(offset) }));
}

/** `NAME: value`, `- NAME=value`, `- {name: NAME, value: value}` under env, environment, variables. */
function settingsOf(map: YAMLMap<Node, Node | null>): Setting[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !ENVIRONMENT.has(String(key.value))) return [];
    if (isMap<Node, Node | null>(value))
      return value.items.flatMap((pair) =>
        isScalar(pair.key) && isScalar(pair.value)
          ? [{ name: String(pair.key.value), text: String(pair.value.value), offset: pair.key.range?.[0] ?? 0 }]
          : [],
      );
    if (!isSeq<Node | null>(value)) return [];
    return value.items.flatMap((item) => {
      const offset = item?.range?.[0] ?? 0;
      if (isScalar(item)) {
        const match = /^([A-Za-z_]\w{0,200})=([\s\S]{0,2000})$/.exec(String(item.value));
        return match === null ? [] : [{ name: match[1] ?? '', text: match[2] ?? '', offset }];
      }
      const name = isMap(item) ? scalarAt(item, 'name')?.value : undefined;
      const text = isMap(item) ? scalarAt(item, 'value')?.value : undefined;
      return typeof name === 'string' && typeof text === 'string' ? [{ name, text, offset }] : [];
    });
  });
}
