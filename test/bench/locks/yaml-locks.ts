/** Locks in YAML, by a whole parser of YAML; those of Yarn by Yarn's own. */
import { parseSyml } from '@yarnpkg/parsers';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, parse, type Pair } from 'yaml';
import { list, type Oracle, plain, type Plain, pythonName, type Stated, text } from './stated.ts';

/** The value of a key, and the line of each key of a map, or of each entry of a list. */
function placesOf(source: string, ...path: readonly string[]): readonly number[] {
  const counter = new LineCounter();
  const node = parseDocument(source, { lineCounter: counter, merge: false }).getIn(path, true);
  const offsets = isMap(node)
    ? node.items.map(({ key }: Pair) => (isScalar(key) ? (key.range?.[0] ?? 0) : 0))
    : isSeq(node)
      ? node.items.map((one) => (isMap(one) ? (one.range?.[0] ?? 0) : 0))
      : [];
  return offsets.map((offset) => counter.linePos(offset).line);
}

/** pnpm, "lockfile specification": `/name/1.0.0_peers` (5), `/name@1.0.0(peers)` (6), `name@1.0.0` (9). */
export const pnpmLock: Oracle = (source) => {
  const data = plain(parse(source, { merge: false }));
  const format = Number(data['lockfileVersion']);
  const lines = placesOf(source, 'packages');
  // One package with different peers stands there several times.
  return Object.entries(plain(data['packages'])).flatMap(([key, value], index): Stated[] => {
    const resolution = plain(plain(value)['resolution']);
    if (resolution['directory'] !== undefined || key.startsWith('file:')) return [];
    const [, ownName, ownVersion] =
      (format < 6 ? /^\/((?:@[^/]+\/)?[^/]+)\/([^_/]+)/ : /^\/?((?:@[^/]+\/)?[^@/]+)@([^(:]+)(?:\(|$)/).exec(key) ?? [];
    const name = text(plain(value)['name']) ?? ownName ?? /^((?:@[^/]+\/)?[^@/]+)@/.exec(key)?.[1] ?? '';
    const version = text(plain(value)['version']) ?? ownVersion ?? null;
    const git =
      resolution['commit'] !== undefined || /codeload\.github\.com|gitlab\.com|bitbucket\.org/.test(text(resolution['tarball']) ?? '');
    return [
      {
        name,
        version,
        hashes: (text(resolution['integrity']) ?? '').split(/\s+/).filter((one) => one !== ''),
        git,
        line: lines[index] ?? 0,
      },
    ];
  });
};

/** Yarn gives no places: its keys are looked for at the beginnings of lines. */
export const yarnLock: Oracle = (source) => {
  const data = plain(parseSyml(source));
  const starts = new Map(
    source
      .split(/\r?\n/)
      .flatMap((line, index) =>
        /^["\w@]/.test(line) ? descriptorsOf(line.replace(/:\s*$/, '')).map((one) => [one, index + 1] as const) : [],
      ),
  );
  return Object.entries(data).flatMap(([key, value]): Stated[] => {
    const entry = plain(value);
    const line = starts.get(descriptorsOf(key)[0] ?? '') ?? 0;
    if (key === '__metadata') return [];
    return data['__metadata'] === undefined ? [classic(key, entry, line)] : berry(entry, line);
  });
};

/** One entry is what several ask for. */
function descriptorsOf(key: string): string[] {
  return key.replaceAll('"', '').split(/,\s*/);
}

function classic(key: string, entry: Plain, line: number): Stated {
  const [, own = '', range = ''] = /^(@?[^@]+)@(.*)$/.exec(descriptorsOf(key)[0] ?? '') ?? [];
  const resolved = text(entry['resolved']) ?? '';
  const [, sha1] = /#([0-9a-f]{40})$/.exec(resolved) ?? [];
  const git = /^git[+:@]|\.git#|codeload\.github\.com/.test(resolved);
  const behind = sha1 === undefined || git ? [] : [`sha1-${Buffer.from(sha1, 'hex').toString('base64')}`];
  const integrity = (text(entry['integrity']) ?? '').split(/\s+/).filter((one) => one !== '');
  return {
    name: /^npm:(@?[^@]+)@/.exec(range)?.[1] ?? own,
    version: text(entry['version']),
    hashes: [...behind, ...integrity],
    git,
    ...(git ? {} : { source: resolved.replace(/#.*$/, '') }),
    line,
  };
}

/** Its checksums are of archives that Yarn makes: no hash of what is fetched. */
function berry(entry: Plain, line: number): Stated[] {
  const [, name = '', protocol = '', version = ''] = /^(@?[^@]+)@([a-z+]+):(.*)$/.exec(text(entry['resolution']) ?? '') ?? [];
  if (text(entry['linkType']) === 'soft' || protocol === 'workspace') return [];
  const git = /\.git#|#commit=/.test(version);
  return [{ name, version: text(entry['version']), hashes: [], git, line }];
}

export const condaLock: Oracle = (source) => {
  const lines = placesOf(source, 'package');
  return list(plain(parse(source, { maxAliasCount: -1 }))['package']).map((one, index) => {
    const entry = plain(one);
    const name = text(entry['name']) ?? '';
    const isPip = entry['manager'] === 'pip';
    const sha256 = text(plain(entry['hash'])['sha256']);
    const hashes = sha256 === null ? [] : [`sha256:${sha256}`];
    return {
      name: isPip ? pythonName(name) : name.toLowerCase(),
      version: String(entry['version']),
      hashes,
      git: false,
      line: lines[index] ?? 0,
    };
  });
};

/** pixi writes the address of the archive, whose name is `name-version-build`; an entry of PyPI says both itself. */
export const pixiLock: Oracle = (source) => {
  const lines = placesOf(source, 'packages');
  return list(plain(parse(source, { schema: 'failsafe' }))['packages']).flatMap((one, index): Stated[] => {
    const entry = plain(one);
    const kind = text(entry['kind']);
    const conda = text(entry['conda']) ?? (kind === 'conda' ? text(entry['url']) : null);
    const pypi = text(entry['pypi']) ?? (kind === 'pypi' ? (text(entry['url']) ?? text(entry['path'])) : null);
    const sha256 = text(entry['sha256']);
    const hashes = sha256 === null ? [] : [`sha256:${sha256}`];
    const line = lines[index] ?? 0;
    if (conda !== null) {
      const [, name = '', version = ''] = /([^/]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)$/.exec(conda) ?? [];
      return name === ''
        ? []
        : [{ name: text(entry['name']) ?? name, version: text(entry['version']) ?? version, hashes, git: false, line }];
    }
    if (pypi === null || !/^(?:https?:|git\+)/.test(pypi)) return [];
    return [{ name: pythonName(text(entry['name']) ?? ''), version: text(entry['version']), hashes, git: pypi.startsWith('git+'), line }];
  });
};
