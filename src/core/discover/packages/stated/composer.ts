/** PHP: composer.json and composer.lock. */
import type { ProblemFact } from '../../../model/index.ts';
import { parseJsonText } from '../../json-file.ts';
import { asList, asTable, asText, entries, field } from '../toml/table.ts';
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const composerDetector = statedPackages({
  id: 'composer',
  version: 1,
  names: ['composer.json', 'composer.lock'],
  title: 'AI frameworks in composer.json and composer.lock',
  decides: 'What is required with what is accepted of it, and the packages of the lock with their versions.',
  example: {
    path: 'composer.json',
    source: `{
  "require": {
    "php": "^8.3",
    "openai-php/laravel": "^0.16"
  },
  "require-dev": {
    "prism-php/prism": "0.92.0"
  }
}
`,
    gives: [
      { name: 'openai-php/laravel', version: null, range: '^0.16', line: 4 },
      { name: 'prism-php/prism', version: '0.92.0', line: 7, group: 'development' },
    ],
  },
  read: readComposer,
});

function* readComposer(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseJsonText(text, 2);
  if (!file.ok) return yield file.problem;
  for (const list of ['require', 'require-dev'] as const)
    for (const [name, value] of entries(field(file.data, list))) {
      const at = file.places.at([list, name]) ?? { line: 1, column: 1 };
      yield { ecosystem: 'composer', name, version: asText(value), exact: true, group: list === 'require' ? 'runtime' : 'development', at };
    }
  yield* readLocked(text, file.data);
}

function* readLocked(text: string, data: ReturnType<typeof asTable>): Generator<ListedPackage> {
  const lists = ['packages', 'packages-dev'] as const;
  const packages = lists.flatMap((list) => asList(field(data, list)).map((one) => [list, asTable(one)] as const));
  if (packages.length === 0) return;
  // Names of packages stand four levels deep, each on a line of its own.
  const lines = new Map<string, number>();
  for (const [line, number] of numberedLines(text)) {
    const name = /^ {12}"name": "([\w./-]{3,150})"/.exec(line)?.[1];
    if (name !== undefined && !lines.has(name)) lines.set(name, number);
  }
  for (const [list, entry] of packages) {
    const name = asText(field(entry, 'name')) ?? '';
    const version = asText(field(entry, 'version'))?.replace(/^v(?=\d)/, '') ?? null;
    const group = list === 'packages' ? 'runtime' : 'development';
    yield { ecosystem: 'composer', name, version, exact: true, group, at: { line: lines.get(name) ?? 1, column: 1 } };
  }
}
