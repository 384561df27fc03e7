/** Locks in TOML, by Python's `tomllib`, which poetry, pdm, uv and pip read theirs with (or its like); the names of their keys are in the manuals of these tools. */
import { execFileSync } from 'node:child_process';
import { linesOf, list, type Oracle, plain, type Plain, pythonName, type Stated, text } from './stated.ts';

function tomlOf(source: string): Plain {
  const program = 'import json,sys,tomllib; json.dump(tomllib.loads(sys.stdin.buffer.read().decode()), sys.stdout, default=str)';
  return plain(JSON.parse(execFileSync('python3', ['-c', program], { input: source, encoding: 'utf8', maxBuffer: 1 << 28 })));
}

/** Entries with the line of each. */
function entriesOf(source: string, key: string): [entry: Plain, line: number, data: Plain][] {
  const data = tomlOf(source);
  const lines = linesOf(source, `[[${key}]]`);
  return list(data[key]).map((one, index) => [plain(one), lines[index] ?? 0, data]);
}

const hashesOf = (files: unknown): string[] => list(files).flatMap((one) => text(plain(one)['hash']) ?? []);

export const poetryLock: Oracle = (source) =>
  entriesOf(source, 'package').flatMap(([entry, line, data]): Stated[] => {
    const kind = text(plain(entry['source'])['type']);
    if (kind === 'directory' || kind === 'file') return [];
    const name = text(entry['name']) ?? '';
    const files = entry['files'] ?? plain(plain(data['metadata'])['files'])[name];
    return [
      {
        name: pythonName(name),
        version: text(entry['version']),
        hashes: hashesOf(files),
        git: kind === 'git',
        line,
        source: kind === 'git' ? '' : (text(plain(entry['source'])['url']) ?? ''),
      },
    ];
  });

/** Before version 4.3 the files of all packages stand in one table, by "name version". */
export const pdmLock: Oracle = (source) =>
  entriesOf(source, 'package').flatMap(([entry, line, data]): Stated[] => {
    if (entry['path'] !== undefined) return [];
    const [name, version] = [text(entry['name']) ?? '', text(entry['version'])];
    const beside = plain(plain(data['metadata'])['files'])[`${name} ${version ?? ''}`];
    return [{ name: pythonName(name), version, hashes: hashesOf(entry['files'] ?? beside), git: entry['git'] !== undefined, line }];
  });

export const uvLock: Oracle = (source) =>
  entriesOf(source, 'package').flatMap(([entry, line]): Stated[] => {
    const from = plain(entry['source']);
    if (['editable', 'virtual', 'directory', 'path'].some((kind) => from[kind] !== undefined)) return [];
    const hashes = hashesOf([entry['sdist'], ...list(entry['wheels'])]);
    return [
      {
        name: pythonName(text(entry['name']) ?? ''),
        version: text(entry['version']),
        hashes,
        git: from['git'] !== undefined,
        line,
        source: text(from['registry']) ?? '',
      },
    ];
  });

/** PEP 751. */
export const pylock: Oracle = (source) =>
  entriesOf(source, 'packages').flatMap(([entry, line]): Stated[] => {
    if (entry['directory'] !== undefined) return [];
    const files = [entry['sdist'], entry['archive'], ...list(entry['wheels'])];
    const hashes = files.flatMap((file) =>
      Object.entries(plain(plain(file)['hashes'])).map(([algorithm, value]) => `${algorithm}:${String(value)}`),
    );
    return [
      { name: pythonName(text(entry['name']) ?? ''), version: text(entry['version']), hashes, git: entry['vcs'] !== undefined, line },
    ];
  });

export const cargoLock: Oracle = (source) =>
  entriesOf(source, 'package').flatMap(([entry, line, data]): Stated[] => {
    const from = text(entry['source']);
    if (from === null) return [];
    // The first form has the checksums of all packages in one table.
    const beside = plain(data['metadata'])[`checksum ${String(entry['name'])} ${String(entry['version'])} (${from})`];
    const checksum = text(entry['checksum'] ?? beside);
    return [
      {
        name: text(entry['name']) ?? '',
        version: text(entry['version']),
        hashes: checksum === null ? [] : [`sha256:${checksum}`],
        git: from.startsWith('git+'),
        line,
        source: from.startsWith('registry+') ? from.slice('registry+'.length) : '',
      },
    ];
  });
