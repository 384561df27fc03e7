/** The nodes of a YAML document → loads. Aliases are followed to where they are used: what is a list in one place is a command in another. */
import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLSeq } from 'yaml';
import type { At, EndpointFact, Expression, Fact } from '../../../model/index.ts';
import { loaderOfImage } from '../../languages/shell/loaders.ts';
import { type CommandContext, commandFacts, type SharedContext, scriptFacts } from '../../languages/shell/loads.ts';
import { addFacts } from '../../languages/shell/limits.ts';
import { type Mapped, mappedRange, type PlacedFile } from '../../languages/shell/mapped.ts';
import { NO_VARIABLES, type Variable, type Variables, wordValue } from '../../languages/shell/values.ts';
import { type ShellCommand, commandsIn } from '../../languages/shell/words.ts';
import { indexInVariable } from '../../runs/indexes.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import { addressesInCommands } from './addresses.ts';
import { argv } from './argv.ts';
import { PROCESS_KEYS, SCRIPT_KEYS } from './command-keys.ts';
import { beginsPython, isPythonShell, keptCommand, keptScript } from './kept-scripts.ts';
import { addressLoad } from '../keyed/addresses.ts';
import { type Above, rootOf } from '../keyed/above.ts';
import { argumentsIn, argumentsOfText } from '../keyed/arguments.ts';
import { digestAmong, fileAddressLoad } from '../keyed/file-address.ts';
import { pairsIn } from '../keyed/pairs.ts';
import type { AroundMap } from '../keyed/around.ts';
import { namedIn } from '../keyed/mapping.ts';
import type { KeyedField } from '../keyed/tree.ts';
import type { Inside } from './document.ts';
import { isInside } from './inside.ts';
import { neutral, neutralFields } from './neutral.ts';
import type { YamlField, References } from './references.ts';
import { scalarText } from './scalar.ts';

/** A developer's container runs these: they download, and start nothing of the product. */
const SCRIPTS: ReadonlySet<string> = new Set([...SCRIPT_KEYS, 'postCreateCommand']);
const ENVIRONMENT = new Set(['env', 'environment', 'variables']);

interface Open {
  readonly node: Node;
  readonly key: string;
  readonly above: Above;
  readonly variables: Variables;
  /** The shell that scripts are for, as far as the file says. */
  readonly shell: string | null;
  /** What the mapping around states of a file; absent: nothing. */
  readonly digest?: string | null;
}

/** The facts of one document. null: its aliases stand for more than is read (T39). */
export function factsIn(root: Node | null, references: References, outer: SharedContext & { readonly inside: Inside[] }): Fact[] | null {
  const { file, inside } = outer;
  const at = (offset: number): At => file.at(offset);
  const facts: Fact[] = [];
  const open: Open[] =
    root === null ? [] : [{ node: root, key: '', above: rootOf(neutral(root, references, file)), variables: NO_VARIABLES, shell: null }];
  const seen: Seen = new Map();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { key, variables } = next;
    const context = { ...outer, variables };
    const node = references.target(next.node);
    if (node === null || isKnown(seen, node, next)) continue;
    if (!references.step() || references.exhausted) return null;
    if (isScalar(node)) {
      const source = (): Mapped => scalarText(node, file.text);
      addFacts(facts, addressLoad(key, String(node.value), source, file));
      addFacts(
        facts,
        fileAddressLoad(key, String(node.value), next.digest ?? null, () => file.at(source().offsets[0] ?? 0)),
      );
      addFacts(facts, keptScript(key, node, context));
      if (isInside(key, String(node.value))) inside.push({ key, text: scalarText(node, file.text) });
    } else if (isSeq<Node | null>(node)) {
      addFacts(facts, keptCommand(key, node.items, node.flow === true, context));
      addFacts(facts, namedIn(argumentsIn(neutral(node, references, file)), next.above.around(false, at)));
      const above = next.above.inList(node.items.length);
      // Variables are read with the map that has them.
      if (!ENVIRONMENT.has(key))
        addFacts(facts, namedIn(pairsIn(node.items.map((item) => neutral(item, references, file))), above.around(false, at)));
      for (const item of node.items) if (item !== null) open.push({ ...next, above, node: item });
    } else if (isMap<Node, Node | null>(node)) {
      const fields = references.fields(node);
      const set = settingsOf(fields, references);
      const known = set.length === 0 ? variables : withEnvironment(variables, set);
      const listed = set.flatMap(({ field }) => field ?? []);
      addFacts(facts, endpoints(set, file));
      for (const { name, text, offset } of set) addFacts(facts, indexInVariable(name, text, file.at(offset)));
      const keyed = neutralFields(fields, references, file);
      const around = next.above.around(node === root || fields.length === 1, at);
      addFacts(facts, namedIn(keyed, around));
      addFacts(facts, namedIn(neutralFields(listed, references, file), { ...around, owners: ['env'], sole: false }));
      const below = next.above.below(keyed);
      const shell = textAt(fields, 'shell') ?? shellOf(fields, references) ?? next.shell;
      const commands = commandsOf(fields, { ...outer, variables: known, shell }, references);
      addFacts(facts, commands);
      addFacts(facts, argumentsOf(keyed, around, commands));
      addFacts(facts, addressesInCommands(fields, references, file));
      const digest = digestAmong(keyed);
      for (const { name, value, merged } of fields) {
        // What is merged is read where it is written.
        if (!merged && value !== null && !isCommand(name, value, references))
          open.push({ node: value, key: name, above: below(name), variables: known, shell, digest });
      }
    }
  }
  return references.exhausted ? null : facts;
}

/** Options of a program that nobody knows; what was read of a known one is not said again. */
function argumentsOf(fields: readonly KeyedField[], around: AroundMap, known: readonly Fact[]): Fact[] {
  const lists = fields.flatMap(({ name, value }) =>
    value?.kind === 'scalar' ? argumentsOfText(name, value) : PROCESS_KEYS.includes(name) || SCRIPTS.has(name) ? argumentsIn(value) : [],
  );
  const lines = new Set(known.flatMap((fact) => (fact.kind === 'load' ? [fact.line] : [])));
  return lists.length === 0 ? [] : namedIn(lists, { ...around, sole: false }).filter(({ line }) => !lines.has(line));
}

type Seen = Map<Node, Map<Variables, Set<string>>>;

/** An alias leads to the same node again: once under each key, and with each set of variables. */
function isKnown(seen: Seen, node: Node, { key, variables }: Open): boolean {
  const marks = seen.get(node) ?? new Map<Variables, Set<string>>();
  const keys = marks.get(variables) ?? new Set<string>();
  if (keys.has(key)) return true;
  keys.add(key);
  marks.set(variables, keys);
  seen.set(node, marks);
  return false;
}

function isCommand(name: string, node: Node, references: References): boolean {
  if (!PROCESS_KEYS.includes(name) && !SCRIPTS.has(name)) return false;
  return (
    isScalar(node) ||
    (isSeq<Node | null>(node) &&
      node.items.every((item) => {
        const target = references.target(item);
        return isScalar(target) || (isMap(target) && target.flow === true) || isSeq(target);
      }))
  );
}

function commandsOf(
  fields: readonly YamlField[],
  outer: SharedContext & Pick<CommandContext, 'variables'> & Pick<Open, 'shell'>,
  references: References,
): Fact[] {
  const { file } = outer;
  const image = textAt(fields, 'image');
  const known = image === null ? null : loaderOfImage(/[${]/.test(image) ? nameOfImage(image) : image);
  const implicit = known ?? (image === null ? null : loaderOfImage(''));
  const set = settingsOf(fields, references);
  const variables = implicit?.variables?.target ?? [];
  // Given by name (envFrom): where the file itself gives the name a value, that is read there.
  const elsewhere =
    fields.some(({ name }) => name === 'envFrom') &&
    variables.some((name) => file.text.includes(`${name}:`) || file.text.includes(`${name}":`));
  const named = elsewhere || variables.some((name) => set.some((one) => one.name === name));
  // Steps of a pipeline prepare a machine; what a process starts with, the product has.
  const script = { ...outer, implicit: null, named, every: 'pipeline' as const };
  const context = { ...outer, implicit, named, every: 'product' as const };
  const facts: Fact[] = [];
  const lists: { readonly rank: number; readonly words: ShellCommand }[] = [];
  const several =
    fields.filter(({ name, value }) => PROCESS_KEYS.includes(name) && value !== null && isCommand(name, value, references)).length > 1;
  for (const { name, value } of fields) {
    if (value === null || !isCommand(name, value, references)) continue;
    if (isScalar(value) && several && PROCESS_KEYS.includes(name))
      lists.push({ rank: PROCESS_KEYS.indexOf(name), words: wordsOf(value, file.text) });
    else if (isScalar(value) && SCRIPTS.has(name) && isCode(name, value, outer.shell))
      addFacts(facts, outer.python(scalarText(value, file.text), null, true));
    else if (isScalar(value)) addFacts(facts, scriptFacts(scalarText(value, file.text), PROCESS_KEYS.includes(name) ? context : script));
    else if (isSeq<Node | null>(value) && SCRIPTS.has(name))
      for (const item of itemsOf(value, references))
        addFacts(facts, isScalar(item) ? scriptFacts(scalarText(item, file.text), script) : []);
    else if (isSeq<Node | null>(value)) {
      lists.push({ rank: PROCESS_KEYS.indexOf(name), words: argv(itemsOf(value, references), value.flow === true, file.text) });
    }
  }
  // Compose: the command follows the entrypoint; Kubernetes: the arguments follow the command, whichever stands first in the file.
  const all = lists.toSorted((a, b) => a.rank - b.rank).flatMap(({ words }) => words);
  if (all.length > 0) addFacts(facts, commandFacts(all, context));
  // Of an image that nobody knows, "--model small" may be anything.
  return known === null && image !== null && nameOfImage(image) !== '' ? facts.filter(isCertain) : facts;
}

/** `defaults: { run: { shell: python } }` */
function shellOf(fields: readonly YamlField[], references: References): string | null {
  const value = (of: readonly YamlField[], name: string): readonly YamlField[] => {
    const node = references.target(of.find((field) => field.name === name)?.value);
    return isMap(node) ? references.fields(node) : [];
  };
  return textAt(value(value(fields, 'defaults'), 'run'), 'shell');
}

/** What stands under "shell" itself is a command. */
function isCode(name: string, { value }: Scalar, shell: string | null): boolean {
  return (name !== 'shell' && isPythonShell(shell)) || (typeof value === 'string' && beginsPython(value));
}

/** It names a repository of a hub as such, or is of a program that is known. */
function isCertain(fact: Fact): boolean {
  if (fact.kind !== 'load' || fact.guessed !== true) return true;
  const target = fact.target.kind === 'overridable' ? fact.target.fallback : fact.target;
  return target?.kind === 'literal' && /^[\w.-]+\/[\w.-]+$/.test(target.text);
}

/** A text as the words of one command: what an entrypoint gets runs in no shell of its own. */
function wordsOf(value: Scalar, file: string): ShellCommand {
  const { text, offsets } = scalarText(value, file);
  return commandsIn({ text: text.replaceAll('\n', ' '), offsets }, { operators: false })[0] ?? [];
}

/** The image that a template falls back to, or "" for one that only running it tells. */
function nameOfImage(image: string): string {
  const text = image.replace(/\$\{[A-Za-z_]\w{0,200}:?-([^${}]{0,200})\}/g, '$1');
  // A variable in the tag changes no program.
  const name = text.slice(text.lastIndexOf('/') + 1).split(/[:@]/)[0] ?? '';
  return /[${]/.test(name) ? '' : name;
}

/** Lists in lists are one list: GitLab flattens scripts like this. */
function itemsOf(list: YAMLSeq<Node | null>, references: References, depth = 0): Node[] {
  return list.items.flatMap((item) => {
    const target = references.target(item);
    if (target === null || !references.step()) return [];
    return isSeq<Node | null>(target) && depth < 10 ? itemsOf(target, references, depth + 1) : [target];
  });
}

function textAt(fields: readonly YamlField[], name: string): string | null {
  const value = fields.findLast((field) => field.name === name)?.value;
  return isScalar(value) && typeof value.value === 'string' ? value.value : null;
}

interface Setting {
  readonly name: string;
  readonly text: string;
  readonly offset: number;
  /** Of a list, whose names are no keys. */
  readonly field: YamlField | null;
}

/** Variables that the file sets: whoever starts it may set others. */
function withEnvironment(outer: Variables, set: readonly Setting[]): Variables {
  const own = new Map<string, Variable>(
    set.map(({ name, text }) => [name, { value: { kind: 'overridable', by: 'environment', name, fallback: fixedText(text) }, site: null }]),
  );
  return { get: (name) => own.get(name) ?? outer.get(name) };
}

/** What a text is when nobody sets its variables: `${NAME:-word}` has a word, `${NAME}` has none. */
function fixedText(text: string): Expression | null {
  if (!/[$`]|\{\{/.test(text)) return { kind: 'literal', text };
  const quoted = `"${text.replaceAll('"', '')}"`;
  const word = commandsIn(mappedRange(quoted, 0, quoted.length))
    .at(-1)
    ?.at(0);
  const value = word === undefined || text.includes('{{') ? null : wordValue(word, NO_VARIABLES).value;
  return value?.kind === 'overridable' ? value.fallback : value?.kind === 'literal' ? value : null;
}

/** Servers that the file names (T9). */
function endpoints(set: readonly Setting[], file: PlacedFile): EndpointFact[] {
  return set
    .filter(({ name }) => ENDPOINT_VARIABLES.has(name))
    .map(({ name, text, offset }) => ({ kind: 'endpoint', variable: name, value: { kind: 'literal', text }, ...file.at(offset) }));
}

/** `NAME: value`, `- NAME=value`, `- {name: NAME, value: value}` under env, environment, variables. */
function settingsOf(fields: readonly YamlField[], references: References): Setting[] {
  return fields.flatMap(({ name, value }) => {
    if (!ENVIRONMENT.has(name)) return [];
    if (isMap<Node, Node | null>(value))
      return references
        .fields(value)
        .flatMap((field) =>
          isScalar(field.value) ? [{ name: field.name, text: String(field.value.value), offset: field.at, field: null }] : [],
        );
    if (!isSeq<Node | null>(value)) return [];
    return value.items.flatMap((one) => listed(references.target(one), references));
  });
}

function listed(item: Node | null, references: References): Setting[] {
  const offset = item?.range?.[0] ?? 0;
  if (isScalar(item)) {
    const match = /^([A-Za-z_]\w{0,200})=([\s\S]{0,2000})$/.exec(String(item.value));
    if (match === null) return [];
    const [, name = '', text = ''] = match;
    // Only its text and place are looked at.
    const node = Object.assign(new Scalar(text), { range: [offset, offset, offset] as const });
    return [{ name, text, offset, field: { name, value: node as Scalar & Node, at: offset, merged: false } }];
  }
  if (!isMap(item)) return [];
  const fields = references.fields(item);
  const name = textAt(fields, 'name');
  const value = fields.findLast((field) => field.name === 'value');
  if (name === null || value === undefined || !isScalar(value.value) || typeof value.value.value !== 'string') return [];
  return [{ name, text: value.value.value, offset, field: { ...value, name } }];
}
