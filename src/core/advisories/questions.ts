/** What databases of advisories are asked: by the service of the OSV project, or of one that was downloaded from it. */
import { createHash } from 'node:crypto';
import type { Question } from '../model/index.ts';
import type { AdvisoryPackage } from './packages.ts';

/** Hosts of the questions: the service, and the files that the operator has of it. */
export const ADVISORY_SERVICE = 'osv';
export const ADVISORY_DATABASE = 'osv-database';

/** Packages in one question, so that one page that fails does not lose the rest. */
export const PER_QUESTION = 500;
const BATCH_BYTES = 16 * 1024 * 1024;
const RECORD_BYTES = 2 * 1024 * 1024;
/** Of a database: all records about the packages of one question. */
export const DATABASE_BYTES = 64 * 1024 * 1024;

export interface PagedPackage {
  readonly pack: AdvisoryPackage;
  /** Of the page before; null: the first page. */
  readonly token: string | null;
}

/** `POST /v1/querybatch`: which advisories name each, ids alone, in the order of the packages. */
export function batchQuestion(packages: readonly PagedPackage[]): Question {
  const queries = packages.map(({ pack: { ecosystem, name, version }, token }) => ({
    package: { ecosystem, name },
    version,
    ...(token === null ? {} : { page_token: token }),
  }));
  return posted(ADVISORY_SERVICE, '/v1/querybatch', JSON.stringify({ queries }), BATCH_BYTES);
}

/** `GET /v1/vulns/{id}`. `id`: one that `isAdvisoryId`. */
export function recordQuestion(id: string): Question {
  const path = `vulns/${encodeURIComponent(id)}`;
  return { key: `${ADVISORY_SERVICE}/${path}`, host: ADVISORY_SERVICE, path: `/v1/${path}`, query: {}, maxBytes: RECORD_BYTES };
}

/** All records about these names, whatever the version. */
export function databaseQuestion(packages: readonly Pick<AdvisoryPackage, 'ecosystem' | 'name'>[]): Question {
  const body = JSON.stringify({ packages: packages.map(({ ecosystem, name }) => ({ ecosystem, name })) });
  return posted(ADVISORY_DATABASE, '/v1/records', body, DATABASE_BYTES);
}

/** The digest of the body stands in the key: names of packages need not, and two bodies are two questions. */
function posted(host: string, path: string, body: string, maxBytes: number): Question {
  const digest = createHash('sha256').update(body).digest('hex');
  return { key: `${host}${path.slice('/v1'.length)}/${digest}`, host, path, query: {}, maxBytes, body };
}

/** Pieces of at most `PER_QUESTION`, in order. */
export function inPages<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PER_QUESTION) }, (_, page) =>
    all.slice(page * PER_QUESTION, (page + 1) * PER_QUESTION),
  );
}
