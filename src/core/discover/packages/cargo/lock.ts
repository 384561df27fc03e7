/** Cargo.lock, versions 1 to 4. */
import { cargo } from '../../../ecosystems/cargo/index.ts';
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { edgesTo, lockedVersions } from '../edges.ts';
import { folderFacts } from '../folder.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { entryPositions } from '../toml/entry-positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asList, asTable, asText, field } from '../toml/table.ts';

export const cargoLockDetector = lockfile({
  id: 'cargo-lock',
  version: 3,
  names: ['Cargo.lock'],
  about: {
    title: 'Packages in Cargo.lock',
    motivation: 'The lock is the exact list of what a Rust product is built from, with the checksums that prove it.',
    decides:
      'Every [[package]] that has a source, with its version, checksum, what it needs, and the registry or the repository with its commit. Members of the workspace, and folders that a patch puts in a place, have no source and are left out. What only tests or builds need, the lock does not say.',
    remedy: 'Run "cargo generate-lockfile" and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'Cargo.lock',
    source: `version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = ["async-openai"]

[[package]]
name = "async-openai"
version = "0.28.3"
source = "registry+https://index.example/cargo"
checksum = "${'a'.repeat(64)}"
dependencies = [
 "serde",
]

[[package]]
name = "serde"
version = "1.0.219"
source = "git+https://git.example/o/serde?branch=main#${'c'.repeat(40)}"
`,
    gives: [
      {
        name: 'async-openai',
        version: '0.28.3',
        line: 9,
        integrity: [`sha256:${'a'.repeat(64)}`],
        location: 'https://index.example/cargo',
        needs: ['serde@1.0.219'],
      },
      { name: 'serde', version: '1.0.219', line: 18, source: 'git', location: `https://git.example/o/serde@${'c'.repeat(40)}` },
    ],
  },
  read: readCargoLock,
});

function* readCargoLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const placeOf = entryPositions(text, file.data, 'package');
  const packages = asList(field(file.data, 'package')).map(asTable);
  const said = packages.map((entry) => ({
    name: asText(field(entry, 'name')),
    version: asText(field(entry, 'version')),
    source: asText(field(entry, 'source')),
  }));
  const locked = lockedVersions(cargo, said);
  // What has no source is of the workspace: nobody lists it as a package.
  const own = new Set(said.flatMap(({ name, version, source }) => (source === null && name !== null ? [`${name}@${version}`] : [])));
  for (const [index, { name, version, source }] of said.entries()) {
    if (source === null) {
      yield* folderFacts(cargo, name, 'a crate of the workspace', placeOf(index));
      continue;
    }
    const entry = packages[index] ?? null;
    // Version 1 has the checksums at the end of the file.
    const checksum = asText(field(entry, 'checksum')) ?? asText(field(file.data, 'metadata', `checksum ${name} ${version} (${source})`));
    const needs = asList(field(entry, 'dependencies')).flatMap((one) => (budget.spend() ? edgeOf(asText(one) ?? '') : []));
    yield {
      kind: 'locked',
      ecosystem: cargo,
      name,
      version,
      integrity: checksum === null ? [] : [`sha256:${checksum}`],
      source: cargo.sourceOf('', source),
      needs: needs.filter((edge) => !own.has(edge)),
      group: 'runtime',
      license: null,
      at: placeOf(index),
    };
  }

  /** "name", or "name version" and "name version (source)" where the lock has several. */
  function edgeOf(dependency: string): readonly string[] {
    const [name = '', version] = dependency.split(' ');
    return edgesTo(name, version ?? null, locked);
  }
}
