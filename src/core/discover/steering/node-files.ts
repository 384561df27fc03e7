/** Steering files of Node.js tools: package.json, .yarnrc.yml, pnpm-workspace.yaml, bunfig.toml, and the code that pnpm and Yarn run. */
import { createHash } from 'node:crypto';
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { readJsonDatum } from '../datum/json.ts';
import { readTomlDatum } from '../datum/toml.ts';
import { readYamlDatum } from '../datum/yaml.ts';
import type { Decoded } from '../text-input.ts';
import { settingsBelow, members, registry, steering, type SteeringKind, textsBelow, unknownSettings, unreadYaml } from './kind.ts';
import { HARMLESS, NPM_QUIET } from './npm-quiet.ts';

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
const FIRST = { line: 1, column: 1 };
const MAX_VALUES = 100_000;

/** Each text below a map: "a.b" and what stands there. */
function flat(datum: Datum | undefined, path: string, what: SteeringFact['what']): SteeringFact[] {
  return datum?.kind === 'map' ? textsBelow(datum, path).map(({ key, text, at }) => steering(what, key, text, at)) : [];
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
  const never = inMap(datum, 'neverBuiltDependencies');
  return [
    ...flat(inMap(datum, 'overrides'), at('overrides'), 'override'),
    ...flat(inMap(datum, 'packageExtensions'), at('packageExtensions'), 'override'),
    ...flat(inMap(datum, 'patchedDependencies'), at('patchedDependencies'), 'patch'),
    ...flat(inMap(datum, 'configDependencies'), at('configDependencies'), 'hook'),
    ...listed(inMap(datum, 'onlyBuiltDependencies'), at('onlyBuiltDependencies'), 'hook', RUNS),
    ...textsBelow(inMap(datum, 'allowBuilds'), at('allowBuilds')).flatMap(({ key, text: set, at: place }) =>
      set === 'false' ? [] : [steering('hook', key, RUNS, place)],
    ),
    // Who names nobody lets all others run: without an entry the list forbids nothing.
    ...(never?.kind === 'list' && never.items.length === 0 ? [steering('hook', at('neverBuiltDependencies'), 'nobody', never.at)] : []),
    ...otherPnpmSettings(datum, path),
  ];
}

/** Of pnpm, beside what .npmrc has under other letters: what is read by itself, and what neither runs nor exchanges anything. */
const PNPM_QUIET =
  /^(?:packages|overrides|packageExtensions|patchedDependencies|configDependencies|onlyBuiltDependencies|registr(?:y|ies)|catalogs?|allowBuilds|catalogMode|cleanupUnusedCatalogs|peerDependencyRules|allowedDeprecatedVersions|updateConfig|auditConfig|requiredScripts|neverBuiltDependencies|ignoredBuiltDependencies|ignoredOptionalDependencies|supportedArchitectures|executionEnv\.nodeVersion)(?:\.|$)/;

/** "dangerouslyAllowAllBuilds" → "dangerously-allow-all-builds", as .npmrc has it. */
function kebab(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Each that is not known to be harmless. */
function otherPnpmSettings(datum: Datum | undefined, path: string): SteeringFact[] {
  return settingsBelow(datum).flatMap((entry) => {
    const name = kebab(entry.key);
    const isHarmless = entry.value.kind === 'text' && Object.hasOwn(HARMLESS, name) && HARMLESS[name] === entry.value.text;
    if (NPM_QUIET.test(name) || isHarmless) return [];
    return unknownSettings({ kind: 'map', at: entry.at, entries: [entry] }, path, PNPM_QUIET);
  });
}

function packageJson(text: string): SteeringFact[] {
  const [root] = readJsonDatum(text, MAX_VALUES, true).roots;
  const name = textIn(root, 'name');
  const manager = settingsBelow(root).find(({ key }) => key === 'packageManager');
  const address = manager?.value.kind === 'text' ? /@([a-z]{2,10}:\/\/\S+)$/.exec(manager.value.text)?.[1] : undefined;
  return [
    ...(name === null ? [] : [steering('own-name', 'npm', name, FIRST)]),
    ...members('npm', inMap(root, 'workspaces')),
    ...members('npm', inMap(inMap(root, 'workspaces'), 'packages')),
    ...settingsBelow(inMap(root, 'scripts')).flatMap(({ key, value, at }) =>
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

/** Of Yarn: how it looks, links and asks. What the reader takes by itself stands here too. */
const YARN_QUIET =
  /^(?:npmRegistryServer|yarnPath|plugins|packageExtensions|catalogs?|nodeLinker|compressionLevel|enable(?:Telemetry|GlobalCache|Colors|ProgressBars|Timers|Hyperlinks|MessageNames|InlineBuilds|InlineHunks|TransparentWorkspaces|ConstraintsChecks|OfflineMode|Tips)|telemetry\w{1,40}|logFilters|default(?:SemverRangePrefix|Protocol|LanguageName)|deferredVersionFolder|changeset\w{1,40}|prefer\w{1,40}|progressBarStyle|init(?:Fields|Scope)|nm\w{1,40}|pnp(?:FallbackMode|IgnorePatterns|EnableEsmLoader|EnableInlining|Mode)|supportedArchitectures|http(?:Timeout|Retry)|networkConcurrency|cloneConcurrency|taskPool\w{1,40}|tsEnableAutoTypes|npmPublish\w{1,40}|npmAudit\w{1,40}|winLinkType|(?:.{1,200}\.)?npm(?:AuthToken|AuthIdent|AlwaysAuth|PublishRegistry)|npmScopes\..{1,200}\.npmRegistryServer)$/;
const YARN_HARMLESS: Readonly<Record<string, string>> = {
  enableStrictSsl: 'true',
  enableScripts: 'false',
  enableImmutableInstalls: 'true',
  enableImmutableCache: 'true',
  enableHardenedMode: 'true',
  checksumBehavior: 'throw',
};

/** An entry of a catalog that names no range of the registry's own package. */
function catalogs(root: Datum | undefined): SteeringFact[] {
  return ['catalog', 'catalogs'].flatMap((key) =>
    textsBelow(inMap(root, key), key).flatMap((leaf) =>
      /[:/]/.test(leaf.text) && !/^(?:workspace|catalog):/.test(leaf.text) ? [steering('override', leaf.key, leaf.text, leaf.at)] : [],
    ),
  );
}

function yarnrcYml(text: string): (SteeringFact | ProblemFact)[] | null {
  const read = readYamlDatum(text);
  if (!read.whole) return null;
  const [root] = read.roots;
  const plugins = inMap(root, 'plugins');
  return [
    ...settingsBelow(root).flatMap(({ key, value, at }) => {
      if (value.kind !== 'text') return [];
      if (key === 'npmRegistryServer') return registry(key, value.text, at);
      return key === 'yarnPath' ? [steering('hook', key, value.text, at)] : [];
    }),
    ...settingsBelow(inMap(root, 'npmScopes')).flatMap(({ key, value, at }) =>
      registry(`npmScopes.${key}.npmRegistryServer`, textIn(value, 'npmRegistryServer') ?? '', at),
    ),
    ...(plugins?.kind === 'list' ? plugins.items : []).flatMap((item) => {
      const what = item.kind === 'text' ? item.text : textIn(item, 'spec', 'path');
      const path = item.kind === 'text' ? item.text : (textIn(item, 'path') ?? what ?? '');
      return what === null ? [] : [steering('hook', path === '' ? 'plugins' : `plugins.${path}`, what, item.at)];
    }),
    ...flat(inMap(root, 'packageExtensions'), 'packageExtensions', 'override'),
    ...catalogs(root),
    ...unknownSettings(root, '', YARN_QUIET, YARN_HARMLESS),
    ...unreadYaml(read, /^(?:supportedArchitectures|initFields|logFilters|telemetry\w{1,40})$/),
  ];
}

function pnpmWorkspace(text: string): (SteeringFact | ProblemFact)[] | null {
  const read = readYamlDatum(text);
  if (!read.whole) return null;
  const [root] = read.roots;
  return [
    ...members('npm', inMap(root, 'packages')),
    ...pnpmSettings(root, ''),
    ...catalogs(root),
    ...settingsBelow(root).flatMap(({ key, value, at }) =>
      key === 'registry' && value.kind === 'text' ? registry(key, value.text, at) : [],
    ),
    ...settingsBelow(inMap(root, 'registries')).flatMap(({ key, value, at }) =>
      value.kind === 'text' ? registry(`registries.${key}`, value.text, at) : [],
    ),
    ...unreadYaml(read, /^(?:packages|updateConfig|auditConfig|peerDependencyRules|allowedDeprecatedVersions|supportedArchitectures)$/),
  ];
}

function bunfig(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  if (!whole) return null;
  const install = inMap(roots[0], 'install');
  const own = inMap(install, 'registry');
  const addressOf = (datum: Datum | undefined): string => (datum?.kind === 'text' ? datum.text : (textIn(datum, 'url') ?? ''));
  return [
    ...(own === undefined ? [] : registry('install.registry', addressOf(own), own.at)),
    ...settingsBelow(inMap(install, 'scopes')).flatMap(({ key, value, at }) => registry(`install.scopes.${key}`, addressOf(value), at)),
    ...unknownSettings(roots[0], '', BUN_QUIET, BUN_HARMLESS),
  ];
}

/** Of Bun: how it looks, saves and tests. What the reader takes by itself stands here too. */
const BUN_QUIET =
  /^(?:install\.(?:registry|scopes\.[^.]{1,100}|exact|frozenLockfile|saveTextLockfile|lockfile\.(?:save|print)|production|dev|optional|peer|globalDir|globalBinDir|linker|dryRun|logLevel|concurrentScripts|minimumReleaseAge|cache(?:\.(?:dir|disable|disableManifest))?)|smol|logLevel|telemetry|jsx\w{0,20}|console|test|run\.(?:silent|bun)|serve\.(?:port|static\.env))(?:\.|$)/;
const BUN_HARMLESS: Readonly<Record<string, string>> = { 'install.ignoreScripts': 'true', 'install.auto': 'disable' };

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
    alone: true,
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
    says: 'the registry, the registries of scopes, and each setting that is not known to be harmless',
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
