/** References as somebody types them → as a declaration has them: each at the commit that its hub confirms. */
import { InputError } from '../../base/errors.ts';
import { WITHOUT_LOCK } from '../../hosts/of-tree.ts';
import { hostOf } from '../../hosts/index.ts';
import { mayProblem } from '../../lock/schema.ts';
import type { Component, Topic, Unknown } from '../../model/index.ts';
import { unresolvedWords } from '../../model/unresolved.ts';
import { investigate } from '../../resolve/investigate.ts';
import type { Ports } from '../../ports/index.ts';
import { formatRef } from '../../ref/format.ts';
import type { Ref } from '../../ref/index.ts';
import { isFullCommit, isManifestDigest, parseRef } from '../../ref/parse.ts';
import { fitsKind } from '../../resolve/declared-loads.ts';
import { resolve } from '../../resolve/resolve.ts';
import { operatorLoad } from '../operator-load.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'reachability', 'files']);

/**
 * `loads`: what they are declared for. A reference of a hub that can be asked gets the commit where it is now; a full commit is taken as it is
 * where nobody answers, since the check asks again. Throws InputError USAGE, REF_INVALID.
 */
export async function confirmedReferences(texts: readonly string[], loads: readonly Unknown[], ports: Ports): Promise<readonly string[]> {
  if (texts.length === 0)
    throw new InputError('USAGE', 'Nothing to declare', 'Name what may be given there: hf:org/name, each with its own type.');
  const refs = texts.map(parseRef);
  for (const ref of refs) {
    if (loads.some(({ kind }) => fitsKind(kind, ref))) continue;
    const kinds = [...new Set(loads.map(({ kind }) => kind))].join(' and ');
    throw new InputError('USAGE', `${formatRef(ref)} is not what is loaded there, which is a ${kinds}`, HINT);
  }
  // Said before anybody is asked for a name that cannot be one.
  const pattern = refs.map(formatRef).find((text) => text.includes('*'));
  if (pattern !== undefined) throw new InputError('USAGE', mayProblem(pattern) ?? `${pattern} is a pattern`, HINT);
  const asked = refs.map((ref) => operatorLoad(ref, 'declare'));
  await investigate({ sides: [{ sightings: asked, hosts: WITHOUT_LOCK }], wanted: TOPICS }, ports);
  const found = refs.map((ref, index) => asDeclared(ref, resolve(asked.slice(index, index + 1), ports.evidence)[0]));
  const unique = [...new Set(found)];
  const problem = unique.map(mayProblem).find((one) => one !== null);
  if (problem !== undefined) throw new InputError('USAGE', problem, HINT);
  return unique;
}

const HINT = 'Write a model as hf:org/name, a dataset as hf:datasets/org/name, a hosted model as service:provider/name.';

function asDeclared(ref: Ref, component: Component | undefined): string {
  const text = formatRef(ref);
  // Of others nobody confirms a commit: they are named.
  if (hostOf(ref)?.vouches.revision !== true || component === undefined) return text;
  const { resolution, hub } = component;
  // Its registry shows nothing under this name, which may be one of the machine alone.
  if (resolution.state === 'unresolved' && resolution.reason === 'named-only') return text;
  const isPinned = ref.version !== null && (isFullCommit(ref.version) || isManifestDigest(ref.version));
  if (resolution.state === 'unresolved' && isPinned && COULD_NOT_ASK.has(resolution.reason))
    return formatRef({ ...ref, version: ref.version.toLowerCase() });
  const refuse = (why: string): InputError => new InputError('USAGE', `${text} cannot be declared: ${why}`, AGAIN);
  if (resolution.state === 'unresolved') throw refuse(unresolvedWords(resolution));
  if (hub?.commit == null) throw refuse('the hub named no commit');
  if (hub.redirectedTo !== null) throw refuse(`the hub answers for ${hub.redirectedTo}`);
  if (hub.reachable === 'no') throw refuse('the commit is on no branch or tag of the repository');
  return formatRef({ ...ref, version: hub.commit.toLowerCase() });
}

const COULD_NOT_ASK: ReadonlySet<string> = new Set([
  'offline',
  'unreachable',
  'timeout',
  'server-error',
  'rate-limited',
  'gated',
  'unauthorized',
]);
const AGAIN = 'Correct it, or try again when the hub answers. A full commit, "hf:org/name@<40 hex>", can be declared without it.';
