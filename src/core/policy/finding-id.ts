/** What tells one finding from another (T38): a tuple that is compared whole, a fingerprint for programs, a short id for people. */
import { createHash } from 'node:crypto';
import type { Finding } from '../model/index.ts';

export type Identified = Pick<Finding, 'rule' | 'component' | 'kind' | 'name' | 'scope' | 'gap' | 'subject' | 'unresolved'>;

/**
 * The tuple as one text; equal texts are equal tuples. No line, no file that names the component. What is found about files of the tree tells
 * them apart by its gap, policies go by their names. An unresolved load is known by what feeds it, not by the variables that carry it.
 */
export function tupleOf({ rule, component, kind, name, scope, gap, subject, unresolved }: Identified): string {
  const who = unresolved ? ['unresolved', kind] : kind === 'policy' ? [component, name] : [component];
  return JSON.stringify([rule, who, gap, scope, subject]);
}

/** Lower-case hex SHA-256 of the tuple: what programs keep. Loads without a name are told apart by their expression as well. */
export function fingerprintOf(finding: Identified): string {
  const text = finding.unresolved ? JSON.stringify([tupleOf(finding), finding.component]) : tupleOf(finding);
  return createHash('sha256').update(text).digest('hex');
}

/** RFC 4648 base32, lower case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const CHARACTERS = 12;

/** "wb-" + 12 base32 characters: the first 60 bits of sha256 over the tuple. For people: nothing is decided by comparing ids alone. */
export function findingId(finding: Identified): string {
  const digest = createHash('sha256').update(tupleOf(finding)).digest();
  let bits = digest.readBigUInt64BE(0) >> 4n;
  let text = '';
  for (let index = 0; index < CHARACTERS; index++) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return `wb-${text}`;
}

export const FINDING_ID = /^wb-[a-z2-7]{12}$/;
/** As earlier versions printed them: 40 bits, of which two with one id were found in minutes. */
export const SHORT_FINDING_ID = /^wb-[a-z2-7]{8}$/;
