/** uv.lock, version 1. */
import type { Fact, PackageFact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { sortedIntegrity, withoutSecrets } from '../package-location.ts';
import { normalizePypiName } from '../../../ref/pypi-name.ts';
import { baseName } from '../../../base/base-name.ts';
import { noGrammar, problemFact } from '../../text-input.ts';
import { pathKey, tomlPositions } from '../toml/positions.ts';
import { readToml } from '../toml/read-toml.ts';
import { asList, asTable, asText, field, type Table } from '../toml/table.ts';
import { groupsOf } from './groups.ts';
import { lockSource } from './source.ts';

export const uvLockDetector: Detector = {
  id: 'uv-lock',
  version: 1,
  about: {
    title: 'Packages in uv.lock',
    motivation: 'The lock is the exact list of what a Python product installs, with the hashes that prove it.',
    decides:
      'Every [[package]] with name, version, source (registry, git, URL or path) and all sdist and wheel hashes, at the line of its name. The project itself, workspace members and editable folders are left out. ' +
      'A package that only development groups reach is marked development; one that only extras reach, optional. A lock of another version than 1 is reported as unread.',
    remedy: 'Run "uv lock" and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => baseName(path) === 'uv.lock',
  grammar: noGrammar,
  facts: readUvLock,
};

function readUvLock(input: FileInput): readonly Fact[] {
  const file = readToml(input.bytes);
  if (!file.ok) return [file.problem];
  const positions = tomlPositions(file.text, 3);
  const version = field(file.data, 'version');
  if (version !== 1) {
    const at = positions.get('version') ?? { line: 1, column: 1 };
    return [problemFact('unsupported', 'a uv.lock of a version that is not known; its packages were not read', at)];
  }
  const packages = asList(field(file.data, 'package')).map(asTable);
  const groups = groupsOf(packages);
  return packages.flatMap((entry, index): readonly Fact[] => {
    const at = positions.get(pathKey(['package', index, 'name'])) ?? positions.get(pathKey(['package', index])) ?? { line: 1, column: 1 };
    const name = asText(field(entry, 'name'));
    if (entry === null || name === null || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,213}$/.test(name)) {
      return [problemFact('syntax', 'a package without a usable name', at)];
    }
    const source = lockSource(asTable(field(entry, 'source')));
    if (source === 'skip') return [];
    const fact: PackageFact = {
      kind: 'package',
      ecosystem: 'pypi',
      name: normalizePypiName(name),
      version: versionOf(entry),
      range: null,
      integrity: hashesOf(entry),
      source: source.source,
      location: source.location,
      group: groups.get(normalizePypiName(name)) ?? 'runtime',
      license: null,
      from: 'lock',
      ...at,
    };
    return [withoutSecrets(fact)];
  });
}

function versionOf(entry: Table): string | null {
  const version = asText(field(entry, 'version'));
  return version !== null && /^[\w.+!-]{1,128}$/.test(version) ? version : null;
}

function hashesOf(entry: Table): readonly string[] {
  const files = [field(entry, 'sdist'), ...asList(field(entry, 'wheels'))];
  const hashes = files.map((file) => asText(field(asTable(file), 'hash'))?.toLowerCase() ?? '');
  return sortedIntegrity(hashes.filter((hash) => /^sha256:[0-9a-f]{64}$|^sha384:[0-9a-f]{96}$|^sha512:[0-9a-f]{128}$/.test(hash)));
}
