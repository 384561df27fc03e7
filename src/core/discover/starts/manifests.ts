/** package.json and pyproject.toml: scripts and entry points, and the servers that they name (T37, T42). */
import type { Fact, StartFact } from '../../model/index.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { atPlace } from '../languages/shell/mapped.ts';
import { NO_VARIABLES } from '../languages/shell/values.ts';
import type { Detector, FileInput, Grammars } from '../detector.ts';
import { endpointVariable } from '../endpoint-variables.ts';
import { readJsonFile } from '../json-file.ts';
import { packageJsonDetector } from '../packages/package-json.ts';
import { pyprojectDetector } from '../packages/pyproject/index.ts';
import { pathKey, tomlPositions } from '../packages/toml/positions.ts';
import { readToml } from '../packages/toml/read-toml.ts';
import { asTable, asText, entries, field, type Table } from '../packages/toml/table.ts';
import { type RunContext, scriptStarts } from './command.ts';
import { createCommandLoads, embedsPython } from './command-loads.ts';
import { fileStart, isCheckName, startFacts, type StartsFact } from './facts.ts';
import { isModuleName } from './paths.ts';
import { endpointFact, scriptSettings, settingOf } from './settings.ts';

/** Marks the units of commands that a package installs. */
export const INSTALLED = 'command ';

type Place = { readonly line: number; readonly column: number };
const about = {
  motivation: 'What a package installs as a command ships, whatever the folder of its code is called.',
  remedy: 'Keep the code of commands out of folders of tests and examples.\n[project.scripts]\nacme = "acme.cli:main"',
  serves: 'CRA Annex I Part II (1): identify and document components',
};
const CONTEXT: RunContext = { variables: NO_VARIABLES, folder: '', mode: 'script' };

export const packageScriptsDetector: Detector = {
  id: 'starts-package-json',
  version: 6,
  about: {
    ...about,
    title: 'What package.json starts',
    decides:
      'The commands of scripts and the files of bin: the code that they start is product, but for scripts that are called test, lint and the like. HF_ENDPOINT and its like in a command count for the code that it starts, or else for the package. What a command itself downloads is a load.',
  },
  reads: 'text',
  limit: packageJsonDetector.limit,
  wants: (path, size) => packageJsonDetector.wants(path, size),
  grammar: embedsPython,
  facts: readPackageScripts,
};

/** What is no JSON, the reader of its dependencies says. */
function readPackageScripts(input: FileInput, grammars: Grammars): readonly Fact[] {
  const loadsOf = createCommandLoads(grammars.python);
  const file = readJsonFile(input.bytes, 2);
  if (!file.ok) return [];
  const at = (...path: string[]): Place => file.places.at(path) ?? { line: 1, column: 1 };
  const bin = field(file.data, 'bin');
  const bins = [asText(bin), ...entries(bin).map(([, path]) => asText(path))].flatMap((path) => path ?? []);
  return limitedFacts([
    ...bins.map((path) => fileStart([path], null, at('bin'))),
    ...entries(field(file.data, 'scripts')).flatMap(([name, command]) => ofCommand(name, asText(command), at('scripts', name), loadsOf)),
  ]);
}

/** What a command starts and loads, each command a unit of its own. */
function ofCommand(name: string, command: string | null, at: Place, loadsOf: ReturnType<typeof createCommandLoads>): Fact[] {
  if (command === null || command.length > 10_000) return [];
  const script = atPlace(command, 0);
  const by = isCheckName(name) ? 'check' : 'script';
  const starts = startFacts(scriptStarts(script, CONTEXT), name, { at: () => at }).map((fact): StartFact => ({ ...fact, by }));
  // What is set for tests alone moves no load of the product.
  const settings = by === 'check' ? [] : scriptSettings(script, NO_VARIABLES);
  return [...starts, ...settings.map(({ variable, value }) => endpointFact(variable, value, at, name)), ...loadsOf(script, at)];
}

export const pyprojectStartsDetector: Detector = {
  id: 'starts-pyproject',
  version: 5,
  about: {
    ...about,
    title: 'What pyproject.toml starts',
    decides:
      'project.scripts, gui-scripts and entry-points, the scripts of poetry, and the commands of pdm, rye, hatch, poe and taskipy: their modules are product, whatever their folders are called, but for commands that are called test, lint and the like. HF_ENDPOINT and its like in tables of tools other than pytest and tox count for the package.',
  },
  reads: 'text',
  limit: pyprojectDetector.limit,
  wants: (path, size) => pyprojectDetector.wants(path, size),
  grammar: embedsPython,
  facts: readPyprojectStarts,
};

/** Tables of entry points, name = "module:object". */
const POINTS = [
  ['project', 'scripts'],
  ['project', 'gui-scripts'],
  ['tool', 'poetry', 'scripts'],
  ['tool', 'flit', 'scripts'],
] as const;
/** Tables of commands. */
const COMMANDS = [
  ['tool', 'pdm', 'scripts'],
  ['tool', 'rye', 'scripts'],
  ['tool', 'hatch', 'scripts'],
  ['tool', 'taskipy', 'tasks'],
  ['tool', 'poe', 'tasks'],
  ['tool', 'pixi', 'tasks'],
] as const;

function readPyprojectStarts(input: FileInput, grammars: Grammars): readonly Fact[] {
  const loadsOf = createCommandLoads(grammars.python);
  const file = readToml(input.bytes);
  if (!file.ok) return [];
  const { data } = file;
  const positions = tomlPositions(file.text, 8);
  const at = (path: readonly string[]): Place =>
    positions.get(pathKey(path)) ?? positions.get(pathKey(path.slice(0, -1))) ?? { line: 1, column: 1 };
  const groups = entries(field(data, 'project', 'entry-points')).map(([name]) => ['project', 'entry-points', name]);
  const plugins = entries(field(data, 'tool', 'poetry', 'plugins')).map(([name]) => ['tool', 'poetry', 'plugins', name]);
  const points = [...POINTS, ...groups, ...plugins].flatMap((path) =>
    entries(field(data, ...path)).flatMap(([name, value]) =>
      pointFact(name, asText(value) ?? asText(field(asTable(value), 'reference')), at([...path, name])),
    ),
  );
  const environments = entries(field(data, 'tool', 'hatch', 'envs')).map(([name]) => ['tool', 'hatch', 'envs', name, 'scripts']);
  const commands = [...COMMANDS, ...environments].flatMap((path) =>
    entries(field(data, ...path)).flatMap(([name, value]) =>
      textsOf(value).flatMap((text) => ofCommand(name, text, at([...path, name]), loadsOf)),
    ),
  );
  return limitedFacts([...points, ...commands, ...settingsOf(field(data, 'tool'), ['tool'], at)]);
}

/** `acme.spec.load:main [extra]`. Installed, it is a command of this name. */
export function pointFact(name: string, text: string | null, at: Place): StartFact[] {
  const module = (text ?? '').replace(/[:[\s].*$/s, '');
  if (!isModuleName(module)) return [];
  return [
    { kind: 'start', what: 'module', targets: [module], folders: [], unit: `${INSTALLED}${name.slice(0, 100)}`, by: 'script', ...at },
  ];
}

/** A command as text, as a list of texts, or in a table that says of which kind it is. */
function textsOf(value: unknown): string[] {
  const table = asTable(value);
  const inner =
    table === null
      ? value
      : ['cmd', 'shell', 'script', 'chain', 'sequence'].map((key) => field(table, key)).find((one) => one !== undefined);
  if (Array.isArray(inner)) {
    const texts = inner.flatMap((one: unknown) => asText(one) ?? []);
    return table !== null && field(table, 'cmd') !== undefined ? [texts.join(' ')] : texts;
  }
  const text = asText(inner);
  const isPoint = table !== null && field(table, 'script') !== undefined && text !== null;
  return text === null ? [] : [isPoint ? `python -m ${text.replace(/:.*$/s, '')}` : text];
}

/** Variables under any table of a tool, as `env` and `env-vars` have them. Tests set nothing. */
function settingsOf(value: unknown, path: readonly string[], at: (path: readonly string[]) => Place): StartsFact[] {
  if (path.some((part) => /^(?:pytest|tox|nox|coverage)/i.test(part)) || path.length > 12) return [];
  return entries(value).flatMap(([name, inner]): StartsFact[] => {
    const text = asText(inner) ?? asText(field(asTable(inner) as Table | null, 'value'));
    if (endpointVariable(name) !== null) return text === null ? [] : [endpointFact(name, settingOf(text), at([...path, name]), null)];
    if (path.at(-2) === 'envs' && isCheckName(path.at(-1) ?? '')) return [];
    return asTable(inner) === null ? [] : settingsOf(inner, [...path, name], at);
  });
}
