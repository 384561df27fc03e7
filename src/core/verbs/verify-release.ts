/** One release of GitHub → what GitHub says of it and of its files, and what that proves. */
import { askAll } from '../hosts/ask-all.ts';
import { releaseAnswer, type NamedRelease, namedRelease, releaseNeeds, type ReleaseTrust } from '../hosts/index.ts';
import type { ReleaseAnswer } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import type { Ref } from '../ref/index.ts';

/** The release and its tag, what an annotated tag names, attestations: each needs the one before. */
const ROUNDS = 6;

/** `ref`: a repository of GitHub with a tag. `files`: null for all that the release has. */
export async function verifyRelease(
  ref: Ref,
  files: NamedRelease['files'],
  trust: Omit<ReleaseTrust, 'now'>,
  ports: Ports,
): Promise<ReleaseAnswer> {
  const asked = namedRelease(ref, files);
  if (asked === null) return { state: 'unverifiable', reason: 'refused', detail: 'no repository and tag of GitHub has such a name' };
  await askAll({ lacking: () => releaseNeeds(asked, ports.evidence), rounds: ROUNDS }, ports);
  return releaseAnswer(asked, ports.evidence, { ...trust, now: ports.now });
}
