/** What an index of Python packages answers, in its shapes (simple repository API, Integrity API, JSON API). */
import type { Served } from './index.ts';

export interface FakeFile {
  readonly filename: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly at: string;
  readonly yanked?: string | boolean;
  readonly provenance?: boolean;
}

/** The page of a project; `name` in normal form. */
export function pypiPage(name: string, files: readonly FakeFile[], more: Readonly<Record<string, unknown>> = {}): Served {
  return {
    [`/pypi-index/simple/${name}/`]: {
      meta: { 'api-version': '1.4' },
      name,
      'project-status': { status: 'active' },
      files: files.map(({ filename, sha256, at, yanked = false, provenance = false }) => ({
        filename,
        url: `https://files.example/${filename}`,
        hashes: { sha256 },
        size: 1,
        'upload-time': at,
        yanked,
        provenance: provenance ? `https://index.example/integrity/${filename}` : null,
      })),
      ...more,
    },
  };
}

/** What its publisher states of a version. */
export function pypiStated(name: string, version: string, info: Readonly<Record<string, unknown>>): Served {
  return { [`/pypi-index/pypi/${name}/${version}/json`]: { info: { name, version, ...info } } };
}

export function pypiProvenanceReply(name: string, version: string, filename: string, reply: unknown): Served {
  return { [`/pypi-index/integrity/${name}/${version}/${filename}/provenance`]: reply };
}
