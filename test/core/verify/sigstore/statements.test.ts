/** Statements that are correctly signed, and say something that must not be believed. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/core/verify/sigstore/signature-content.ts';
import { type SigstoreInstance, signPayload, sigstoreInstance, statementAbout } from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

const hex = (algorithm: string): string => createHash(algorithm).update(FILE).digest('hex');
const sha256 = hex('sha256');
const sha512 = hex('sha512');
const OTHER = '0'.repeat(64);
let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});

async function judged(payload: string | Uint8Array, artifact: Artifact = { bytes: FILE }): Promise<string> {
  return verdict(ask(instance, await signPayload(instance, payload), { artifact }));
}

describe('the statement', () => {
  it.each([
    ['as it should be', statementAbout(FILE), 'verified'],
    ['of the older version', statementAbout(FILE, { _type: 'https://in-toto.io/Statement/v0.1' }), 'verified'],
    ['of an unknown version', statementAbout(FILE, { _type: 'https://in-toto.io/Statement/v2' }), 'content'],
    ['without a predicate, which it may leave out', statementAbout(FILE, { predicate: undefined }), 'verified'],
    ['without a type', statementAbout(FILE, { _type: undefined }), 'content'],
    ['without a predicate type', statementAbout(FILE, { predicateType: undefined }), 'content'],
    ['with an empty predicate type', statementAbout(FILE, { predicateType: '' }), 'content'],
    ['without a subject', statementAbout(FILE, { subject: undefined }), 'content'],
    ['with no subject in its list', statementAbout(FILE, { subject: [] }), 'content'],
    ['with a subject that is no list', statementAbout(FILE, { subject: { digest: { sha256 } } }), 'content'],
    ['with a digest that is no text', statementAbout(FILE, { subject: [{ name: 'a', digest: { sha256: [sha256] } }] }), 'content'],
    ['with a key twice', statementAbout(FILE).replace('{"_type"', '{"subject":[],"_type"'), 'content'],
    ['with a key twice, once escaped', statementAbout(FILE).replace('{"_type"', '{"subj\\u0065ct":[],"_type"'), 'content'],
    ['with a comment', `/* */${statementAbout(FILE)}`, 'content'],
    ['with a byte order mark', `\uFEFF${statementAbout(FILE)}`, 'content'],
    [
      'that is no UTF-8',
      Buffer.concat([Buffer.from(statementAbout(FILE, { predicateType: 'x' }).slice(0, -1)), Buffer.from([0xff])]),
      'content',
    ],
    ['that is a list', '[]', 'content'],
    ['that is too deep', statementAbout(FILE).replace('"predicate":{}', `"predicate":${'['.repeat(100)}${']'.repeat(100)}`), 'content'],
    ['that is no JSON', 'weights', 'content'],
  ])('%s', async (_what, payload, expected) => {
    expect(await judged(payload)).toBe(expected);
  });

  it('of another payload type is refused, though it reads like one', async () => {
    const bundle = await signPayload(instance, statementAbout(FILE), { payloadType: 'text/plain' });
    expect(verdict(ask(instance, bundle))).toBe('content');
    expect(ask(instance, bundle, { artifact: 'from-payload' })).toMatchObject({
      state: 'verified',
      content: { kind: 'dsse', payloadType: 'text/plain', payload: Buffer.from(statementAbout(FILE)), statement: null },
    });
  });
});

describe('subjects', () => {
  const subject = (...digests: readonly Record<string, string>[]): string =>
    statementAbout(FILE, { subject: digests.map((digest, index) => ({ name: `file ${index}`, digest })) });

  it.each([
    ['one of several', subject({ sha256: OTHER }, { sha256 }), { bytes: FILE }, 'verified'],
    ['only sha512, as npm has it', subject({ sha512 }), { bytes: FILE }, 'verified'],
    ['only sha512, asked by it', subject({ sha512 }), { digests: { sha512 } }, 'verified'],
    ['only sha512, asked by sha256', subject({ sha512 }), { digests: { sha256 } }, 'subject'],
    ['two digests that agree', subject({ sha256, sha512 }), { bytes: FILE }, 'verified'],
    ['two digests that contradict', subject({ sha256, sha512: '0'.repeat(128) }), { bytes: FILE }, 'subject'],
    ['a digest and one of a commit', subject({ sha256, gitCommit: 'abc' }), { bytes: FILE }, 'verified'],
    ['no digest', subject({}), { bytes: FILE }, 'subject'],
    ['a digest of a weak kind only', subject({ sha1: hex('sha1') }), { bytes: FILE }, 'subject'],
    ['upper case', subject({ sha256: sha256.toUpperCase() }), { bytes: FILE }, 'subject'],
    ['a name of the prototype', subject({ constructor: 'x' }), { bytes: FILE }, 'subject'],
  ] satisfies [string, string, Artifact, string][])('%s', async (_what, payload, artifact, expected) => {
    expect(await judged(payload, artifact)).toBe(expected);
  });

  it('names the one that was compared', async () => {
    const payload = subject({ sha256: OTHER }, { sha512 });
    expect(ask(instance, await signPayload(instance, payload))).toMatchObject({
      content: { statement: { subject: { name: 'file 1', algorithm: 'sha512', hex: sha512 }, subjects: 2 } },
    });
  });
});
