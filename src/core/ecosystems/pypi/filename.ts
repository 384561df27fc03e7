/** What the name of a file of an index says. Source: binary distribution format (PEP 427), source distribution format (PEP 625), and `packaging.utils`, which reads older ones. */
import { normalizePackageName } from '../../ref/package-types.ts';
import { versionKey } from './version.ts';

interface OfRelease {
  /** In normal form. */
  readonly name: string;
  /** One text for all spellings of a version. */
  readonly version: string;
}

export interface SourceArchive extends OfRelease {
  readonly kind: 'sdist';
  readonly extension: '.tar.gz' | '.zip';
}

export interface Wheel extends OfRelease {
  readonly kind: 'wheel';
  /** "1", "2a": digits without leading zeros, then the rest; null without one. */
  readonly build: string | null;
  /** Sorted, lower case, each once: in a name they may stand in any order. */
  readonly interpreters: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

export type PypiFile = SourceArchive | Wheel;

/** File systems take 255 bytes. */
const MAX_LENGTH = 512;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const BUILD = /^(\d+)([A-Za-z0-9_.]*)$/;
const TAGS = /^\w+(?:\.\w+)*$/;

/** Null: none that an installer would take. Linear; never throws. */
export function parsePypiFilename(filename: string): PypiFile | null {
  if (filename.length > MAX_LENGTH) return null;
  if (filename.endsWith('.whl')) return parseWheel(filename.slice(0, -'.whl'.length));
  if (filename.endsWith('.tar.gz')) return parseSource(filename.slice(0, -'.tar.gz'.length), '.tar.gz');
  return filename.endsWith('.zip') ? parseSource(filename.slice(0, -'.zip'.length), '.zip') : null;
}

/** Whether two names are those of one file. */
export function isSamePypiFile(a: PypiFile, b: PypiFile): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A version has no dash in it: the last one ends the name. */
function parseSource(stem: string, extension: SourceArchive['extension']): SourceArchive | null {
  const dash = stem.lastIndexOf('-');
  const release = dash < 0 ? null : releaseOf(stem.slice(0, dash), stem.slice(dash + 1));
  return release === null ? null : { kind: 'sdist', ...release, extension };
}

function parseWheel(stem: string): Wheel | null {
  const parts = stem.split('-');
  if (parts.length !== 5 && parts.length !== 6) return null;
  const [name = '', version = ''] = parts;
  const build = parts.length === 6 ? buildOf(parts[2] ?? '') : null;
  const [interpreters, abis, platforms] = parts.slice(-3).map(tagsOf);
  const release = name.includes('__') ? null : releaseOf(name, version);
  if (release === null || build === '' || !interpreters || !abis || !platforms) return null;
  return { kind: 'wheel', ...release, build, interpreters, abis, platforms };
}

function releaseOf(name: string, version: string): OfRelease | null {
  const key = versionKey(version);
  return key === null || !NAME.test(name) ? null : { name: normalizePackageName('pypi', name), version: key };
}

/** Empty: none. */
function buildOf(text: string): string {
  const [, digits, rest = ''] = BUILD.exec(text) ?? [];
  return digits === undefined ? '' : `${digits.replace(/^0+(?=\d)/, '')}${rest}`;
}

/** Null: none. */
function tagsOf(text: string): string[] | null {
  return TAGS.test(text) ? [...new Set(text.toLowerCase().split('.'))].sort() : null;
}
