/** What the address of an archive says of itself: registries of npm and their mirrors put the name and the version into the path. */
import semver from 'semver';

export interface NamedArchive {
  readonly name: string;
  /** Null: the path says none. */
  readonly version: string | null;
}

const SCOPED = String.raw`(@[\w.~-]{1,214}\/)?([\w.~-]{1,214})`;
/** "<name>/-/<file>.tgz", and with the scope again before the file (Artifactory, GitLab). */
const PLAIN = new RegExp(String.raw`\/${SCOPED}\/-\/(?:@[\w.~-]{1,214}\/)?([\w.~+-]{1,400})\.tgz$`);
/** "<name>/download/<file>.tgz" (cnpm). */
const CNPM = new RegExp(String.raw`\/${SCOPED}\/download\/(?:@[\w.~-]{1,214}\/)?([\w.~+-]{1,400})\.tgz$`);
/** "packages/<name>/<version>/<file>.tgz" (the storage of cnpm). */
const STORED = new RegExp(String.raw`\/packages\/${SCOPED}\/\d[\w.~+-]{0,127}\/([\w.~+-]{1,400})\.tgz$`);
/** "download/<name>/<version>/…" (packages of GitHub). */
const DOWNLOAD = new RegExp(String.raw`\/download\/${SCOPED}\/(\d[\w.~+-]{0,127})\/[^/]{1,200}$`);

/** Null: no path of a registry, but somebody's own address. `location`: cleaned. */
export function archiveAt(location: string): NamedArchive | null {
  const cut = location.slice(0, 1_000);
  const path = cut.includes('%') ? cut.replaceAll(/%2f/gi, '/').replaceAll('%40', '@').replaceAll(/%2b/gi, '+') : cut;
  const [, scope = '', base, file] = PLAIN.exec(path) ?? CNPM.exec(path) ?? STORED.exec(path) ?? [];
  if (base === undefined || file === undefined) {
    const [, owner = '', name, version] = DOWNLOAD.exec(path) ?? [];
    return name === undefined || version === undefined ? null : { name: `${owner}${name}`, version };
  }
  if (file.toLowerCase().startsWith(`${base.toLowerCase()}-`)) return { name: `${scope}${base}`, version: file.slice(base.length + 1) };
  // The folder names one package, and the file another: what is fetched is the file.
  const [, other, its] = /^(.{1,214}?)-(\d{1,9}\.\d{1,9}\.\d.{0,127})$/.exec(file) ?? [];
  return other === undefined || its === undefined ? { name: `${scope}${base}`, version: null } : { name: other, version: its };
}

/** The version in the address of an archive of that package; null: none, or it is of another package. */
export function archiveVersion(name: string, location: string | null): string | null {
  const said = location === null ? null : archiveAt(location);
  return said?.name === name && semver.valid(said.version) !== null ? said.version : null;
}

/**
 * "name@version" of the package that the address of an archive names, where that is not the one that stands beside it; undefined: it is, or the
 * address says nothing. Capital letters and build metadata tell no packages apart.
 */
export function otherArchive(name: string, version: string | null, location: string | null): string | undefined {
  const said = location === null ? null : archiveAt(location);
  if (said === null) return undefined;
  const isName = said.name.toLowerCase() === name.toLowerCase();
  const isVersion = version === null || said.version === null || version === said.version || isSame(version, said.version);
  if (isName && isVersion) return undefined;
  return said.version === null ? said.name : `${said.name}@${said.version}`;
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [semver.parse(a, { loose: true }), semver.parse(b, { loose: true })];
  // What is no version by the rules of npm was never published under its name.
  return one === null || other === null || one.compare(other) === 0;
}
