/** package.json: what a Node.js project asks for. */
import type { Fact, PackageFact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { npm } from '../../ecosystems/npm/index.ts';
import { folderFacts } from './folder.ts';
import { withoutSecrets } from './package-fact.ts';
import { readJsonFile } from '../json-file.ts';
import { isFolderSpec, readSpec } from './npm/spec.ts';
import { baseName } from '../../base/base-name.ts';
import { noGrammar, problemFact } from '../text-input.ts';
import { asTable, asText, entries, field, type Table } from './toml/table.ts';

const LISTS: readonly (readonly [string, PackageFact['group']])[] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'runtime'],
  ['devDependencies', 'development'],
];

export const packageJsonDetector: Detector = {
  id: 'package-json',
  version: 8,
  about: {
    title: 'Dependencies in package.json',
    motivation: 'The manifest says which AI libraries a Node.js project asks for, and which versions it accepts.',
    decides:
      'Reads dependencies, optionalDependencies, peerDependencies and devDependencies of every package.json outside node_modules. Ranges are kept as written, aliases resolved, git, URL and archive dependencies told apart; workspace members and folders are left out, as they have manifests of their own.',
    remedy: 'Commit package-lock.json beside the manifest, so that exact versions and integrity values are known.',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'web/package.json',
    source: `{
  "name": "demo",
  "dependencies": {
    "openai": "^5.0.0",
    "real": "npm:@scope/real@1.2.3"
  },
  "devDependencies": {
    "left": "github:o/left#v1"
  }
}
`,
    gives: [
      { name: 'openai', version: null, line: 4, range: '^5.0.0', group: 'runtime' },
      { name: '@scope/real', version: '1.2.3', line: 5 },
      { name: 'left', version: null, line: 8, source: 'git', group: 'development' },
    ],
  },
  reads: 'text',
  limit: 2 * 1024 * 1024,
  // Below node_modules stand the manifests of installed packages, not what this project asks for.
  wants: (path) => baseName(path) === 'package.json' && !/(?:^|\/)node_modules\//.test(path),
  grammar: noGrammar,
  facts: readPackageJson,
};

function readPackageJson(input: FileInput): readonly Fact[] {
  const file = readJsonFile(input.bytes, 2);
  if (!file.ok) return [file.problem];
  const { data, places } = file;
  return LISTS.flatMap(([list, group]) =>
    entries(field(data, list)).flatMap(([name, spec]): readonly Fact[] => {
      const at = places.at([list, name]) ?? { line: 1, column: 1 };
      const text = asText(spec);
      if (text === null || !npm.isName(name))
        return [problemFact('syntax', 'not a dependency: a name with a version range is expected', at)];
      const found = readSpec(name, text);
      if (found === null) return isFolderSpec(text) ? folderFacts(npm, name, text.trim(), at) : [];
      const isOptional = list === 'peerDependencies' && isOptionalPeer(data, name);
      const fact = {
        ...found,
        // Of an alias: code imports the key.
        ...(npm.normalize(found.name) === npm.normalize(name) ? {} : { as: name }),
        integrity: [],
        group: isOptional ? 'optional' : group,
        license: null,
        ...(list === 'peerDependencies' ? { peer: true as const } : {}),
        ...at,
      } as const;
      return [withoutSecrets({ kind: 'package', ecosystem: npm.id, from: 'manifest', ...fact })];
    }),
  );
}

function isOptionalPeer(data: Table, name: string): boolean {
  return field(asTable(field(data, 'peerDependenciesMeta')), name, 'optional') === true;
}
