/** What else of the tables of Python's tools runs code, or exchanges packages, when something is installed or built. */
import type { SteeringFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { settingsBelow, registry, steering, textsBelow, unknownSettings } from './kind.ts';

/** uv, in `[tool.uv]` and uv.toml: what packages, versions and folders it is about, what is stricter, and what the reader takes by itself. */
const UV_QUIET =
  /^(?:pip\.)?(?:index|index-url|extra-index-url|find-links|default-index|index-strategy|override-dependencies|constraint-dependencies|build-constraint-dependencies|allow-insecure-host|package|managed|workspace|sources|dev-dependencies|default-groups|dependency-groups|conflicts|environments|required-environments|required-version|python-preference|python-downloads|resolution|prerelease|fork-strategy|exclude-newer(?:-package)?|link-mode|compile-bytecode|preview|preview-features|concurrent-\S{1,20}|cache-keys|cache-dir|native-tls|system-certs|build-backend|offline|upgrade(?:-package)?|reinstall(?:-package)?|refresh|publish-url|check-url|trusted-publishing|torch-backend|add-bounds|no-build|no-build-package|require-hashes|verify-hashes|generate-hashes|python-version|python-platform|output-file|universal|no-strip-\S{1,20}|no-annotate|no-header|no-emit-\S{1,20}|emit-\S{1,30}|annotation-style|custom-compile-command|strict|extra|all-extras|group|no-deps|only-binary|system|http-timeout)(?:\.|$)/;

/** Beyond indexes and overrides. `path`: "tool.uv." or "". */
export function uvMore(datum: Datum | undefined, path: string): SteeringFact[] {
  const hosts = ['', 'pip'].flatMap((table) =>
    textsBelow(inMap(table === '' ? datum : inMap(datum, table), 'allow-insecure-host'), `${path}allow-insecure-host`),
  );
  const constraints = ['constraint-dependencies', 'build-constraint-dependencies'].flatMap((key) =>
    textsBelow(inMap(datum, key), `${path}${key}`).filter(({ text }) => /@|:\/\//.test(text)),
  );
  return [
    ...hosts.flatMap(({ key, text, at }) => registry(key, text.includes('://') ? text : `http://${text}`, at)),
    ...constraints.map(({ key, text, at }) => steering('override', key, text, at)),
    ...unknownSettings(datum, path.replace(/\.$/, ''), UV_QUIET),
  ];
}

/** Builders that everybody has, from the index; of them a version is no matter of this reader. */
const BUILDERS =
  /^(?:setuptools(?:[-_.]scm|[-_.]rust)?|wheel|hatchling|hatch[-_.]vcs|hatch[-_.]fancy[-_.]pypi[-_.]readme|poetry[-_.]core|poetry|poetry[-_.]dynamic[-_.]versioning|flit[-_.]core|flit[-_.]scm|pdm[-_.]backend|pdm[-_.]pep517|uv[-_.]build|maturin|scikit[-_.]build(?:[-_.]core)?|meson[-_.]python|meson|ninja|cmake|cython|numpy|oldest[-_.]supported[-_.]numpy|pybind11|nanobind|cffi|packaging|pip|build|versioningit|versioneer|whey|torch|tomli|toml|sip|pyqt[-_.]builder|jupyter[-_.]packager|hatch[-_.]jupyter[-_.]builder|hatch[-_.]nodejs[-_.]version)$/i;
const BACKENDS =
  /^(?:setuptools\.build_meta(?::__legacy__)?|hatchling\.build|poetry\.core\.masonry\.api|poetry_dynamic_versioning\.backend|poetry\.masonry\.api|flit_core\.buildapi|flit_scm:buildapi|pdm\.backend|pdm\.pep517\.api|uv_build|maturin|scikit_build_core\.build|scikit_build_core\.setuptools\.build_meta|mesonpy|sipbuild\.api|pyqtbuild|jupyter_packaging\.build_api)$/;

/** PEP 517: what is fetched and run to build the tree. */
function buildSystem(root: Datum | undefined): SteeringFact[] {
  const system = inMap(root, 'build-system');
  const backend = inMap(system, 'build-backend');
  return [
    ...textsBelow(inMap(system, 'requires'), 'build-system.requires').flatMap(({ key, text, at }) => {
      const name = /^\s*([\w.-]{1,200})/.exec(text)?.[1] ?? '';
      const isPlace = /@|:\/\//.test(text);
      if (!isPlace && BUILDERS.test(name)) return [];
      // Another version of it is an update, and no other builder.
      return [steering('hook', name === '' ? key : `${key}.${name}`, isPlace || name === '' ? text : 'runs at build', at)];
    }),
    ...textsBelow(inMap(system, 'backend-path'), 'build-system.backend-path').map(({ key, text, at }) => steering('hook', key, text, at)),
    ...(backend?.kind === 'text' && !BACKENDS.test(backend.text)
      ? [steering('hook', 'build-system.build-backend', backend.text, backend.at)]
      : []),
  ];
}

/** Tables whose whole content is run, or fetched to be run. */
const RUN: readonly (readonly string[])[] = [
  ['poetry', 'requires-plugins'],
  ['poetry', 'build'],
  ['pdm', 'plugins'],
  ['pdm', 'build', 'run-setuptools'],
  ['pdm', 'build', 'custom-hook'],
  ['hatch', 'env', 'requires'],
  ['hatch', 'metadata', 'hooks', 'custom'],
  ['hatch', 'build', 'hooks', 'custom'],
];
/** pdm runs scripts of these names by itself. */
const PDM_SCRIPT = /^(?:pre|post)_(?:install|lock|build|init|run|script|publish)$/;

/** Of pixi, at the top of its manifest: channels, indexes, those of single packages, and what runs when an environment is entered. */
export function pixi(datum: Datum | undefined, path: string): SteeringFact[] {
  const below = (at: Datum | undefined, own: string): SteeringFact[] => [
    ...['index-url', 'extra-index-urls', 'find-links'].flatMap((key) =>
      textsBelow(inMap(inMap(at, 'pypi-options'), key), `${own}pypi-options.${key}`).flatMap((leaf) =>
        registry(leaf.key, leaf.text, leaf.at),
      ),
    ),
    ...['dependencies', 'host-dependencies', 'build-dependencies', 'run-dependencies', 'pypi-dependencies'].flatMap((table) =>
      settingsBelow(inMap(at, table)).flatMap(({ key, value, at: place }) =>
        ['channel', 'index'].flatMap((word) => registry(`${own}${table}.${key}`, textIn(value, word) ?? '', place)),
      ),
    ),
    ...textsBelow(inMap(at, 'activation'), `${own}activation`).map(({ key, text, at: place }) => steering('hook', key, text, place)),
  ];
  const parts: readonly (readonly [Datum | undefined, string])[] = [
    [datum, path],
    ...['feature', 'target'].flatMap((table) =>
      settingsBelow(inMap(datum, table)).map(({ key, value }) => [value, `${path}${table}.${key}.`] as const),
    ),
  ];
  return [
    ...parts.flatMap(([at, own]) => below(at, own)),
    ...[inMap(datum, 'workspace'), inMap(datum, 'project'), ...settingsBelow(inMap(datum, 'feature')).map(({ value }) => value)].flatMap(
      (at) =>
        [...channelsIn(inMap(at, 'channels')), ...textsBelow(inMap(at, 'conda-pypi-map'), '')].flatMap(({ text, at: place }) =>
          registry(`${path}channels`, text, place),
        ),
    ),
  ];
}

/** Names and addresses, or tables that hold one and its rank. */
function channelsIn(datum: Datum | undefined): { readonly text: string; readonly at: Datum['at'] }[] {
  if (datum?.kind !== 'list') return [];
  return datum.items.flatMap((item) => {
    const text = item.kind === 'text' ? item.text : textIn(item, 'channel');
    return text === null ? [] : [{ text, at: item.at }];
  });
}

/** Of pyproject.toml. */
export function pythonMore(root: Datum | undefined): SteeringFact[] {
  const tool = inMap(root, 'tool');
  const targets = inMap(inMap(inMap(tool, 'hatch'), 'build'), 'targets');
  return [
    ...buildSystem(root),
    ...RUN.flatMap((way) => {
      const datum = way.reduce<Datum | undefined>((at, key) => inMap(at, key), tool);
      return textsBelow(datum, `tool.${way.join('.')}`).map(({ key, text, at }) => steering('hook', key, text, at));
    }),
    ...settingsBelow(targets).flatMap(({ key: target, value }) =>
      textsBelow(inMap(inMap(value, 'hooks'), 'custom'), `tool.hatch.build.targets.${target}.hooks.custom`).map(({ key, text, at }) =>
        steering('hook', key, text, at),
      ),
    ),
    ...settingsBelow(inMap(inMap(tool, 'pdm'), 'scripts')).flatMap(({ key, value }) =>
      PDM_SCRIPT.test(key)
        ? textsBelow(value, `tool.pdm.scripts.${key}`).map((leaf) => steering('hook', leaf.key, leaf.text, leaf.at))
        : [],
    ),
    ...pixi(inMap(tool, 'pixi'), 'tool.pixi.'),
  ];
}

const POETRY_QUIET =
  /^(?:virtualenvs\.|cache-dir$|data-dir$|repositories\.|http-basic\.|pypi-token\.|installer\.(?:parallel|max-workers|modern-installation|re-resolve|no-binary)$|solver\.|keyring\.enabled$|requests\.max-retries$|warnings\.|experimental\.|python\.)/;

/** poetry.toml: repositories, and settings that are not known to be harmless. */
export function poetrySettings(root: Datum | undefined): SteeringFact[] {
  return [
    ...settingsBelow(inMap(root, 'repositories')).flatMap(({ key, value, at }) =>
      registry(`repositories.${key}`, value.kind === 'text' ? value.text : (textIn(value, 'url') ?? ''), at),
    ),
    ...unknownSettings(root, '', POETRY_QUIET),
  ];
}
