/** What the service of advisories says today of packages that verdicts rest on (T3). */
import { maliceHeard, maliceNeeds } from '../advisories/malice.ts';
import { askAll } from '../hosts/ask-all.ts';
import type { MaliceHeard } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';

/** Pages of one answer; the walk has its own cap. */
const ROUNDS = 24;

/** In the order of `packages`; what was heard before plays no part. */
export async function maliceNow(
  packages: readonly MaliceHeard[],
  { evidence, gather }: Pick<Ports, 'evidence' | 'gather'>,
): Promise<MaliceHeard[]> {
  await askAll({ lacking: () => maliceNeeds(packages, evidence), rounds: ROUNDS }, { gather });
  return maliceHeard(packages, evidence);
}
