/** pip requirements and constraints files. */
import { createHash } from 'node:crypto';
import type { Fact, ListFact, PackageFact, ProblemCode, ProblemFact, SteeringFact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { cleanOrigin } from '../../../base/address.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { folderFacts } from '../folder.ts';
import { sortedIntegrity } from '../integrity.ts';
import { withoutSecrets } from '../package-fact.ts';
import { markerOf } from '../pyproject/declared.ts';
import { folderName, isLocal, isPlace, readDirect } from './direct.ts';
import { decodeRequirements } from './encoding.ts';
import { type LogicalLine, logicalLines } from './lines.ts';
import { parseOptions, splitOptions } from './options.ts';
import { exactVersion, parseRequirement } from './pep508.ts';
import { entryProblem, noGrammar, problemFact } from '../../text-input.ts';

/** Files that pip is given, by the names that people give them. */
const PATHS = [
  /(?:^|\/)[^/]*requirements[^/]*\.(?:txt|in|pip)$/i,
  /(?:^|\/)requirements\/[^/]+\.(?:txt|in|pip)$/i,
  /(?:^|\/)(?:(?:upper|lower|global|pip|build|dev|test|min|minimum|max|prod|base|py(?:thon)?\d{0,3})[-_.])?constraints[^/]*\.(?:txt|in|pip)$/i,
];
/** Of these the content tells whether pip is meant: other programs have lists under such names. */
const MAYBE = [
  /(?:^|[-_./])(?:pins?|pinned|deps|dependenc(?:y|ies)|freeze|frozen|packages|pkgs|reqs?|requires?|requirement|modules|libs|pip|lock(?:ed)?|versions|python\d{0,3}|py\d{0,3})(?:[-_.][^/]{0,60})?\.(?:txt|in|pip)$/i,
  /(?:^|\/)constraints?\/[^/]+\.(?:txt|in|pip)$/i,
  /constraints?[^/]*\.(?:txt|in|pip)$/i,
  // rye writes it as pip reads it, and Helm had a file of that name.
  /(?:^|\/)requirements[^/]*\.lock$/i,
];
/** Prose in a file of that name would otherwise give one problem a line. */
const MAX_PROBLEMS = 10;
/** No path of a tree is longer. */
const MAX_PATH = 1_000;

export const requirementsDetector: Detector = {
  id: 'requirements',
  version: 8,
  about: {
    title: 'Python requirements files',
    motivation: 'What pip installs decides which AI frameworks and libraries run in the product, in which version, from which index.',
    decides:
      "Reads every *requirements*.txt, .in and .pip, those in a folder of that name, and constraints*.txt as pip does: continued lines, comments, hashes, extras, URLs, git and editable requirements. What comes from git or an address is never the registry's package of that name; without a name it is known by its address. " +
      'A range stays a range; a single "==" is an exact version. -r and -c are not followed, as each file is read by itself; what they name and nobody reads as a list is told. With --require-hashes, or once one line has a hash, the file counts as a lock. ' +
      'An index option gives the host. Markers are kept. Variables of the environment are never expanded; such a line is reported.',
    remedy: 'Pin exact versions with hashes, for example with "uv pip compile --generate-hashes requirements.in -o requirements.txt".',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'requirements.txt',
    source: `# what runs
--index-url "https://index.example/simple"
torch==2.6.0 \\
    --hash=sha256:${'a'.repeat(64)}
transformers[torch]>=4.40; python_version >= "3.10"
demo @ git+https://git.example/o/demo.git@v1
`,
    gives: [
      { name: 'torch', version: '2.6.0', line: 3, integrity: [`sha256:${'a'.repeat(64)}`], from: 'lock' },
      { name: 'transformers', version: null, line: 5, range: '>=4.40' },
      { name: 'demo', version: null, line: 6, source: 'git' },
    ],
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path) => PATHS.some((pattern) => pattern.test(path)),
  grammar: noGrammar,
  facts: readRequirements,
};

/** Lists of pinned packages under other names: what a person hands to pip is named as they like. */
export const pinnedListDetector: Detector = {
  ...requirementsDetector,
  id: 'pinned-list',
  version: 5,
  about: {
    ...requirementsDetector.about,
    title: 'Python packages in lists of other names',
    decides:
      'Reads .txt, .in and .pip files that are called deps, pins, packages, freeze, reqs, constraints and the like, and requirements.lock, where each line is one that pip takes and one of them at least is pinned by "==", or where one has a hash for pip. Any other file of such a name holds something else, and nothing is taken from it.',
  },
  example: {
    path: 'tools/pins.txt',
    source: 'torch==2.6.0\ntransformers==4.48.0  # as in production\n',
    gives: [
      { name: 'torch', version: '2.6.0', line: 1 },
      { name: 'transformers', version: '4.48.0', line: 2 },
    ],
  },
  limit: 1024 * 1024,
  wants: (path) => MAYBE.some((pattern) => pattern.test(path)) && !PATHS.some((pattern) => pattern.test(path)),
  facts(input) {
    const facts = readRequirements(input);
    const isList =
      facts.every(({ kind }) => kind !== 'problem') &&
      facts.some((fact) => fact.kind === 'package' && fact.range?.startsWith('==') === true);
    return isList || isHashed(input.bytes) ? facts : [];
  },
};

/** Nothing but a list for pip has such an option: one that cannot be read whole is no other kind of file (T33). */
function isHashed(bytes: Uint8Array): boolean {
  return /\s--hash[=\s]["']?sha(?:256|384|512):/.test(new TextDecoder('latin1').decode(bytes));
}

type Row = {
  readonly line: LogicalLine;
  readonly fact: Omit<PackageFact, 'kind' | 'line' | 'column' | 'from' | 'ecosystem' | 'group' | 'license'>;
};

interface Found {
  readonly rows: Row[];
  readonly problems: ProblemFact[];
  readonly folders: SteeringFact[];
  readonly lists: ListFact[];
}

function readRequirements(input: FileInput): readonly Fact[] {
  const decoded = decodeRequirements(input.bytes);
  if (!decoded.ok) return [decoded.problem];
  const found: Found = { rows: [], problems: [], folders: [], lists: [] };
  const { rows, problems, folders, lists } = found;
  let index: string | null = null;
  let extraIndex: string | null = null;
  let locked = false;
  for (const line of logicalLines(decoded.text)) {
    if (!line.text.startsWith('-')) {
      collect(line, line.text, found);
      continue;
    }
    const options = parseOptions(line.text);
    if (options === null) problems.push(problemFact('syntax', 'an option that pip does not know', line));
    for (const { name, value } of options ?? []) {
      if (name === '--editable') collect(line, value, found);
      else if (name === '--index-url') index = cleanOrigin(value);
      // A folder takes nothing away from a server that was named.
      else if (name === '--extra-index-url' || name === '--find-links') extraIndex = cleanOrigin(value) ?? extraIndex;
      else if (name === '--require-hashes') locked = true;
      else if (LISTS.has(name)) takeList(value, line, found);
    }
  }
  // pip: one hash puts the whole file into hash-checking mode, so it works as a lock.
  locked ||= rows.some((row) => row.fact.integrity.length > 0);
  // pip asks all indexes and takes the best version from any, so the added one is what a reader must know.
  const location = extraIndex ?? index;
  const facts = rows.map((row): PackageFact => toFact(row, location, locked));
  return [...facts, ...folders, ...lists, ...limited(problems)];
}

const LISTS: ReadonlySet<string> = new Set(['--requirement', '--constraint', '--build-constraint']);
const IS_ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
/** Lists of these names may have a reader: whether one has, linking finds. */
const MAY_BE_READ = /\.(?:txt|in|pip|lock)$/i;

/** pip reads a list whatever it is called. What lies on a server is told as such (dependency/registry-unexpected). */
function takeList(value: string, line: LogicalLine, { lists, problems }: Found): void {
  if (IS_ADDRESS.test(value)) return;
  if (MAY_BE_READ.test(value)) lists.push({ kind: 'list', path: value.slice(0, MAX_PATH), line: line.line, column: line.column });
  else problems.push(lineProblem('unsupported', 'another list, under a name of which nobody knows that it is one; it was not read', line));
}

function toFact({ line, fact }: Row, indexLocation: string | null, locked: boolean): PackageFact {
  return withoutSecrets({
    kind: 'package',
    ecosystem: pypi.id,
    ...fact,
    location: fact.source === 'registry' ? indexLocation : fact.location,
    group: 'runtime',
    license: null,
    from: locked ? 'lock' : 'manifest',
    line: line.line,
    column: line.column,
  });
}

function collect(line: LogicalLine, text: string, { rows, problems, folders }: Found): void {
  const { requirement, hashes, whole } = splitOptions(text);
  const parsed = parseRequirement(requirement);
  const place = parsed?.url ?? (isPlace(requirement) ? requirement : null);
  if (place !== null) {
    if (!whole) problems.push(problemFact('syntax', 'an option behind a requirement that pip does not take', line));
    const direct = readDirect(place, parsed?.url == null ? null : parsed.name);
    // Without a name and without an address that may be kept, nothing says what is installed.
    const known = direct !== null && (direct.name !== '' || direct.location !== null);
    if (direct === null && isLocal(place))
      folders.push(...folderFacts(pypi, folderName(place), place, { line: line.line, column: line.column }));
    if (known) {
      const integrity = sortedIntegrity([...direct.integrity, ...hashes]);
      rows.push({ line, fact: { ...direct, integrity, ...markerOf(parsed?.marker ?? null) } });
    }
    if (!known && !isLocal(place)) problems.push(lineProblem('unsupported', 'a URL that does not name its package', line));
    return;
  }
  if (parsed === null) {
    // T20: the environment decides what such a line installs, and it is never asked for a repository file.
    if (/\$\{[A-Z0-9_]+\}/.test(text))
      problems.push(lineProblem('unsupported', 'a variable of the environment decides this requirement; it is not expanded', line));
    else
      problems.push(problemFact('syntax', isConflict(text) ? 'an unresolved merge conflict' : 'not a requirement that pip can read', line));
    return;
  }
  if (!whole) problems.push(problemFact('syntax', 'an option behind a requirement that pip does not take', line));
  const version = exactVersion(parsed.specifier);
  const integrity = sortedIntegrity(hashes);
  rows.push({
    line,
    fact: {
      name: pypi.normalize(parsed.name),
      version,
      range: parsed.specifier,
      integrity,
      source: 'registry',
      location: null,
      ...markerOf(parsed.marker),
    },
  });
}

function isConflict(text: string): boolean {
  return /^(?:<{7}|={7}|>{7})/.test(text);
}

/** Of a line that pip takes. Which one it is, its digest says: an address may hold a secret (T21). */
function lineProblem(code: ProblemCode, message: string, line: LogicalLine): ProblemFact {
  return entryProblem(code, message, line, createHash('sha256').update(line.text).digest('hex'));
}

function limited(problems: readonly ProblemFact[]): readonly ProblemFact[] {
  const next = problems[MAX_PROBLEMS];
  if (next === undefined) return problems;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    problemFact('limit', `${problems.length - MAX_PROBLEMS} more lines that cannot be read`, next),
  ];
}
