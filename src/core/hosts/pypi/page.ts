/** Answers of an index of Python packages, by schema: only what is used, every length capped. */
import { z } from 'zod';
import { pypiMetadata } from '../../ecosystems/pypi/metadata.ts';
import type { PackageMetadata, RegistryFacts } from '../../model/index.ts';
import { jsonIn } from '../bodies.ts';

const MAX_FILES = 100_000;

const file = z.object({
  filename: z.string().min(1).max(300),
  hashes: z.object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
  }),
  'upload-time': z.iso.datetime({ offset: true }).nullish().catch(null),
  yanked: z.union([z.boolean(), z.string()]).optional().catch(true),
  // An address, which is never asked: where provenance lies follows from the name of the file.
  provenance: z.string().max(2000).nullish().catch(null),
});
export type PageFile = z.output<typeof file>;

const page = z.object({
  name: z.string().max(300),
  files: z.array(file).max(MAX_FILES),
  'project-status': z.object({ status: z.enum(['active', 'archived', 'deprecated', 'quarantined']).catch('active') }).optional(),
});

export interface PypiPage {
  readonly name: string;
  readonly files: readonly PageFile[];
  readonly status: RegistryFacts['status'];
}

const known = new WeakMap<Uint8Array, PypiPage | null>();

/** Null: not such a page. One body is read once: it speaks of every version of a name. */
export function readPage(body: Uint8Array): PypiPage | null {
  const before = known.get(body);
  if (before !== undefined) return before;
  const read = page.safeParse(jsonIn(body));
  const found = read.success ? { name: read.data.name, files: read.data.files, status: read.data['project-status']?.status ?? null } : null;
  known.set(body, found);
  return found;
}

const version = z.object({
  info: z.object({
    name: z.string().max(300),
    version: z.string().max(200),
    license_expression: z.string().max(2000).nullish().catch(null),
    license: z.string().max(200_000).nullish().catch(null),
    classifiers: z.array(z.string().max(300)).max(1000).nullish().catch(null),
    summary: z.string().max(5000).nullish().catch(null),
    author: z.string().max(2000).nullish().catch(null),
    author_email: z.string().max(2000).nullish().catch(null),
    maintainer: z.string().max(2000).nullish().catch(null),
  }),
});

export type PypiStated = PackageMetadata & { readonly name: string; readonly version: string };

/** Null: not such an answer. */
export function readStated(body: Uint8Array): PypiStated | null {
  const read = version.safeParse(jsonIn(body));
  if (!read.success) return null;
  const { info } = read.data;
  return {
    name: info.name,
    version: info.version,
    ...pypiMetadata({
      expression: info.license_expression ?? null,
      license: info.license ?? null,
      classifiers: info.classifiers ?? [],
      summary: info.summary ?? null,
      author: info.author ?? null,
      maintainer: info.maintainer ?? null,
      authorEmail: info.author_email ?? null,
    }),
  };
}
