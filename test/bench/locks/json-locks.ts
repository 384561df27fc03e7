/** Locks in JSON: the engine's own parser gives the values, jsonc-parser the places. */
import { parse, parseTree, findNodeAtLocation, type Node } from 'jsonc-parser';
import { list, type Oracle, plain, type Plain, pythonName, type Stated, text } from './stated.ts';

type LineAt = (path: readonly (string | number)[]) => number;

/** The line of the key of a value. */
function lineFinder(source: string): LineAt {
  const tree = parseTree(source) as Node;
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (path) => {
    const offset = findNodeAtLocation(tree, [...path])?.parent?.offset ?? 0;
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

const isGit = (address: string | null): boolean =>
  address !== null && /^(?:git[+:@]|github:|gitlab:|bitbucket:|[\w.-]+\/[\w.-]+#)/.test(address);
const sri = (value: unknown): string[] => (text(value) ?? '').split(/\s+/).filter((one) => one !== '');

export const packageLock: Oracle = (source) => {
  const data = plain(JSON.parse(source));
  const at = lineFinder(source);
  return data['packages'] === undefined
    ? [...oldEntries(plain(data['dependencies']), ['dependencies'], at)]
    : newEntries(plain(data['packages']), at);
};

/** npm, "package-lock.json", packages: the key ends in the name; links and folders of the tree are no packages of a registry. */
function newEntries(packages: Plain, at: LineAt): Stated[] {
  return Object.entries(packages).flatMap(([key, value]) => {
    const entry = plain(value);
    if (!/(?:^|\/)node_modules\//.test(key) || entry['link'] === true) return [];
    const resolved = text(entry['resolved']);
    const name = text(entry['name']) ?? key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [
      {
        name,
        version: text(entry['version']),
        hashes: sri(entry['integrity']),
        git: isGit(resolved),
        line: at(['packages', key]),
        ...(isGit(resolved) ? {} : { source: resolved ?? '' }),
      },
    ];
  });
}

function* oldEntries(entries: Plain, path: readonly string[], at: LineAt): Generator<Stated> {
  for (const [key, value] of Object.entries(entries)) {
    const entry = plain(value);
    const stated = text(entry['version']) ?? '';
    const alias = /^npm:(.+)@([^@]+)$/.exec(stated);
    const version = alias?.[2] ?? (/^\d/.test(stated) ? stated : null);
    const git = isGit(stated);
    if (!stated.startsWith('file:'))
      yield { name: alias?.[1] ?? key, version, hashes: sri(entry['integrity']), git, line: at([...path, key]) };
    yield* oldEntries(plain(entry['dependencies']), [...path, key, 'dependencies'], at);
  }
}

/** Bun, bun.lock: `["name@version", registry, {…}, integrity]`; git and tarballs have no registry, members of the workspace only a name. */
export const bunLock: Oracle = (source) => {
  const data = plain(parse(source, [], { allowTrailingComma: true }));
  const at = lineFinder(source);
  return Object.entries(plain(data['packages'])).flatMap(([key, value]) => {
    const entry = list(value);
    const [, name = '', version = ''] = /^(@?[^@]+)@(.*)$/.exec(text(entry[0]) ?? '') ?? [];
    if (/^(?:workspace|link|file|root):/.test(version)) return [];
    const git = isGit(version);
    const isExact = /^\d/.test(version);
    return [{ name, version: isExact ? version : null, hashes: isExact ? sri(entry.at(-1)) : [], git, line: at(['packages', key]) }];
  });
};

/** Deno, deno.lock: the packages of npm; the key is `name@version`, peers behind "_". */
export const denoLock: Oracle = (source) => {
  const data = plain(JSON.parse(source));
  const at = lineFinder(source);
  const path = [['npm'], ['packages', 'npm'], ['npm', 'packages']].find((one) => {
    const found = one.reduce<unknown>((inner, key) => plain(inner)[key], data);
    return Object.keys(plain(found)).some((key) => key.includes('@'));
  });
  if (path === undefined) return [];
  return Object.entries(plain(path.reduce<unknown>((inner, key) => plain(inner)[key], data))).map(([key, value]) => {
    const [, name = '', version = ''] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
    return { name, version, hashes: sri(plain(value)['integrity']), git: false, line: at([...path, key]) };
  });
};

export const pipfileLock: Oracle = (source) => {
  const at = lineFinder(source);
  return Object.entries(plain(JSON.parse(source))).flatMap(([group, packages]) =>
    Object.entries(group === '_meta' ? {} : plain(packages)).flatMap(([name, value]): Stated[] => {
      const entry = plain(value);
      if (entry['path'] !== undefined || (entry['file'] !== undefined && !/^https?:/.test(text(entry['file']) ?? ''))) return [];
      const version = (text(entry['version']) ?? '').replace(/^==/, '');
      const hashes = list(entry['hashes']).flatMap((one) => text(one) ?? []);
      return [
        {
          name: pythonName(name),
          version: version === '' ? null : version,
          hashes,
          git: entry['git'] !== undefined,
          line: at([group, name]),
        },
      ];
    }),
  );
};
