/** Questions to a registry of npm. Source: npm, "package metadata"; pacote, lib/registry.js. */
import type { Question } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import type { PackageSubject } from '../registry.ts';

/** Of the largest packages, with thousands of versions. */
const DOCUMENT_BYTES = 64 * 1024 * 1024;
const VERSION_BYTES = 1024 * 1024;
const ATTESTATION_BYTES = 4 * 1024 * 1024;

/** npm's rule for names, without what would be another path (T19). */
const NAME = /^(?:@[\w~-][\w.~-]{0,100}\/)?[\w~-][\w.~-]{0,213}$/;
const VERSION = /^\d[\w.+-]{0,127}$/;

export interface NpmSubject {
  readonly name: string;
  readonly version: string;
}

/** Null: nothing that a registry could serve; nobody is asked. */
export function npmSubjectOf({ ref, version }: Pick<PackageSubject, 'ref' | 'version'>): NpmSubject | null {
  const name = displayName(ref);
  return ref.type === 'npm' && NAME.test(name) && VERSION.test(version) ? { name, version } : null;
}

/** Everything about every version of a name, with the times of publishing. */
export function documentQuestion({ name }: NpmSubject): Question {
  return ask(`npm/${name}`, `/${encoded(name)}`, DOCUMENT_BYTES);
}

/** One version alone, without times: for names whose document is larger than anybody reads. */
export function versionQuestion({ name, version }: NpmSubject): Question {
  return ask(`npm/${name}/${version}`, `/${encoded(name)}/${encodeURIComponent(version)}`, VERSION_BYTES);
}

export function attestationsQuestion({ name, version }: NpmSubject): Question {
  return ask(
    `npm/attestations/${name}@${version}`,
    `/-/npm/v1/attestations/${encoded(name)}@${encodeURIComponent(version)}`,
    ATTESTATION_BYTES,
  );
}

/** Keys that the registry itself serves. */
export const KEYS_QUESTION: Question = ask('npm/keys', '/-/npm/v1/keys', VERSION_BYTES);

function ask(key: string, path: string, maxBytes: number): Question {
  return { key, host: 'npm', path, query: {}, maxBytes };
}

/** "@scope/name" is one segment of the path. */
function encoded(name: string): string {
  return name.replace('/', '%2f');
}
