/** The provenance of one file of a Python package: the reply of an index's Integrity API. Source: PEP 740; PyPI, "Integrity API". */
import { z } from 'zod';
import { type AttestationOutcome, AttestationRefusal, attempt, refusalOf, type UnverifiedAttestation, unverified } from '../outcome.ts';
import { proveBuild, type ProofOptions } from '../prove.ts';
import { readReply } from '../reply.ts';
import { bundleOfAttestation, claimedPredicateType } from './bundle.ts';
import { isPublisher, type Publisher, readPublisher } from './publisher.ts';
import { type AskedFile, checkPypiSubject, readAskedFile } from './subject.ts';

export interface PypiAsked extends ProofOptions, AskedFile {
  /** Body of the index's reply for this file. That there is none (404) is the caller's to say. */
  readonly reply: Uint8Array;
  /** Host of the type that publish attestations of this index have, lower case: that of its documentation. */
  readonly publishHost: string;
}

export interface PypiAttestation {
  /** By the signed type where it was proven, else by what it calls itself. */
  readonly kind: 'publish' | 'provenance' | 'other';
  /** As served: nobody signed it. Null: it cannot be read. */
  readonly publisher: Publisher | null;
  /** Whether the served publisher is who signed; null where its kind is not known here, or nothing was proven. */
  readonly agrees: boolean | null;
  readonly outcome: AttestationOutcome;
}

export type PypiProvenance =
  | { readonly state: 'listed'; readonly attestations: readonly PypiAttestation[] }
  /** Of the reply as a whole. */
  | UnverifiedAttestation;

/** A file has one of each kind for each publisher. */
const MAX_ATTESTATIONS = 64;

const versioned = z.looseObject({ version: z.unknown().optional() });
const schema = z.looseObject({
  attestation_bundles: z.array(z.looseObject({ publisher: z.unknown().optional(), attestations: z.array(z.unknown()) })),
});

/** Never throws. Each attestation is judged for itself. */
export function verifyPypiProvenance(asked: PypiAsked): PypiProvenance {
  try {
    const file = readAskedFile(asked);
    const listed = attestationsIn(asked.reply);
    if (listed.length === 0) return unverified('none', `the index serves no attestation of ${asked.filename}`);
    return { state: 'listed', attestations: listed.map((one) => verifyOne(one, file, asked)) };
  } catch (error) {
    return refusalOf(error);
  }
}

interface Listed {
  readonly publisher: Publisher | null;
  readonly attestation: unknown;
}

function attestationsIn(reply: Uint8Array): readonly Listed[] {
  const data = readReply(reply);
  const read = versioned.safeParse(data);
  if (read.success && read.data.version !== 1) throw new AttestationRefusal('unsupported', 'the provenance has another version than 1');
  const { data: provenance } = schema.safeParse(data);
  if (provenance === undefined) throw new AttestationRefusal('reply', 'the reply of the index is no list of attestations');
  const listed = provenance.attestation_bundles.flatMap(({ publisher, attestations }) => {
    const served = readPublisher(publisher);
    return attestations.map((attestation) => ({ publisher: served, attestation }));
  });
  if (listed.length > MAX_ATTESTATIONS)
    throw new AttestationRefusal('reply', `the index lists ${listed.length} attestations; more than ${MAX_ATTESTATIONS} are not read`);
  return listed;
}

function verifyOne({ publisher, attestation }: Listed, file: ReturnType<typeof readAskedFile>, asked: PypiAsked): PypiAttestation {
  let agrees: boolean | null = null;
  const outcome = attempt((): AttestationOutcome => {
    const { statement, signedAt, build, bundleDigest } = proveBuild(bundleOfAttestation(attestation), asked);
    checkPypiSubject(statement, file);
    const { predicateType } = statement;
    if (pypiKindOf(predicateType, asked.publishHost) === 'other')
      throw new AttestationRefusal('predicate', `"${predicateType}" is not a type of attestation that this index takes`);
    if (publisher === null) throw new AttestationRefusal('publisher', 'the index does not say who published it');
    agrees = isPublisher(publisher, build);
    if (agrees === false) throw new AttestationRefusal('publisher', 'the publisher that the index serves is not who signed');
    return { state: 'verified', predicateType, signedAt, build, keyId: null, bundleDigest };
  });
  const type = outcome.state === 'verified' ? outcome.predicateType : claimedPredicateType(attestation);
  return { kind: pypiKindOf(type ?? '', asked.publishHost), publisher, agrees, outcome };
}

function pypiKindOf(predicateType: string, publishHost: string): PypiAttestation['kind'] {
  if (predicateType === 'https://slsa.dev/provenance/v1') return 'provenance';
  return predicateType === `https://${publishHost}/attestations/publish/v1` ? 'publish' : 'other';
}
