/** Signatures that were looked at: as verifications, and their signers in words. */
import type { SignatureSeen, SignerSeen, Verification } from '../model/index.ts';

/** What the Bom keeps of them beside the details. */
export function signatureVerifications(signatures: readonly SignatureSeen[], asOf: string): Verification[] {
  return signatures.map(({ file, state, signer, detail, reason, matching, hashed }): Verification => {
    const base = { topic: 'signature', by: 'hub', asOf } as const;
    if (state === 'unread') return { ...base, outcome: 'unavailable', reason: reason ?? 'invalid', detail: `${file}: ${detail}` };
    if (state === 'invalid') return { ...base, outcome: 'failed', reason: null, detail: `${file}: ${detail}` };
    if (state !== 'valid') return { ...base, outcome: 'not-applicable', reason: null, detail: `${file}: ${detail}` };
    const covered = `${file} is signed by ${signerWords(signer)} and covers ${matching} files; ${hashed} were hashed here, of the others the hub named the digest`;
    return { ...base, outcome: 'passed', reason: null, detail: covered };
  });
}

/** For people: "release@acme.example (https://issuer.example)", "key 3f2a…". */
export function signerWords(signer: SignerSeen | null): string {
  if (signer === null) return 'nobody who is proven';
  return signer.kind === 'identity' ? `${signer.identity} (${signer.issuer})` : `key ${signer.hint.slice(0, 16)}`;
}
