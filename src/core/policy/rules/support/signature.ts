/** What the rules about signatures share. */
import type { BomComponent, SignatureSeen } from '../../../model/index.ts';
import { type PolicySigner, signersFor, whoSigned } from '../../signers.ts';

/** Valid signatures by somebody whom the policy names for this very model. */
export function acceptedSignatures(component: BomComponent, signers: readonly PolicySigner[]): readonly SignatureSeen[] {
  const named = signersFor(signers, component.ref);
  return validSignatures(component).filter(({ signer }) => signer !== null && whoSigned(named, signer) !== null);
}

export function validSignatures({ signatures }: BomComponent): readonly SignatureSeen[] {
  return signatures === undefined ? [] : signatures.filter(({ state }) => state === 'valid');
}

/** Loadable files that none of these signatures covers. */
export function uncovered(signatures: readonly SignatureSeen[]): readonly string[] {
  const [first, ...rest] = signatures;
  return first === undefined ? [] : first.unsigned.filter((path) => rest.every(({ unsigned }) => unsigned.includes(path)));
}

/** For people: the policy's name of whoever signed all of it; null: nobody whom the policy names. */
export function signedBy(component: BomComponent, signers: readonly PolicySigner[]): string | null {
  const named = signersFor(signers, component.ref);
  const [first] = acceptedSignatures(component, signers);
  return first?.signer == null ? null : (whoSigned(named, first.signer)?.name ?? null);
}
