/** Steering files of Python, Conda and Rust. */
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { type Datum, inMap, textIn, textsAt } from '../datum/datum.ts';
import { readTomlDatum } from '../datum/toml.ts';
import { readYamlDatum } from '../datum/yaml.ts';
import { settingsBelow, members, registry, steering, type SteeringKind, textsBelow, unknownSettings, unreadYaml } from './kind.ts';
import { pixi, poetrySettings, pythonMore, uvMore } from './python-tables.ts';

const FIRST = { line: 1, column: 1 };

function itemsOf(datum: Datum | undefined): readonly Datum[] {
  return datum?.kind === 'list' ? datum.items : [];
}

/** `[[tool.poetry.source]]`, `[[source]]`, `[[index]]`: each with an address, and mostly a name. */
function sources(datum: Datum | undefined, key: string): SteeringFact[] {
  return itemsOf(datum).flatMap((one) => {
    const name = textIn(one, 'name') ?? '';
    return registry(name === '' ? key : `${key}.${name}`, textIn(one, 'url') ?? '', one.at);
  });
}

const UV_LISTS = ['index-url', 'extra-index-url', 'find-links', 'default-index'] as const;

/** `[tool.uv]`, or the top of uv.toml. */
function uvSettings(datum: Datum | undefined, path: string): SteeringFact[] {
  const strategy = inMap(datum, 'index-strategy');
  return [
    ...sources(inMap(datum, 'index'), `${path}index`),
    ...[datum, inMap(datum, 'pip')].flatMap((table) =>
      UV_LISTS.flatMap((key) => {
        const at = inMap(table, key)?.at ?? FIRST;
        return textsAt(table, key).flatMap((text) => registry(`${path}${key}`, text, at));
      }),
    ),
    ...(strategy?.kind === 'text' ? [steering('hook', `${path}index-strategy`, strategy.text, strategy.at)] : []),
    ...itemsOf(inMap(datum, 'override-dependencies')).flatMap((item) => {
      const [, name = '', rest = ''] = item.kind === 'text' ? (/^\s{0,20}([\w.-]{1,200})(.{0,1000})$/s.exec(item.text) ?? []) : [];
      return name === '' ? [] : [steering('override', `${path}override-dependencies.${name}`, rest, item.at)];
    }),
    ...uvMore(datum, path),
  ];
}

function pyproject(text: string): SteeringFact[] {
  const [root] = readTomlDatum(text, true).roots;
  const tool = inMap(root, 'tool');
  const names = [textIn(inMap(root, 'project'), 'name'), textIn(inMap(tool, 'poetry'), 'name')];
  return [
    ...names.flatMap((name) => (name === null ? [] : [steering('own-name', 'pypi', name, FIRST)])),
    ...members('pypi', inMap(inMap(inMap(tool, 'uv'), 'workspace'), 'members')),
    ...uvSettings(inMap(tool, 'uv'), 'tool.uv.'),
    ...sources(inMap(inMap(tool, 'poetry'), 'source'), 'tool.poetry.source'),
    ...sources(inMap(inMap(tool, 'pdm'), 'source'), 'tool.pdm.source'),
    ...pythonMore(root),
  ];
}

function uvToml(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  return whole ? uvSettings(roots[0], '') : null;
}

function poetryToml(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  return whole ? poetrySettings(roots[0]) : null;
}

function pipfile(text: string): SteeringFact[] {
  const { roots, whole } = readTomlDatum(text);
  return whole ? sources(inMap(roots[0], 'source'), 'source') : [];
}

/** `[patch.crates-io] a = { git = … }`: in Cargo.toml and in the settings. */
function patches(root: Datum | undefined): SteeringFact[] {
  return settingsBelow(inMap(root, 'patch')).flatMap(({ key: of, value }) =>
    settingsBelow(value).map(({ key, value: to, at }) => {
      const told = ['git', 'rev', 'branch', 'tag', 'path', 'package', 'version'].flatMap((one) => textIn(to, one) ?? []);
      return steering('override', `patch.${of}.${key}`, told.join(' ') || (to.kind === 'text' ? to.text : ''), at);
    }),
  );
}

function cargoToml(text: string): SteeringFact[] {
  const [root] = readTomlDatum(text).roots;
  const name = textIn(inMap(root, 'package'), 'name');
  return [
    ...(name === null ? [] : [steering('own-name', 'cargo', name, FIRST)]),
    ...members('cargo', inMap(inMap(root, 'workspace'), 'members')),
    ...patches(root),
  ];
}

/** Of Cargo: how it looks and asks, and what the reader takes by itself. */
const CARGO_QUIET =
  /^(?:patch|alias|term|profile|cargo-new|future-incompat-report|install|resolver|unstable|cache|net\.(?:retry|git-fetch-with-cli|offline)|http\.(?:timeout|low-speed-limit|multiplexing|user-agent|debug)|build\.(?:jobs|target|target-dir|build-dir|incremental|dep-info-basedir)|registr(?:y|ies\.[^.]{1,100})\.(?:token|index|protocol)|registries\.crates-io\.protocol|source\.[^.]{1,100}\.(?:registry|git|replace-with|directory|local-registry))(?:\.|$)/;
const CARGO_HARMLESS: Readonly<Record<string, string>> = { 'http.check-revoke': 'true', 'net.git-fetch-with-cli': 'false' };

function cargoConfig(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  if (!whole) return null;
  const [root] = roots;
  return [
    ...patches(root),
    ...settingsBelow(inMap(root, 'source')).flatMap(({ key, value, at }) => [
      ...registry(`source.${key}`, textIn(value, 'registry', 'git') ?? '', at),
      ...(textIn(value, 'replace-with') === null
        ? []
        : [steering('override', `source.${key}.replace-with`, textIn(value, 'replace-with') ?? '', at)]),
      ...['directory', 'local-registry'].flatMap((sort) => {
        const path = textIn(value, sort);
        return path === null ? [] : [steering('override', `source.${key}.${sort}`, path, at)];
      }),
    ]),
    ...settingsBelow(inMap(root, 'registries')).flatMap(({ key, value, at }) =>
      registry(`registries.${key}`, textIn(value, 'index') ?? '', at),
    ),
    ...unknownSettings(root, '', CARGO_QUIET, CARGO_HARMLESS),
  ];
}

/** Of conda: how it looks and asks, what is stricter, and what the reader takes by itself. */
const CONDA_QUIET =
  /^(?:channels|default_channels|channel_alias|custom_(?:multi)?channels|(?:allow|deny|white)list_channels|always_(?:yes|copy|softlink)|changeps1|env_prompt|auto_(?:update_conda|activate(?:_base)?|stack)|notify_outdated_conda|show_channel_urls|report_errors|error_upload_url|quiet|json|verbosity|debug|dev|remote_\w{1,40}|local_repodata_ttl|\w{1,20}_threads|solver|update_(?:dependencies|modifier)|deps_modifier|aggressive_update_packages|allow_conda_downgrades|allow_cycles|offline|(?:envs|pkgs)_dirs|croot|bld_path|root_prefix|anaconda_(?:upload|token)|binstar_upload|number_channel_notices|subdirs?|unsatisfiable_hints\w{0,20}|separate_format_cache|use_(?:index_cache|local|only_tar_bz2)|prune_\w{1,20}|rollback_enabled|console|default_python|shortcuts|restore_free_channel|add_anaconda_token|clobber|path_conflict|force\w{0,20}|ignore_pinned)(?:\.|$)/;
const CONDA_HARMLESS: Readonly<Record<string, string>> = {
  ssl_verify: 'true',
  channel_priority: 'strict',
  safety_checks: 'enabled',
  extra_safety_checks: 'true',
  allow_softlinks: 'false',
  pip_interop_enabled: 'false',
};

function condarc(text: string): (SteeringFact | ProblemFact)[] | null {
  const read = readYamlDatum(text);
  if (!read.whole) return null;
  const [root] = read.roots;
  return [
    ...['channels', 'default_channels', 'channel_alias'].flatMap((key) =>
      textsAt(root, key).flatMap((text) => registry(key, text, inMap(root, key)?.at ?? FIRST)),
    ),
    ...['custom_channels', 'custom_multichannels'].flatMap((table) =>
      textsBelow(inMap(root, table), table).flatMap(({ key, text, at }) => registry(key, text, at)),
    ),
    ...unknownSettings(root, '', CONDA_QUIET, CONDA_HARMLESS),
    ...unreadYaml(read, CONDA_QUIET),
  ];
}

/** Of pdm: how it looks and asks, and what the reader takes by itself. */
const PDM_QUIET =
  /^(?:pypi\.(?:url|\w{1,60}\.url|json_api|username|password|\w{1,60}\.(?:username|password|type|name))|repository|build_isolation|cache_dir|check_update|feature|global_project|log_dir|install\.(?:cache(?:_method)?|parallel)|python\.(?:install_root|providers|use_pyenv|use_venv|path)|project_max_depth|request_timeout|scripts\.show_header|strategy|theme|use_uv|venv|publish)(?:\.|$)/;
const PDM_HARMLESS: Readonly<Record<string, string>> = { 'pypi.verify_ssl': 'true', 'pypi.ignore_stored_index': 'false' };

function pdmToml(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  if (!whole) return null;
  const pypi = inMap(roots[0], 'pypi');
  return [
    ...textsBelow(pypi, 'pypi').flatMap(({ key, text, at }) => (key.endsWith('.url') ? registry(key, text, at) : [])),
    ...unknownSettings(roots[0], '', PDM_QUIET, PDM_HARMLESS),
  ];
}

function pixiToml(text: string): SteeringFact[] {
  return pixi(readTomlDatum(text).roots[0], '');
}

/** Of pixi's own settings: how it looks and asks, and what the reader takes by itself. */
const PIXI_QUIET =
  /^(?:default-channels|mirrors|pypi-config\.(?:index-url|extra-index-urls|keyring-provider)|change-ps1|shell|pinning-strategy|detached-environments|concurrency|experimental|cache|tool-platform|repodata-config)(?:\.|$)/;
const PIXI_HARMLESS: Readonly<Record<string, string>> = { 'tls-no-verify': 'false', 'run-post-link-scripts': 'false' };

function pixiConfig(text: string): SteeringFact[] | null {
  const { roots, whole } = readTomlDatum(text, true);
  if (!whole) return null;
  const [root] = roots;
  const pypi = inMap(root, 'pypi-config');
  const servers = [
    ...textsBelow(inMap(root, 'default-channels'), 'default-channels'),
    ...settingsBelow(inMap(root, 'mirrors')).flatMap(({ value }) => textsBelow(value, 'mirrors')),
    ...['index-url', 'extra-index-urls'].flatMap((key) => textsBelow(inMap(pypi, key), `pypi-config.${key}`)),
  ];
  return [...servers.flatMap(({ key, text: one, at }) => registry(key, one, at)), ...unknownSettings(root, '', PIXI_QUIET, PIXI_HARMLESS)];
}

export const otherFiles: readonly SteeringKind[] = [
  {
    id: 'pyproject',
    names: /(?:^|\/)pyproject\.toml$/,
    title: 'Indexes in pyproject.toml',
    says: 'the settings of uv, the sources of poetry and pdm, what builds the tree, and what plugins and hooks run',
    read: pyproject,
  },
  {
    id: 'uv-toml',
    alone: true,
    names: /(?:^|\/)uv\.toml$/,
    title: 'Settings of uv',
    says: 'indexes, their strategy, overrides, and each setting that is not known to be harmless',
    read: uvToml,
  },
  {
    id: 'poetry-toml',
    alone: true,
    names: /(?:^|\/)poetry\.toml$/,
    title: 'Settings of poetry',
    says: 'repositories, and each setting that is not known to be harmless',
    read: poetryToml,
  },
  { id: 'pipfile', names: /(?:^|\/)Pipfile$/, title: 'Sources of a Pipfile', says: 'each [[source]]', read: pipfile },
  { id: 'cargo-toml', names: /(?:^|\/)Cargo\.toml$/, title: 'Patches of Cargo', says: 'each [patch]', read: cargoToml },
  {
    id: 'cargo-config',
    alone: true,
    names: /(?:^|\/)\.cargo\/config(?:\.toml)?$/,
    title: 'Settings of Cargo',
    says: 'sources, what replaces them, registries, patches, and each setting that is not known to be harmless',
    read: cargoConfig,
  },
  {
    id: 'condarc',
    alone: true,
    names: /(?:^|\/)\.?(?:conda|mamba)rc$/,
    title: 'Settings of Conda',
    says: 'channels and what stands for them, and each setting that is not known to be harmless',
    read: condarc,
  },
  { id: 'pixi-toml', names: /(?:^|\/)pixi\.toml$/, title: 'Channels of pixi', says: 'channels, indexes, and activation', read: pixiToml },
  {
    id: 'pixi-config',
    alone: true,
    names: /(?:^|\/)\.pixi\/config\.toml$/,
    title: 'Settings of pixi',
    says: 'channels, mirrors, indexes, and each setting that is not known to be harmless',
    read: pixiConfig,
  },
  {
    id: 'pdm-toml',
    alone: true,
    names: /(?:^|\/)\.?pdm\.toml$/,
    title: 'Settings of pdm',
    says: 'the index, further ones, and each setting that is not known to be harmless',
    read: pdmToml,
  },
];
