/** The nodes of a YAML document → starts and settings, for each service or job apart. What an alias stands for is read in its place, too. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { loaderOfImage } from '../languages/shell/loaders.ts';
import type { Mapped, PlacedFile } from '../languages/shell/mapped.ts';
import { NO_VARIABLES, type Variable, type Variables } from '../languages/shell/values.ts';
import { endpointVariable } from '../endpoint-variables.ts';
import { argv } from '../configs/yaml/argv.ts';
import { PROCESS_KEYS, SCRIPT_KEYS } from '../configs/yaml/command-keys.ts';
import { beginsPython, isPythonShell } from '../configs/yaml/kept-scripts.ts';
import { scalarText } from '../configs/yaml/scalar.ts';
import { codeStarts, commandStarts, type RunContext, scriptStarts } from './command.ts';
import { fileStart, settingFacts, startFacts, type StartsFact } from './facts.ts';
import { inFolder } from './paths.ts';
import { runFacts } from './python-runs.ts';
import { commandSettings, scriptSettings, settingOf } from './settings.ts';

type YamlNode = Node | null;
type YamlObject = YAMLMap<Node, YamlNode>;

const FOLDERS = ['working-directory', 'working_directory', 'working_dir', 'workingDir', 'workingDirectory', 'rootDir'];
/** Below these stand things of one kind, each a process of its own. */
const UNITS = new Set(['services', 'jobs']);

interface Open {
  readonly node: Node;
  readonly key: string;
  readonly unit: string | null;
  readonly folder: string;
  readonly variables: Variables;
  /** The shell that scripts are for, as far as the file says. */
  readonly shell: string | null;
}

export function startsIn(root: YamlNode, number: number, file: PlacedFile): StartsFact[] {
  const facts: StartsFact[] = [];
  const prefix = number === 0 ? '' : `${number}/`;
  const first = { key: '', unit: number === 0 ? null : prefix, folder: '', variables: NO_VARIABLES, shell: null };
  const open: Open[] = root === null ? [] : [{ ...first, node: root }];
  const anchors = new Map<string, Node>();
  const meant = (node: YamlNode): YamlNode => (isAlias(node) ? (anchors.get(node.source) ?? null) : node);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, key, unit } = next;
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isScalar(node)) facts.push(...itemSetting(node, unit, file));
    else if (isSeq<YamlNode>(node))
      open.push(...node.items.flatMap((item) => (item === null ? [] : [{ ...next, node: item }])).toReversed());
    else if (isMap<Node, YamlNode>(node)) {
      // Everything that an anchor of this map may name stands before it, or in it.
      for (const { value } of node.items)
        if (value !== null && !isAlias(value) && value.anchor !== undefined) anchors.set(value.anchor, value);
      const context = inside(node, next);
      facts.push(...ofMap(node, key, context, file, meant));
      if (key === 'run' && next.unit === null) facts.push(...processesIn(node, context, file));
      const below = node.items.flatMap((pair): Open[] => {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        if (pair.value === null || isCommand(name, pair.value)) return [];
        return [{ ...context, node: pair.value, key: name, unit: UNITS.has(key) ? `${prefix}${name}` : unit }];
      });
      open.push(...below.toReversed());
    }
  }
  return facts;
}

/** Folder and variables that hold for what stands below. */
function inside(map: YamlObject, outer: Open): Open {
  const own = FOLDERS.map((key) => textAt(map, key)).find((text) => text !== null) ?? null;
  const defaults = valueAt(map, 'defaults');
  const run = isMap<Node, YamlNode>(defaults) ? valueAt(defaults, 'run') : null;
  const folder = own ?? (isMap<Node, YamlNode>(run) ? textAt(run, 'working-directory') : null);
  const set = ['env', 'environment', 'variables'].flatMap((key) => variablesOf(valueAt(map, key)));
  const variables = new Map<string, Variable>(set.map(([name, text]) => [name, { value: settingOf(text), site: null }]));
  return {
    ...outer,
    folder: folder ?? outer.folder,
    shell: textAt(map, 'shell') ?? (isMap<Node, YamlNode>(run) ? textAt(run, 'shell') : null) ?? outer.shell,
    variables: set.length === 0 ? outer.variables : { get: (name) => variables.get(name) ?? outer.variables.get(name) },
  };
}

function variablesOf(node: YamlNode): (readonly [string, string])[] {
  if (isMap<Node, YamlNode>(node))
    return node.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value)] as const] : [],
    );
  if (!isSeq<YamlNode>(node)) return [];
  return node.items.flatMap((item) => {
    const match = isScalar(item) ? /^([A-Za-z_]\w{0,200})=([\s\S]{0,2000})$/.exec(String(item.value)) : null;
    if (match !== null) return [[match[1] ?? '', match[2] ?? ''] as const];
    const name = isMap<Node, YamlNode>(item) ? textAt(item, 'name') : null;
    return name === null ? [] : [[name, textAt(item as YamlObject, 'value') ?? '$'] as const];
  });
}

/** heroku.yml: `run: { web: python serve.py }`, one process a key. */
function processesIn(map: YamlObject, { unit, folder, variables }: Open, file: PlacedFile): StartsFact[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !isScalar(value) || OF_A_STEP.has(String(key.value))) return [];
    return startFacts(scriptStarts(scalarText(value, file.text), { variables, folder, mode: 'script' }), unit, file);
  });
}
/** What stands below "run" in workflows. */
const OF_A_STEP = new Set(['name', 'shell', 'command', 'working-directory', 'working_directory', 'when', 'background', 'image']);

type Meant = (node: YamlNode) => YamlNode;

function ofMap(map: YamlObject, key: string, context: Open, file: PlacedFile, meant: Meant): StartsFact[] {
  const { unit } = context;
  const named = textAt(map, 'name') ?? textAt(map, 'key');
  const settings = map.items.flatMap((pair) => {
    const variable = isScalar(pair.key) ? String(pair.key.value) : '';
    if (endpointVariable(variable) === null) return [];
    const value = meant(pair.value);
    // Without a value the surroundings give it.
    const text = value === null ? '$' : isScalar(value) ? scalarOf(value) : null;
    return text === null ? [] : [{ variable, value: settingOf(text), offset: offsetOf(pair.key) }];
  });
  if (named !== null && endpointVariable(named) !== null && (map.has('value') || map.has('valueFrom')))
    settings.push({ variable: named, value: settingOf(textAt(map, 'value') ?? '$'), offset: offsetOf(valueAt(map, 'name')) });
  return [...settingFacts(settings, unit, file), ...commandsOf(map, context, file, meant), ...filesOf(map, key, unit, file)];
}

/** `- NAME=value` of compose; `- NAME` takes what the surroundings give. */
function itemSetting(node: Scalar, unit: string | null, file: PlacedFile): StartsFact[] {
  const match = /^([A-Z][A-Z0-9_]{3,60})(?:=([\s\S]{0,2000}))?$/.exec(scalarOf(node).trim());
  const variable = match?.[1] ?? '';
  if (endpointVariable(variable) === null) return [];
  return settingFacts([{ variable, value: settingOf(match?.[2] ?? '$'), offset: offsetOf(node) }], unit, file);
}

function isCommand(name: string, node: Node): boolean {
  if (!PROCESS_KEYS.includes(name) && !SCRIPT_KEYS.has(name)) return false;
  return (
    isScalar(node) ||
    (isSeq<YamlNode>(node) && node.items.every((item) => isScalar(item) || isAlias(item) || (isMap(item) && item.flow === true)))
  );
}

function commandsOf(map: YamlObject, { unit, folder, variables, shell }: Open, file: PlacedFile, meant: Meant): StartsFact[] {
  const facts: StartsFact[] = [];
  const words: { readonly rank: number; readonly words: ReturnType<typeof argv> }[] = [];
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    const value = meant(pair.value);
    if (value === null || !isCommand(name, value)) continue;
    const context: RunContext = { variables, folder, mode: SCRIPT_KEYS.has(name) ? 'script' : 'process' };
    const scripts = isScalar(value) ? [value] : isSeq(value) && SCRIPT_KEYS.has(name) ? value.items.filter((item) => isScalar(item)) : [];
    for (const script of scripts) {
      const text = scalarText(script, file.text);
      const isCode = SCRIPT_KEYS.has(name) && name !== 'shell' && (isPythonShell(shell) || beginsPython(text.text));
      if (isCode) facts.push(...startFacts(codeStarts(text, context), unit, file), ...runsIn(text, unit, file));
      else facts.push(...startFacts(scriptStarts(text, context), unit, file), ...settingFacts(scriptSettings(text, variables), unit, file));
    }
    if (isSeq(value) && !SCRIPT_KEYS.has(name))
      words.push({
        rank: PROCESS_KEYS.indexOf(name),
        words: argv(
          value.items.flatMap((item) => meant(item as YamlNode) ?? []),
          value.flow === true,
          file.text,
        ),
      });
  }
  const all = words.toSorted((a, b) => a.rank - b.rank).flatMap((one) => one.words);
  if (all.length === 0) return facts;
  const started = startFacts(commandStarts(all, { variables, folder, mode: 'process' }), unit, file);
  return [...facts, ...started, ...settingFacts(commandSettings(all, variables), unit, file)];
}

/** What such code runs in turn. */
function runsIn({ text, offsets }: Mapped, unit: string | null, file: PlacedFile): StartsFact[] {
  return runFacts(text).flatMap((fact) => (fact.kind === 'start' ? [{ ...fact, unit, ...file.at(offsets[0] ?? 0) }] : []));
}

/** Files of settings, and what the image is built from. */
function filesOf(map: YamlObject, key: string, unit: string | null, file: PlacedFile): StartsFact[] {
  const envs = ['env_file', 'envFile', 'envs'].flatMap((name) => textsOf(valueAt(map, name)));
  const build = valueAt(map, 'build');
  const inner = isMap<Node, YamlNode>(build) ? build : null;
  const context = inner === null ? (isScalar(build) ? scalarOf(build) : null) : (textAt(inner, 'context') ?? '.');
  const name = (inner === null ? null : textAt(inner, 'dockerfile')) ?? 'Dockerfile';
  const isService = map.has('image') || UNITS.has(key) || inner !== null || unit !== null;
  const built = context === null || !isService ? [] : [[inFolder(context, name), inFolder(context, 'Containerfile'), name]];
  const at = file.at(offsetOf(map));
  const image = textAt(map, 'image');
  // The program of the image is known, and is no code of the tree.
  const isForeign = image !== null && built.length === 0 && loaderOfImage(image) !== null;
  const files = [...envs.map((path) => [path]), ...built].map((paths) => fileStart(paths, unit, at));
  return isForeign ? [...files, { ...fileStart([], unit, at), what: 'foreign' }] : files;
}

function textsOf(node: YamlNode): string[] {
  const items = isSeq<YamlNode>(node) ? node.items : [node];
  return items.flatMap((item) => (isScalar(item) ? [scalarOf(item)] : isMap<Node, YamlNode>(item) ? (textAt(item, 'path') ?? []) : []));
}

function valueAt(map: YamlObject, key: string): YamlNode {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value ?? null;
}

function textAt(map: YamlObject, key: string): string | null {
  const value = valueAt(map, key);
  return isScalar(value) ? scalarOf(value) : null;
}

function scalarOf({ value }: Scalar): string {
  return typeof value === 'string' ? value.slice(0, 4_000) : '';
}

function offsetOf(node: YamlNode | undefined): number {
  return node?.range?.[0] ?? 0;
}
