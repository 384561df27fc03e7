/** Steering files of Node.js tools: package.json, .yarnrc.yml, pnpm-workspace.yaml, bunfig.toml, and the code that pnpm and Yarn run. */
import { createHash } from 'node:crypto';
import type { SteeringFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { readJsonDatum } from '../datum/json.ts';
import { readTomlDatum } from '../datum/toml.ts';
import { readYamlDatum } from '../datum/yaml.ts';
import type { Decoded } from '../text-input.ts';
import { members, registry, steering, type SteeringKind } from './kind.ts';

/** Run when dependencies are installed, in this tree itself. */
const SCRIPTS: ReadonlySet<string> = new Set([
  'preinstall',
  'install',
  'postinstall',
  'preprepare',
  'prepare',
  'postprepare',
  'prepublish',
  'dependencies',
  'pnpm:devPreinstall',
]);
const MAX_DEPTH = 6;
const FIRST = { line: 1, column: 1 };

function entriesOf(datum: Datum | undefined): readonly { key: string; value: Datum; at: Datum['at'] }[] {
  return datum?.kind === 'map' ? datum.entries : [];
}

/** Each text below a map: "a.b" and what stands there. */
function flat(datum: Datum | undefined, path: string, what: SteeringFact['what'], depth = 0): SteeringFact[] {
  if (depth > MAX_DEPTH) return [];
  return entriesOf(datum).flatMap(({ key, value, at }) => {
    const own = key === '.' ? path : `${path}.${key}`;
    return value.kind === 'text' ? [steering(what, own, value.text, at)] : flat(value, own, what, depth + 1);
  });
}

/** Each element of a list as a key of its own: another one is then the only change. */
function listed(datum: Datum | undefined, path: string, what: SteeringFact['what'], value: string): SteeringFact[] {
  if (datum?.kind !== 'list') return [];
  return datum.items.flatMap((item) => (item.kind === 'text' ? [steering(what, `${path}.${item.text}`, value, item.at)] : []));
}

const RUNS = 'may run its scripts at install';

/** In package.json below "pnpm", in pnpm-workspace.yaml at the top. */
function pnpmSettings(datum: Datum | undefined, path: string): SteeringFact[] {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return [
    ...flat(inMap(datum, 'overrides'), at('overrides'), 'override'),
    ...flat(inMap(datum, 'packageExtensions'), at('packageExtensions'), 'override'),
    ...flat(inMap(datum, 'patchedDependencies'), at('patchedDependencies'), 'patch'),
    ...flat(inMap(datum, 'configDependencies'), at('configDependencies'), 'hook'),
    ...listed(inMap(datum, 'onlyBuiltDependencies'), at('onlyBuiltDependencies'), 'hook', RUNS),
  ];
}

function packageJson(text: string): SteeringFact[] {
  const [root] = readJsonDatum(text).roots;
  const name = textIn(root, 'name');
  const manager = entriesOf(root).find(({ key }) => key === 'packageManager');
  const address = manager?.value.kind === 'text' ? /@([a-z]{2,10}:\/\/\S+)$/.exec(manager.value.text)?.[1] : undefined;
  return [
    ...(name === null ? [] : [steering('own-name', 'npm', name, FIRST)]),
    ...members('npm', inMap(root, 'workspaces')),
    ...members('npm', inMap(inMap(root, 'workspaces'), 'packages')),
    ...entriesOf(inMap(root, 'scripts')).flatMap(({ key, value, at }) =>
      SCRIPTS.has(key) && value.kind === 'text' ? [steering('hook', `scripts.${key}`, value.text, at)] : [],
    ),
    ...flat(inMap(root, 'overrides'), 'overrides', 'override'),
    ...flat(inMap(root, 'resolutions'), 'resolutions', 'override'),
    ...listed(inMap(root, 'trustedDependencies'), 'trustedDependencies', 'hook', RUNS),
    ...pnpmSettings(inMap(root, 'pnpm'), 'pnpm'),
    // Of a manager that comes from its registry the version alone is said.
    ...(manager === undefined || address === undefined ? [] : registry('packageManager', address, manager.at)),
  ];
}

function yarnrcYml(text: string): SteeringFact[] | null {
  const { roots, whole } = readYamlDatum(text);
  if (!whole) return null;
  const [root] = roots;
  const plugins = inMap(root, 'plugins');
  return [
    ...entriesOf(root).flatMap(({ key, value, at }) => {
      if (value.kind !== 'text') return [];
      if (key === 'npmRegistryServer') return registry(key, value.text, at);
      return key === 'yarnPath' ? [steering('hook', key, value.text, at)] : [];
    }),
    ...entriesOf(inMap(root, 'npmScopes')).flatMap(({ key, value, at }) =>
      registry(`npmScopes.${key}.npmRegistryServer`, textIn(value, 'npmRegistryServer') ?? '', at),
    ),
    ...(plugins?.kind === 'list' ? plugins.items : []).flatMap((item) => {
      const what = item.kind === 'text' ? item.text : textIn(item, 'spec', 'path');
      const path = item.kind === 'text' ? item.text : (textIn(item, 'path') ?? what);
      return what === null ? [] : [steering('hook', `plugins.${path ?? ''}`, what, item.at)];
    }),
    ...flat(inMap(root, 'packageExtensions'), 'packageExtensions', 'override'),
  ];
}

function pnpmWorkspace(text: string): SteeringFact[] {
  const [root] = readYamlDatum(text).roots;
  return [
    ...members('npm', inMap(root, 'packages')),
    ...pnpmSettings(root, ''),
    ...entriesOf(root).flatMap(({ key, value, at }) =>
      value.kind === 'text' && /^(?:pnpmfile|scriptShell)$/.test(key) ? [steering('hook', key, value.text, at)] : [],
    ),
    ...entriesOf(inMap(root, 'registries')).flatMap(({ key, value, at }) =>
      value.kind === 'text' ? registry(`registries.${key}`, value.text, at) : [],
    ),
  ];
}

function bunfig(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text);
  if (!whole) return null;
  const install = inMap(roots[0], 'install');
  const own = inMap(install, 'registry');
  const addressOf = (datum: Datum | undefined): string => (datum?.kind === 'text' ? datum.text : (textIn(datum, 'url') ?? ''));
  return [
    ...(own === undefined ? [] : registry('install.registry', addressOf(own), own.at)),
    ...entriesOf(inMap(install, 'scopes')).flatMap(({ key, value, at }) => registry(`install.scopes.${key}`, addressOf(value), at)),
  ];
}

/** Code, or a patch, by its bytes: whoever runs it gets what stands there. */
function content(what: 'hook' | 'patch', key: string): SteeringKind['read'] {
  return (text) => [steering(what, key, `content ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, FIRST)];
}

/** One character a byte: only equal bytes are equal texts. */
function asBytes(bytes: Uint8Array): Decoded {
  return { ok: true, text: Buffer.from(bytes).toString('latin1') };
}

export const nodeFiles: readonly SteeringKind[] = [
  {
    id: 'package-json',
    names: /^(?!(?:.*\/)?node_modules\/)(?:.*\/)?package\.json$/,
    title: 'What package.json lets an installer do',
    says: 'overrides, resolutions, settings of pnpm, scripts that run at install, and a package manager that is taken from an address',
    read: packageJson,
  },
  {
    id: 'yarnrc-yml',
    alone: true,
    names: /(?:^|\/)\.yarnrc\.ya?ml$/,
    title: 'Settings of Yarn',
    says: 'yarnPath, plugins, npmRegistryServer, the registries of scopes and packageExtensions',
    read: yarnrcYml,
  },
  {
    id: 'pnpm-workspace',
    names: /(?:^|\/)pnpm-workspace\.ya?ml$/,
    title: 'Settings of a workspace of pnpm',
    says: 'overrides, packageExtensions, patchedDependencies, configDependencies, onlyBuiltDependencies, registries and pnpmfile',
    read: pnpmWorkspace,
  },
  {
    id: 'bunfig',
    alone: true,
    names: /(?:^|\/)\.?bunfig\.toml$/,
    title: 'Settings of Bun',
    says: 'the registry and the registries of scopes',
    read: bunfig,
  },
  {
    id: 'content-pnpmfile',
    decode: asBytes,
    names: /(?:^|\/)\.pnpmfile\.[cm]?js$/,
    title: 'Code that pnpm runs',
    says: 'that .pnpmfile.cjs is another one',
    read: content('hook', 'pnpmfile'),
  },
  {
    id: 'content-yarn',
    decode: asBytes,
    names: /(?:^|\/)\.yarn\/(?:releases|plugins)\/(?:[^/]+\/)*[^/]+\.[cm]?js$/,
    title: 'Code that Yarn runs',
    says: 'that a release or plugin of Yarn in the tree is another one',
    read: content('hook', 'release or plugin'),
  },
  {
    id: 'content-patch',
    decode: asBytes,
    names: /(?:^|\/)\.yarn\/patches\/[^/]+\.patch$|(?:^|\/)patches\/[^/]*[^/+@][+@]\d[^/]*\.patch$/,
    title: 'Patches of packages',
    says: 'that a patch, which an installer puts over a package, is another one',
    read: content('patch', 'patch'),
  },
];
