/** A DSSE payload as an in-toto statement, and whether it speaks of the artifact. Source: in-toto attestation framework, Statement v0.1 and v1. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readStrictJson } from '../strict-json.ts';
import { BundleRefusal, type VerifiedStatement } from './outcome.ts';
import type { Artifact, DigestName } from './signature-content.ts';

export const IN_TOTO = 'application/vnd.in-toto+json';

const TYPES: ReadonlySet<string> = new Set(['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1']);

/** Digests of a file that can be compared; a subject may have others, of commits or folders. */
const COMPARED: readonly DigestName[] = ['sha256', 'sha384', 'sha512'];

/** Of a predicate nothing is known here; the manifest of a big model has some hundred thousand values. */
const MAX_VALUES = 2_000_000;

const statementSchema = z.looseObject({
  _type: z.string(),
  predicateType: z.string().min(1),
  subject: z
    .array(z.looseObject({ name: z.string().nullish(), uri: z.string().nullish(), digest: z.record(z.string(), z.string()) }))
    .min(1),
  predicate: z.unknown().optional(),
});

export interface SignedStatement {
  /** One of the two that in-toto has. */
  readonly type: string;
  readonly predicateType: string;
  /** At least one. Digests by algorithm, as written: ask with `Object.hasOwn`. */
  readonly subjects: readonly {
    readonly name: string | null;
    readonly uri: string | null;
    readonly digest: Readonly<Record<string, string>>;
  }[];
  /** Whatever its type says; nothing is checked. */
  readonly predicate: unknown;
}

/** What a DSSE envelope says. Throws Refusal. */
export function readSignedStatement(payloadType: string, payload: Uint8Array): SignedStatement {
  if (payloadType !== IN_TOTO) throw new BundleRefusal('content', `the payload is "${payloadType}", not an in-toto statement`);
  const json = readStrictJson(payload, MAX_VALUES);
  if (!json.ok) throw new BundleRefusal('content', `the signed statement is refused: ${json.cause}`);
  const read = statementSchema.safeParse(json.data);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new BundleRefusal(
      'content',
      `the signed statement is refused: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`,
    );
  }
  const { _type: type, predicateType, subject, predicate } = read.data;
  if (!TYPES.has(type)) throw new BundleRefusal('content', `the signed statement calls itself "${type}"`);
  const subjects = subject.map(({ name, uri, digest }) => ({ name: name ?? null, uri: uri ?? null, digest }));
  return { type, predicateType, subjects, predicate };
}

/** Throws Refusal. */
export function matchStatement(payloadType: string, payload: Uint8Array, artifact: Artifact): VerifiedStatement {
  const statement = readSignedStatement(payloadType, payload);
  const { type, predicateType, subjects } = statement;
  return { type, predicateType, subject: matchSubject(statement, artifact), subjects: subjects.length };
}

/** The subject that is the artifact, wherever it stands. All its comparable digests must agree. Throws Refusal. */
export function matchSubject({ subjects }: SignedStatement, artifact: Artifact): VerifiedStatement['subject'] {
  const digests = digestsOf(artifact);
  for (const { name, digest } of subjects) {
    const compared = COMPARED.filter((algorithm) => digests(algorithm) !== null && Object.hasOwn(digest, algorithm));
    const equal = compared.filter((algorithm) => digest[algorithm] === digests(algorithm));
    const [algorithm] = equal;
    if (algorithm === undefined) continue;
    if (equal.length !== compared.length) throw new BundleRefusal('subject', 'the digests of one subject contradict each other');
    return { name: name ?? '', algorithm, hex: digest[algorithm] ?? '' };
  }
  throw new BundleRefusal('subject', `the artifact is not among what the signed statement names (${subjects.length})`);
}

/** Digest of the artifact in an algorithm, null where only others are known. Each is computed once, and only when a subject asks. */
function digestsOf(artifact: Artifact): (algorithm: DigestName) => string | null {
  if ('digests' in artifact) return (algorithm) => artifact.digests[algorithm] ?? null;
  const known = new Map<string, string>();
  return (algorithm) => {
    const hex = known.get(algorithm) ?? createHash(algorithm).update(artifact.bytes).digest('hex');
    known.set(algorithm, hex);
    return hex;
  };
}
