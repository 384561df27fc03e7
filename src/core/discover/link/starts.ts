/** What one file starts (T42): start facts → files of the tree, and whether a start can be followed. */
import type { Fact, ImportFact, StartFact } from '../../model/index.ts';
import { isDockerfile } from '../configs/dockerfile/index.ts';
import { isWhole } from '../lookup/copied.ts';
import type { Lookup, LookupOf, SharedLists } from '../lookup/question.ts';
import type { Starts } from '../lookup/rows.ts';
import { ancestors, folderOf } from '../lookup/tree-paths.ts';
import type { Label } from '../scope.ts';
import { INSTALLED } from '../starts/manifests.ts';

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
export function startsOf(path: string, facts: readonly Fact[], lookup: Lookup, label: Label): Starts {
  const starts = facts.filter((fact) => fact.kind === 'start');
  const checks = isCheck(path);
  const found = new Map<StartFact, readonly string[]>();
  let all: SharedLists | null = null;

  function paths(as: LookupOf<'path'>['as'], text: string, folders: readonly string[] = [], from = path): readonly string[] {
    return lookup.ask({ kind: 'path', as, from, text, folders });
  }

  /** The code that one fact means. */
  function meant(fact: StartFact): readonly string[] {
    const before = found.get(fact);
    if (before !== undefined) return before;
    const targets = fact.targets.flatMap((target) => {
      if (fact.what === 'file') return paths('file', target);
      if (fact.what === 'module') return paths('module', target, fact.folders);
      // The code of a command that a package of the tree installs.
      return fact.what === 'unknown' ? lookup.ask({ kind: 'command', name: target }) : [];
    });
    const result = [...new Set(fact.by === 'check' || checks ? targets.filter((target) => label(target) !== 'test') : targets)];
    found.set(fact, result);
    return result;
  }

  function compute(): SharedLists {
    const searched = starts.filter(({ what }) => what === 'search');
    const targets = starts.flatMap((fact) => meant(fact));
    if (searched.length > 0) targets.push(...searchedImports(searched));
    return [[...new Set(targets)], ...[...Map.groupBy(starts, ({ unit }) => unit).values()].flatMap(shipped)];
  }

  /** `sys.path.insert(0, "tests")`, then `import m`. */
  function searchedImports(searched: readonly StartFact[]): string[] {
    const folders = searched.flatMap(({ targets }) => targets);
    const imports = facts.filter((fact): fact is ImportFact => fact.kind === 'import' && fact.level === 0);
    const names = new Set(imports.flatMap(({ module, names: inner }) => [module, ...inner.map(({ name }) => `${module}.${name}`)]));
    return [...names]
      .filter((name) => /^[\w.]+$/.test(name))
      .flatMap((name) => paths('module', name, folders).filter((file) => label(file) !== 'product'));
  }

  /** What the images of one unit hold besides what they start. */
  function shipped(group: readonly StartFact[]): SharedLists {
    const processes = group.filter(({ by, what }) => by === 'process' && what !== 'copy');
    // An image that is there to run tests ships nothing.
    if (processes.length > 0 && processes.every(({ what }) => what === 'tests')) return [];
    const isFound = (fact: StartFact): boolean => meant(fact).length > 0;
    const code = processes.filter(({ what }) => what === 'file' || what === 'module');
    const isOpen = processes.some((fact) => fact.what === 'unknown' && !isFound(fact)) || (code.length > 0 && !code.some(isFound));
    const own = copied(group, isOpen);
    if (!isOpen) return own;
    // A service that starts the image in its own way: nobody knows what of it.
    const images = group.flatMap((fact) => (fact.what === 'file' ? meant(fact).filter(isDockerfile) : []));
    return [...own, ...images.flatMap((image) => lookup.ask({ kind: 'image', path: image }))];
  }

  /** Folders of tests and examples that an image gets by name; everything that it gets, when its start cannot be followed. */
  function copied(group: readonly StartFact[], isOpen: boolean): SharedLists {
    const sources = group.flatMap(({ what, targets }) => (what === 'copy' ? targets : []));
    const ask = (from: string, source: string, apart: boolean): readonly string[] =>
      lookup.ask({ kind: 'copied', from, source, apart, checks });
    const named = sources.filter((source) => !isWhole(source)).map((source) => ask(path, source, true));
    if (!isOpen) return named;
    const context = sources.some(isWhole) ? contextOf(sources) : '';
    return [...named, ...sources.map((source) => (isWhole(source) ? ask(inside(context), '.', false) : ask(path, source, false)))];
  }

  /** The folder that the image is built in: the nearest that holds what COPY names, or code. */
  function contextOf(sources: readonly string[]): string {
    const named = sources.filter((source) => !isWhole(source) && !/[*?[]/.test(source)).slice(0, 20);
    const holds = (folder: string): boolean =>
      named.length === 0
        ? paths('code', '', [], inside(folder)).length > 0
        : named.some((name) => paths('here', name, [], inside(folder)).length > 0);
    return ancestors(folderOf(path)).find(holds) ?? '';
  }

  return {
    targets: () => (all ??= starts.length === 0 ? [] : compute()),
    code(unit) {
      const own = starts.filter((fact) => unit === null || fact.unit === null || fact.unit === unit);
      const targets = own.flatMap((fact) => meant(fact));
      const runs = own.filter(({ what }) => what !== 'copy' && what !== 'search');
      const processes = runs.filter(({ by }) => by === 'process');
      const deciding = processes.length > 0 ? processes : runs;
      const isForeign = deciding.length > 0 && deciding.every(({ what }) => what === 'foreign' || what === 'tests');
      const isMissing = (fact: StartFact): boolean => meant(fact).length === 0;
      const isFound = !deciding.every(isMissing) && !deciding.some((fact) => fact.what === 'unknown' && isMissing(fact));
      return { files: [...new Set(targets)], followed: isFound ? 'yes' : isForeign ? 'foreign' : 'no' };
    },
    installed: (name) => starts.filter(({ unit }) => unit === `${INSTALLED}${name}`).flatMap((fact) => meant(fact)),
    image: () => copied(starts, true),
  };
}

/** A place in a folder, for questions that are asked from a file. */
function inside(folder: string): string {
  return `${folder}/`;
}
