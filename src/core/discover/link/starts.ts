/** What files start (T42): start facts → files of the tree, and whether a start can be followed. */
import type { FileFacts, ImportFact, StartFact } from '../../model/index.ts';
import { isDockerfile } from '../configs/dockerfile/index.ts';
import { type Label, scopeOf } from '../scope.ts';
import { INSTALLED } from '../starts/manifests.ts';
import { ancestors, folderOf, type TreePaths } from './tree-paths.ts';

export interface Starts {
  /** Files that `path` starts, copies into an image, or runs; each once. */
  targets(path: string): readonly string[];
  /** Those that it starts as code, in one unit (null: in any), and whether every start there was found. */
  code(path: string, unit: string | null): { readonly files: readonly string[]; readonly followed: 'yes' | 'no' | 'foreign' };
}

/** Packages of one tree that install a command of the same name. */
const MAX_SAME_COMMAND = 20;

/** Commands there check the code more often than they ship it: tests that they run stay tests. */
export function isCheck(path: string): boolean {
  if (
    /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.azure|\.azure-pipelines|\.buildkite|\.woodpecker|\.drone|\.travis|\.semaphore)\//i.test(path)
  )
    return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^(?:\.gitlab-ci|\.travis|\.drone|\.cirrus|\.woodpecker|appveyor|azure-pipelines|bitbucket-pipelines|buildkite|codefresh|jenkins|tox|noxfile)[\w.-]{0,40}$/i.test(
      name,
    ) || /(?:^|[._-])(?:tests?|testing|ci|e2e|lint)(?:[._-]|$)/i.test(name)
  );
}

/** `label`: what a path is for, as long as nobody uses it. */
export function createStarts(files: ReadonlyMap<string, FileFacts>, tree: TreePaths, label: Label = scopeOf): Starts {
  const known = new Map<string, readonly string[]>();
  /** By path: two files of the same content share their facts. */
  const found = new Map<string, Map<StartFact, readonly string[]>>();
  const copiedBefore = new Set<string>();
  const held = new Map<string, boolean>();
  let commands: ReadonlyMap<string, readonly Command[]> | null = null;

  function startsOf(path: string): StartFact[] {
    return (files.get(path)?.facts ?? []).filter((fact) => fact.kind === 'start');
  }

  /** The code that one fact means. */
  function meant(path: string, fact: StartFact): readonly string[] {
    const own = found.get(path) ?? new Map<StartFact, readonly string[]>();
    found.set(path, own);
    const before = own.get(fact);
    if (before !== undefined) return before;
    const all = fact.targets.flatMap((target) => {
      if (fact.what === 'file') return tree.files(path, target);
      if (fact.what === 'module') return tree.modules(path, target, fact.folders);
      return fact.what === 'unknown' ? installed(target) : [];
    });
    const checks = fact.by === 'check' || isCheck(path);
    const result = [...new Set(checks ? all.filter((target) => label(target) !== 'test') : all)];
    own.set(fact, result);
    return result;
  }

  /** The code of a command that a package of the tree installs. */
  function installed(name: string): readonly string[] {
    commands ??= commandsOf(files);
    return (commands.get(name) ?? []).slice(0, MAX_SAME_COMMAND).flatMap(({ path, fact }) => meant(path, fact));
  }

  function compute(path: string): readonly string[] {
    const facts = startsOf(path);
    const searched = facts.filter(({ what }) => what === 'search');
    const targets = facts.flatMap((fact) => meant(path, fact));
    if (searched.length > 0) targets.push(...searchedImports(path, searched));
    for (const group of Map.groupBy(facts, ({ unit }) => unit).values()) targets.push(...shipped(path, group));
    return [...new Set(targets)];
  }

  /** `sys.path.insert(0, "tests")`, then `import m`. */
  function searchedImports(path: string, searched: readonly StartFact[]): string[] {
    const folders = searched.flatMap(({ targets }) => targets);
    const imports = (files.get(path)?.facts ?? []).filter((fact): fact is ImportFact => fact.kind === 'import' && fact.level === 0);
    const names = new Set(imports.flatMap(({ module, names: inner }) => [module, ...inner.map(({ name }) => `${module}.${name}`)]));
    return [...names]
      .filter((name) => /^[\w.]+$/.test(name))
      .flatMap((name) => tree.modules(path, name, folders).filter((file) => label(file) !== 'product'));
  }

  /** What the images of one unit hold besides what they start. */
  function shipped(path: string, group: readonly StartFact[]): string[] {
    const processes = group.filter(({ by, what }) => by === 'process' && what !== 'copy');
    // An image that is there to run tests ships nothing.
    if (processes.length > 0 && processes.every(({ what }) => what === 'tests')) return [];
    const isFound = (fact: StartFact): boolean => meant(path, fact).length > 0;
    const code = processes.filter(({ what }) => what === 'file' || what === 'module');
    const isOpen = processes.some((fact) => fact.what === 'unknown' && !isFound(fact)) || (code.length > 0 && !code.some(isFound));
    const own = copied(path, group, isOpen);
    if (!isOpen) return own;
    // A service that starts the image in its own way: nobody knows what of it.
    const images = group.flatMap((fact) => (fact.what === 'file' ? meant(path, fact).filter(isDockerfile) : []));
    return [...own, ...images.flatMap((image) => copied(image, startsOf(image), true))];
  }

  /** Folders of tests and examples that an image gets by name; everything that it gets, when its start cannot be followed. */
  function copied(path: string, group: readonly StartFact[], isOpen: boolean): string[] {
    const sources = group.flatMap(({ what, targets }) => (what === 'copy' ? targets : []));
    const checks = isCheck(path);
    const named = sources.flatMap((source) =>
      isWhole(source) ? [] : once(`named ${checks}`, path, source, () => namedApart(path, source)),
    );
    const whole = isOpen ? sources.flatMap((source) => once(`whole ${checks}`, path, source, () => wholeOf(path, source, sources))) : [];
    return [...named, ...whole.filter((file) => label(file) !== 'product')].filter((file) => !(checks && label(file) === 'test'));
  }

  /** A thousand images of one folder copy the same: what was started once, is. */
  function once(kind: string, path: string, source: string, work: () => string[]): string[] {
    const key = `${kind}\n${folderOf(path)}\n${source}`;
    if (copiedBefore.has(key)) return [];
    copiedBefore.add(key);
    return work();
  }

  function namedApart(path: string, source: string): string[] {
    return tree.below(path, source).filter((file) => isNamedApart(file, source, label));
  }

  function wholeOf(path: string, source: string, sources: readonly string[]): string[] {
    return isWhole(source) ? tree.inside(contextOf(path, sources)) : tree.below(path, source);
  }

  /** The folder that the image is built in: the nearest that holds what COPY names, or code. */
  function contextOf(path: string, sources: readonly string[]): string {
    const named = sources.filter((source) => !isWhole(source) && !/[*?[]/.test(source)).slice(0, 20);
    const names = named.length > 0 ? named : ['*.py'];
    return ancestors(folderOf(path)).find((folder) => names.some((name) => holds(folder, name))) ?? '';
  }

  function holds(folder: string, name: string): boolean {
    const key = `${folder}\n${name}`;
    const before = held.get(key);
    if (before !== undefined) return before;
    const place = folder === '' ? name : `${folder}/${name}`;
    const result =
      name === '*.py' ? tree.inside(folder).some((file) => file.endsWith('.py')) : tree.has(place) || tree.inside(place).length > 0;
    held.set(key, result);
    return result;
  }

  return {
    targets(path) {
      const before = known.get(path);
      if (before !== undefined) return before;
      const result = compute(path);
      known.set(path, result);
      return result;
    },
    code(path, unit) {
      const facts = startsOf(path).filter((fact) => unit === null || fact.unit === null || fact.unit === unit);
      const targets = facts.flatMap((fact) => meant(path, fact));
      const runs = facts.filter(({ what }) => what !== 'copy' && what !== 'search');
      const processes = runs.filter(({ by }) => by === 'process');
      const deciding = processes.length > 0 ? processes : runs;
      const isForeign = deciding.length > 0 && deciding.every(({ what }) => what === 'foreign' || what === 'tests');
      const isMissing = (fact: StartFact): boolean => meant(path, fact).length === 0;
      const isFound = !deciding.every(isMissing) && !deciding.some((fact) => fact.what === 'unknown' && isMissing(fact));
      return { files: [...new Set(targets)], followed: isFound ? 'yes' : isForeign ? 'foreign' : 'no' };
    },
  };
}

interface Command {
  readonly path: string;
  readonly fact: StartFact;
}

function commandsOf(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, readonly Command[]> {
  const all = [...files].flatMap(([path, { facts }]) =>
    facts.flatMap((fact) => (fact.kind === 'start' && fact.unit?.startsWith(INSTALLED) === true ? [{ path, fact }] : [])),
  );
  return Map.groupBy(all, ({ fact }) => (fact.unit ?? '').slice(INSTALLED.length));
}

function isWhole(source: string): boolean {
  return /^[./]*$/.test(source);
}

/** The part that COPY names is itself a folder of tests or examples, or such a file. */
function isNamedApart(file: string, source: string, label: Label): boolean {
  const start = source.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (/[*?[]/.test(start)) return label(file) !== 'product';
  return label(file) !== 'product' ? label(`${start}/x`) !== 'product' || isSame(file, start) : isSame(file, start);
}

function isSame(file: string, written: string): boolean {
  return file === written || file.endsWith(`/${written}`);
}
