/** The answers that one tree gives: over its listing, the facts of its files, and what linking made of each. Whole-tree indexes stay in here. */
import type { FileFacts, Scope, Stamped } from '../../model/index.ts';
import { attributesIn, gitAttributes, type Attributes } from '../attributes/rules.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import { isFollowed } from '../languages/known.ts';
import type { Label } from '../scope.ts';
import { createBackwardReach, type UsersOf } from './backward.ts';
import { createCopies } from './copied.ts';
import { installedCommand } from './commands.ts';
import { boundIn, NOTHING_BOUND } from './definitions.ts';
import { createImporters } from './importers.ts';
import type { LookupAnswers, Definitions, Lookup, LookupQuestion, LookupKind, LookupOf, FileUse } from './question.ts';
import { followedGraph, type Graph, wholeGraph } from './graph.ts';
import type { Listing } from './listing.ts';
import { createProcesses } from './processes.ts';
import type { Rows } from './rows.ts';
import type { FactIndex } from './fact-index.ts';
import { createTold } from './told.ts';
import { createTogether, type Together } from './together.ts';
import { createTreePaths, type TreePaths } from './tree-paths.ts';
import { effectiveScope, type Reach, reachOfProduct } from './use.ts';
import { createWrites, type TreeWrites } from './writes.ts';

export interface LookupInput {
  readonly stated: FactIndex;
  readonly listing: Listing;
  /** Of a path that is used through a link, where its content lies: git's attributes are those of that path. */
  readonly targets: ReadonlyMap<string, string>;
  /** What a path is for, as long as nobody uses it. */
  readonly label: Label;
  readonly languages: Languages;
  readonly rows: Rows;
  /** Over the listing. */
  readonly modules: Modules;
  /** By whom a file is loaded or started; null: told by going over all of them. */
  readonly users: UsersOf | null;
  /** Files that were read whole for what they may call. */
  readonly readForCalls: Set<string>;
}

export interface TreeLookup extends Lookup {
  /** Files whose definitions were asked for, and that were read on the surface only. */
  readonly wants: ReadonlySet<string>;
  /** More was asked for than one tree may cost. */
  readonly exhausted: boolean;
  /** For who holds two trees against each other. */
  readonly together: Together;
  /** Files of which somebody asked for the definitions. */
  readonly asked: ReadonlySet<string>;
  readonly spent: { readonly steps: number; readonly calls: number };
  /** What may replace a name leads through these files. */
  writeChain(name: string): readonly string[];
  /** Whether code of the product changes where modules are looked for. */
  movesImports(): boolean;
}

/** Files that make a folder a saved model or dataset. An empty folder changes nothing: without these files the library asks the hub. */
const SAVED = [
  'config.json',
  'model_index.json',
  'adapter_config.json',
  'modules.json',
  'tokenizer_config.json',
  'preprocessor_config.json',
  'dataset_info.json',
  'dataset_infos.json',
  'state.json',
];

/** What readers of lists of packages give. */
const LISTED: ReadonlySet<Stamped['kind']> = new Set(['package', 'list', 'problem']);

type Answering = { readonly [K in LookupKind]: (question: LookupOf<K>) => LookupAnswers[K] };

export function createLookup({ stated, listing, targets, label, languages, rows, modules, readForCalls, users }: LookupInput): TreeLookup {
  const wants = new Set<string>();
  const asked = new Set<string>();
  const tree = createTreePaths(listing, languages.modules);
  const readers = new Set(languages.readers.flatMap(({ detectors }) => detectors.map(({ id }) => id)));
  let unread: TreePaths | null = null;
  const copies = createCopies(tree, label);
  const definitions = new Map<string, Definitions>();
  const exports = new Map<string, ReadonlySet<string> | null>();
  const attributes = once<Attributes>(() => gitAttributes(attributesIn(attributeFiles(stated))));
  const graph = once<Graph>(() => {
    const input = { stated, listing, rows, modules, languages };
    return users === null ? wholeGraph(input) : followedGraph(input, users);
  });
  const process = createProcesses(graph, users !== null);
  const backward = users === null ? null : createBackwardReach(users, label, languages);
  const reach = once<Reach>(() => reachOfProduct(stated.files().keys(), rows, label, languages));
  // What tests and pages replace for themselves moves nothing that ships (T37).
  const writes = once<TreeWrites>(() => createWrites(stated, modules, (path) => !['test', 'docs'].includes(scopeOf(path))));
  const importers = once(() => createImporters({ stated, modules, rules: languages.modules, rows, isRead, wanted: readForCalls }));
  const told = once(() => createTold({ stated, listing, rows, languages, process, scope: scopeOf }));

  const answering: Answering = {
    module: ({ from, level, name }) => {
      const file = modules.find(from, level, name);
      return file === null ? NONE : [file, ...modules.around(file)];
    },
    another: ({ from, name }) => modules.isAmbiguous(from, name, writes().movesImports()),
    exports: ({ path }) => exported(path),
    definitions: ({ path }) => bound(path),
    path: (question) => pathsFor(question),
    copied: (question) => copies(question),
    command: ({ name }) => installedCommand(name, stated).flatMap((path) => rows.starts(path).installed(name)),
    image: ({ path }) => rows.starts(path).image(),
    link: ({ path }) => targets.get(path) ?? null,
    attributes: ({ path }) => attributes().of(path).get('filter')?.state ?? null,
    names: ({ path }) => stated.facts(path)?.facts.some((fact) => fact.kind === 'load' && fact.config === undefined) ?? false,
    lists: ({ path }) => stated.facts(path)?.facts.some(({ kind }) => LISTED.has(kind)) ?? false,
    written: ({ path, name }) => writes().touches(path, name),
    use: ({ path }) => useOf(path),
    variables: ({ path }) => told()(path),
    importers: (question) => importers()(question),
  };

  return {
    wants,
    together: createTogether({ stated, modules, label, graph }),
    asked,
    get spent() {
      return { steps: tree.spent + (unread?.spent ?? 0), calls: readForCalls.size };
    },
    writeChain: (name) => writes().chain(name),
    movesImports: () => writes().movesImports(),
    get exhausted() {
      return tree.exhausted || unread?.exhausted === true;
    },
    ask<Q extends LookupQuestion>(question: Q) {
      // The kind of a question picks the answer of that kind: a table of functions cannot say so to the compiler.
      const answer = answering[question.kind] as (asked: never) => LookupAnswers[LookupKind];
      return answer(question as never) as LookupAnswers[Q['kind']];
    },
  };

  function isRead(path: string): boolean {
    const file = stated.facts(path);
    return file === undefined || boundOnce(path, file).complete;
  }

  function boundOnce(path: string, file: FileFacts): Definitions {
    const before = definitions.get(path) ?? boundIn(path, file);
    definitions.set(path, before);
    return before;
  }

  function exported(path: string): ReadonlySet<string> | null {
    const before = exports.get(path);
    if (before !== undefined) return before;
    const said = stated.facts(path)?.facts.find((fact) => fact.kind === 'exports');
    const found = said === undefined ? null : new Set(said.names);
    exports.set(path, found);
    return found;
  }

  function bound(path: string): Definitions {
    const file = stated.facts(path);
    const found = file === undefined ? NOTHING_BOUND : boundOnce(path, file);
    asked.add(path);
    if (!found.complete) wants.add(path);
    return found;
  }

  function pathsFor({ as, from, text, folders }: LookupOf<'path'>): readonly string[] {
    switch (as) {
      case 'file':
        return tree.files(from, text);
      case 'module':
        return tree.modules(from, text, folders);
      case 'here':
        return tree.first(from, text);
      case 'code':
        return tree.firstModule(from);
      case 'saved':
        return SAVED.map((name) => `${text}/${name}`)
          .filter((path) => listing.has(path))
          .slice(0, 1);
      case 'unread':
        unread ??= createTreePaths(listing, languages.modules, (path) => listing.has(path) && isUnreadAsCode(path));
        return unread.files(from, text);
    }
  }

  /** Under names of no language that is followed, and without a fact that a reader of one gave. */
  function isUnreadAsCode(path: string): boolean {
    return !isFollowed(path) && stated.facts(path)?.facts.some(({ detector }) => readers.has(detector)) !== true;
  }

  function useOf(path: string): FileUse {
    if (backward !== null) return backward.useOf(path);
    const { reached, started } = reach();
    return { reached: reached.has(path), started: started.has(path) };
  }

  function scopeOf(path: string): Scope {
    return effectiveScope(path, useOf(path), label);
  }
}

/** The files that hold git's attributes. */
export function attributeFiles(stated: Pick<FactIndex, 'facts' | 'marked'>): ReadonlyMap<string, FileFacts> {
  const files = new Map<string, FileFacts>();
  for (const path of stated.marked('attributes', '')) {
    const file = stated.facts(path);
    if (file !== undefined) files.set(path, file);
  }
  return files;
}

const NONE: readonly string[] = [];

/** Built when it is first asked for. */
function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | null = null;
  return () => (built ??= { value: build() }).value;
}
