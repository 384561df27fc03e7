/** What the files of one tree state, as look-ups ask for it: by path, and by what can be found in them. In memory here; a kept index answers the same. */
import type { FileFacts, Stamped } from '../../model/index.ts';
import { INSTALLED } from '../starts/manifests.ts';

/**
 * By what a file can be found: `import`: the last part of a module, or a name, that it imports; `write`: the last part of a name that it may
 * replace; `command`: one that it installs; `telling`: it tells processes something; `attributes`: it holds git's attributes;
 * `load`: it loads something; `opens`: it starts something that is not known; `problem`: something of it was not read.
 */
export type Mark = 'import' | 'write' | 'command' | 'telling' | 'attributes' | 'load' | 'opens' | 'problem';

export interface FactIndex {
  /** undefined: nobody reads it. */
  facts(path: string): FileFacts | undefined;
  /** Files of which a fact has this mark, sorted. Marks without a name have "". */
  marked(mark: Mark, name: string): readonly string[];
  /** Everything. Throws `Unbounded` where that is not at hand. */
  files(): ReadonlyMap<string, FileFacts>;
}

export function createFactIndex(files: ReadonlyMap<string, FileFacts>): FactIndex {
  const byMark = new Map<Mark, ReadonlyMap<string, readonly string[]>>();

  function grouped(mark: Mark): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const [path, file] of files)
      for (const name of markedNames(mark, file)) {
        const list = found.get(name);
        if (list === undefined) found.set(name, [path]);
        else list.push(path);
      }
    return new Map([...found].map(([name, paths]) => [name, paths.sort()]));
  }

  return {
    facts: (path) => files.get(path),
    marked(mark, name) {
      const known = byMark.get(mark) ?? grouped(mark);
      byMark.set(mark, known);
      return known.get(name) ?? NONE;
    },
    files: () => files,
  };
}

const NONE: readonly string[] = [];

/** Under which names of the mark a file is found, each once. */
export function markedNames(mark: Mark, { facts }: Pick<FileFacts, 'facts'>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const fact of facts) for (const name of NAMES[mark](fact)) names.add(name);
  return names;
}

const NAMES: Readonly<Record<Mark, (fact: Stamped) => readonly string[]>> = {
  import: (fact) => (fact.kind === 'import' ? [...fact.names.map(({ name }) => name), lastOf(fact.module)] : NONE),
  write: (fact) => (fact.kind === 'write' ? fact.names.map(lastOf) : NONE),
  command: (fact) => (fact.kind === 'start' && fact.unit?.startsWith(INSTALLED) === true ? [fact.unit.slice(INSTALLED.length)] : NONE),
  telling: (fact) => (fact.kind === 'endpoint' ? WITHOUT_NAME : NONE),
  load: (fact) => (fact.kind === 'load' ? WITHOUT_NAME : NONE),
  opens: (fact) => (fact.kind === 'start' && fact.what === 'unknown' ? WITHOUT_NAME : NONE),
  problem: (fact) => (fact.kind === 'problem' ? WITHOUT_NAME : NONE),
  // Also where they could not be read.
  attributes: (fact) => (fact.kind === 'attributes' || fact.detector === 'attributes' ? WITHOUT_NAME : NONE),
};

const WITHOUT_NAME: readonly string[] = [''];

export const MARK_KINDS = Object.keys(NAMES) as Mark[];

/** "a.b.NAME" → "NAME", "a/b" → "b". */
export function lastOf(dotted: string): string {
  return dotted.slice(Math.max(dotted.lastIndexOf('.'), dotted.lastIndexOf('/')) + 1);
}
