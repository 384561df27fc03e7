/** One tree, ready to be linked file by file: its look-ups, and what they record. */
import type { FileFacts } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import type { UsersOf } from '../lookup/backward.ts';
import { createLookup, type TreeLookup } from '../lookup/index.ts';
import { importKeys, basisOf } from '../lookup/basis.ts';
import type { Listing } from '../lookup/listing.ts';
import { createModules } from '../lookup/modules.ts';
import type { Lookup, LookupKind } from '../lookup/question.ts';
import { createRecorder } from '../lookup/recorder.ts';
import type { Rows } from '../lookup/rows.ts';
import type { FactIndex } from '../lookup/fact-index.ts';
import type { Label } from '../scope.ts';
import { type LinkedFile, linkFile } from './file.ts';
import type { Trace } from './kept.ts';
import { createRows } from './rows.ts';

export interface LinkSideInput {
  readonly listing: Listing;
  readonly stated: FactIndex;
  readonly targets: ReadonlyMap<string, string>;
  readonly label: Label;
  readonly languages: Languages;
  /** null: told by going over all files. */
  readonly users: UsersOf | null;
  /** Of a run before, with the same paths. */
  readonly modules?: Modules;
  /** Files that were read whole for what they may call. */
  readonly readForCalls?: Set<string>;
  /** What imports load, of files whose facts did not change. */
  readonly imports?: WeakMap<FileFacts, readonly string[]>;
  /** Whether somebody keeps what each file rests on; absent: yes. */
  readonly records?: boolean;
  /** A kind of questions that is not recorded: for tests, which show that each counts. */
  readonly without?: LookupKind | null;
}

export interface LinkSide {
  readonly lookup: TreeLookup;
  readonly rows: Rows;
  readonly modules: Modules;
  /** What one file says. */
  link(path: string, file: FileFacts): LinkedFile;
  /** After it was linked. */
  traceOf(path: string, file: FileFacts): Trace;
}

export function createLinkSide(input: LinkSideInput): LinkSide {
  const { listing, stated, targets, label, languages, users, without = null, records = true } = input;
  const modules = input.modules ?? createModules(listing, languages);
  const rules = languages.modules;
  const recorder = createRecorder(
    (question, answer) => basisOf(question, answer, { stated, modules, rules, writeChain: (name) => lookup.writeChain(name) }),
    without,
  );
  const viewOf = (path: string): Lookup => (records ? recorder.of(path, lookup) : lookup);
  // Imports are worked out for every file; what they rest on is told by the file itself.
  const rows = createRows(stated, viewOf, label, input.imports ?? new WeakMap(), () => lookup);
  const lookup: TreeLookup = createLookup({
    stated,
    listing,
    targets,
    label,
    languages,
    rows,
    modules,
    readForCalls: input.readForCalls ?? new Set(),
    users,
  });
  return {
    lookup,
    rows,
    modules,
    link: (path, file) => linkFile(path, file, viewOf(path), label),
    traceOf(path, file) {
      const imports = rows.imports(path);
      const starts = [...new Set(rows.starts(path).targets().flat())];
      // Nobody may have asked for these yet, and somebody may tomorrow.
      rows.tellings(path);
      if (file.facts.some(({ kind }) => kind === 'start')) rows.starts(path).image();
      const needs = new Set([...(without === 'module' ? [] : importKeys(path, file, modules)), ...(recorder.needs.get(path) ?? [])]);
      return { needs: [...needs], imports, starts };
    },
  };
}
