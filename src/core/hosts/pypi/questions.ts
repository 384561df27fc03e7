/** Questions to an index of Python packages. Source: packaging specifications, "Simple repository API"; Warehouse, "Integrity API", "JSON API". */
import type { Question } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import type { PackageSubject } from '../registry.ts';

const PAGE_BYTES = 32 * 1024 * 1024;
const VERSION_BYTES = 8 * 1024 * 1024;
const PROVENANCE_BYTES = 4 * 1024 * 1024;

/** PEP 503, normal form. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,212}[a-z0-9])?$/;
/** PEP 440, any spelling; no character that would need an escape but "+" and "!". */
const VERSION = /^[\w.+!-]{1,128}$/;
/** Of wheels and source archives. */
const FILE = /^[\w][\w.+!-]{0,250}$/;

export interface PypiSubject {
  /** In normal form. */
  readonly name: string;
  readonly version: string;
}

/** Null: nothing that an index could serve; nobody is asked. */
export function pypiSubjectOf({ ref, version }: Pick<PackageSubject, 'ref' | 'version'>): PypiSubject | null {
  const name = displayName(ref);
  return ref.type === 'pypi' && NAME.test(name) && VERSION.test(version) && !/^\.+$/.test(version) ? { name, version } : null;
}

/** All files of all versions, with their hashes. */
export function pageQuestion({ name }: PypiSubject): Question {
  return { ...ask(`pypi/${name}`, `/simple/${name}/`, PAGE_BYTES), accept: 'application/vnd.pypi.simple.v1+json' };
}

/** What the publisher states of one version: license, author, summary. Only PyPI itself, and few others, have it. */
export function statedQuestion({ name, version }: PypiSubject): Question {
  return ask(`pypi/${name}/${version}`, `/pypi/${name}/${encodeURIComponent(version)}/json`, VERSION_BYTES);
}

/** Null: not the name of a file. */
export function provenanceQuestion({ name, version }: PypiSubject, file: string): Question | null {
  if (!FILE.test(file)) return null;
  const question = ask(
    `pypi/provenance/${name}/${version}/${file}`,
    `/integrity/${name}/${encodeURIComponent(version)}/${encodeURIComponent(file)}/provenance`,
    PROVENANCE_BYTES,
  );
  return { ...question, accept: 'application/vnd.pypi.integrity.v1+json' };
}

function ask(key: string, path: string, maxBytes: number): Question {
  return { key, host: 'pypi', path, query: {}, maxBytes };
}
