/** Hosts that name and never confirm: nobody asks them, so all that is known is what the code states. */
import { type HostResult, type Host, NO_RELATIONS } from './host.ts';

/** `name`: for people, as its owner writes it. */
export function namedOnly({ name, ...host }: Pick<Host, 'id' | 'about' | 'refs'> & { readonly name: string }): Host {
  const detail = `named on ${name}; Weighbridge does not ask it`;
  const result: HostResult = { state: 'unresolved', reason: 'named-only', detail, facts: null };
  return {
    ...host,
    service: null,
    vouches: { existence: false, revision: false, bytes: false },
    needs: () => [],
    facts: () => result,
    files: () => null,
    relations: () => NO_RELATIONS,
    proofs: () => ({ verifications: [], signatures: [] }),
  };
}
