/** The shape of a lock file. One source for the reader and the JSON Schema; what lies between entries is checked in check.ts. */
import { z } from 'zod';
import { parseConcluded } from '../license/expression.ts';
import { isFullCommit, isShortCommit, parseRef } from '../ref/parse.ts';
import { formatRef } from '../ref/format.ts';
import type { RefType } from '../ref/index.ts';
import { LOCK_SHAPE, MAX_MAY } from './limits.ts';

/** Concluded licenses are conjunctions of several claims. UTF-16 units. */
const MAX_LICENSE = 16_384;

const SIZE = 'expected a size in bytes';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected a sha256: 64 lower-case hex digits' });

const commit = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, { error: 'expected a full commit: 40 or 64 lower-case hex digits' })
  .describe('The full commit whose files are listed.');

const requested = z
  .string()
  .min(1)
  .max(255)
  .superRefine((text, context) => {
    const problem = requestedProblem(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .nullable()
  .describe('Branch, tag or full commit that the code asks for; null when it asks for none.');

const license = z
  .string()
  .min(1)
  .max(MAX_LICENSE)
  .refine((text) => parseConcluded(text) !== null, { error: 'expected an SPDX license expression, or null' })
  .nullable()
  .describe('SPDX expression; null when it is not known.');

export const fileSchema = z.strictObject({
  sha256,
  size: z.int({ error: SIZE }).min(0, { error: SIZE }).describe('Bytes.'),
});

const reference = z.string().superRefine((text, context) => {
  const problem = referenceProblem(text);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

const signed = z.string().min(1).max(1000);
/** Flat, so that a reviewer sees a changed signer as one changed line. */
const signer = z.union(
  [
    z.strictObject({ identity: signed, issuer: signed, bundle: sha256.describe('sha256 of the signature file.') }),
    z.strictObject({ key: sha256.describe("sha256 of the key's PEM text."), bundle: sha256 }),
  ],
  { error: 'expected a signer with its signature file, or null' },
);

const entry = {
  requested,
  commit,
  hubId: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/, { error: 'expected the id that the hub gives a repository, or null' })
    .nullable()
    .default(null)
    .describe("The hub's own id of the repository; null when it was not told."),
  license,
  licenseText: sha256.nullable().describe('sha256 of the license text; null when there was none.'),
  baseModels: z.array(reference).max(LOCK_SHAPE.list).describe('References, each once.'),
  signer: signer.nullable().describe('Who signed this commit, as verified when the entry was written; null when no signature was valid.'),
};

/** Who it is that somebody names, for people to read. */
const somebody = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: 'contains control characters' })
  .nullable();

/** Of a load: what deployment may give. */
export const declaredLoadSchema = z.strictObject({
  may: z
    .array(
      z.string().superRefine((text, context) => {
        const problem = mayProblem(text);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      }),
    )
    .min(1)
    .max(MAX_MAY)
    .describe('References, each once: what deployment may give, "hf:org/name@<40 hex>".'),
});

/** Of an address: what lies there. */
export const declaredAddressSchema = z.strictObject({
  sha256,
  license,
  supplier: somebody.describe('Who made it; null when it is not known.'),
  base: z.array(reference).max(MAX_MAY).describe('References, each once: what it was made from.'),
  signer: somebody.describe('Who signed it, as stated; null when nobody did.'),
});

const formatVersion = z.literal(1, { error: 'expected 1: a newer Weighbridge may have written it' });

/** One object of strings to anything. The reader takes it apart itself: a schema of the whole would collect a million complaints, and copy them at each level. */
const anything = z.record(z.string(), z.unknown());

/** The outermost object, its entries and declarations unread. */
export const frameSchema = z.strictObject({ formatVersion, declarations: anything.default({}), entries: anything });

/** One entry, its files unread. */
export const entrySchema = z.strictObject({ ...entry, files: anything });

/** The whole, for the JSON Schema; of the same pieces. */
export const lockSchema = z.strictObject({
  formatVersion,
  declarations: z
    .record(z.string(), z.union([declaredLoadSchema, declaredAddressSchema]))
    .optional()
    .describe(
      'What people state where nothing can be read. By load, "app/llm.py: environment MODEL_ID", or by address, "s3://bucket/key".',
    ),
  entries: z
    .record(
      z.string(),
      z.strictObject({ ...entry, files: z.record(z.string(), fileSchema).describe('Every file of the commit by its path.') }),
    )
    .describe('By reference: "hf:org/name" or "hf:datasets/org/name"; "@revision" behind it tells several revisions of one model apart.'),
});

/** Hub pull-request refs are served under the name of the repository they attack (T7); a shortened commit is no commit. */
function requestedProblem(text: string): string | null {
  if (/[\s\p{C}]/u.test(text)) return 'contains white space or control characters';
  if (/^refs\/pr\//i.test(text)) return `"${text}" is a pull request of the hub, no revision of the repository`;
  if (isShortCommit(text)) return `"${text}" is a shortened commit`;
  return null;
}

const MAY: ReadonlySet<string> = new Set<RefType>(['hf', 'modelscope', 'ollama', 'catalog', 'gh', 'url', 'oci', 'service']);

/** A model, dataset or service, in the one spelling that our grammar has for it. */
export function mayProblem(text: string): string | null {
  try {
    const ref = parseRef(text);
    if (!MAY.has(ref.type)) return `"${text}" is not a model, dataset or service`;
    if (text.includes('*')) return `"${text}" is a pattern; a declaration names each one`;
    const version = ref.version !== null && isFullCommit(ref.version) ? ref.version.toLowerCase() : ref.version;
    const problem = version === null ? null : requestedProblem(version);
    if (problem !== null) return problem;
    const canonical = formatRef({ ...ref, version });
    return canonical === text ? null : `"${text}" is written "${canonical}"`;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : 'not a reference';
  }
}

/** Only what a hub with commits can answer for is locked, in the one spelling that our grammar has for it. */
export function referenceProblem(text: string): string | null {
  try {
    const ref = parseRef(text);
    if (ref.type !== 'hf') return `"${text}" is not a model or dataset of the Hugging Face Hub (hf:org/name)`;
    if (ref.version !== null && isFullCommit(ref.version)) return `"${text}" names a commit; that belongs under "commit"`;
    const canonical = formatRef(ref);
    return canonical === text ? null : `"${text}" is written "${canonical}"`;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : 'not a reference';
  }
}
