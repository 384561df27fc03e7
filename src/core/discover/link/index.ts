/** Facts of all files → sightings. Pure; each file is linked by its own facts and what it asks of the others (design, section 2). */
import type { FileFacts, Problem, Sighting, Unknown } from '../../model/index.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import { languages as known, type Languages } from '../languages/index.ts';
import { createFactIndex } from '../lookup/fact-index.ts';
import type { Together } from '../lookup/together.ts';
import { createLinkMemory, type LinkMemory } from './memory.ts';
import { createLinkSide, type LinkSide } from './side.ts';
import type { LinkedFile } from './file.ts';
import { type Label, remembered, scopeOf } from '../scope.ts';

export interface LinkResult {
  /** Sorted by path, line, column. */
  readonly sightings: readonly Sighting[];
  /** Loads without a name; sorted alike. */
  readonly unknowns: readonly Unknown[];
  /** Loads from paths of the machine. */
  readonly locals: readonly LocalLoad[];
  readonly problems: readonly Problem[];
  /** Files read on the surface whose definitions a load needs: extract them in full, then link again. */
  readonly wants: readonly string[];
  /** Which files run together. */
  readonly together: Together;
  /** Those that are of no file. */
  readonly limits: readonly Problem[];
  /** The same for each file. */
  readonly byFile: ReadonlyMap<string, LinkedFile>;
  readonly side: LinkSide;
}

export interface LinkOptions {
  /** Every path, also those that are used through links. */
  readonly paths: ReadonlySet<string>;
  /** Of a path that is used through a link, where its content lies: git's attributes are those of that path. */
  readonly targets?: ReadonlyMap<string, string>;
  /** What a path is for, as long as nobody uses it; absent: by its name. */
  readonly label?: Label;
  /** Absent: those that are known. */
  readonly languages?: Languages;
  /** Of a round before, with files of the same paths. */
  readonly memory?: LinkMemory;
  /** Whether somebody keeps what each file's result rests on; absent: nobody does. */
  readonly records?: boolean;
}

export function link(files: ReadonlyMap<string, FileFacts>, options: LinkOptions): LinkResult {
  const { paths, targets = new Map(), languages = known, records = false } = options;
  const label = remembered(options.label ?? scopeOf);
  const { listing, modules, imports, readForCalls } = options.memory ?? createLinkMemory(new Set(files.keys()), paths, languages);
  const stated = createFactIndex(files);
  const side = createLinkSide({
    listing,
    stated,
    targets,
    label,
    languages,
    modules,
    imports,
    readForCalls,
    records,
    users: null,
  });
  const { lookup } = side;
  const byFile = new Map([...files].map(([path, file]) => [path, side.link(path, file)]));
  const linked = [...byFile.values()];
  const limits = lookup.exhausted ? [TOO_MUCH] : [];
  return {
    sightings: linked.flatMap(({ sightings }) => sightings).sort(byPlace),
    unknowns: linked.flatMap(({ unknowns }) => unknowns).sort(byPlace),
    locals: linked.flatMap(({ locals }) => locals),
    problems: [...linked.flatMap(({ problems }) => problems), ...limits],
    limits,
    wants: [...lookup.wants].sort(),
    together: lookup.together,
    byFile,
    side,
  };
}

/** Whose label depends on what was not looked for, nobody knows (T39). */
const TOO_MUCH: Problem = {
  code: 'limit',
  message: 'what the files of this tree start is more than is looked for in one run',
  path: '',
  line: 1,
  column: 1,
  blob: null,
};

function byPlace(a: Pick<Sighting, 'place'>, b: Pick<Sighting, 'place'>): number {
  return a.place.path < b.place.path
    ? -1
    : a.place.path > b.place.path
      ? 1
      : a.place.line - b.place.line || a.place.column - b.place.column;
}
