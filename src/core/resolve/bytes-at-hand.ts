/** What a commit only names, seen as bytes: folders that loads take from the tree, and LFS pointers that the checkout replaced. */
import { copiesOf, foldersAtHand, type Grounds } from './copies-at-hand.ts';
import { type CopyClaim, copyClaims, type LocalLoad } from '../lock/copies.ts';
import type { BytesSeen, Sighting, Tree, Unknown } from '../model/index.ts';
import { weightsOf } from '../model/sighting.ts';
import type { TreeHosts } from '../hosts/of-tree.ts';
import type { Checkout, CheckoutFile } from '../ports/index.ts';

export interface AtHand {
  readonly tree: Tree;
  readonly entries: Grounds['entries'];
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
  readonly locals: readonly LocalLoad[];
  readonly hosts: TreeHosts;
  /** Null: the commit alone is known. */
  readonly checkout: (() => Promise<Checkout>) | null;
  /** Whether what lies at this path differs from the base: only that is hashed in the checkout. */
  readonly changed: (path: string) => boolean;
}

/** The sightings with what is known of their bytes, and those of loads from folders that the lock speaks of: these are unknown no more. */
export async function withBytesAtHand(input: AtHand): Promise<Pick<AtHand, 'sightings' | 'unknowns'>> {
  const { unknowns } = input;
  const digests = new Map(
    input.sightings.flatMap((one) => {
      const sha256 = weightsOf(one)?.sha256;
      return sha256 == null ? [] : [[one.place.path, sha256] as const];
    }),
  );
  const claims = copyClaims(input.locals, input.hosts.lock.lock, digests);
  const pointers = changedPointers(input);
  if (claims.length === 0 && pointers.size === 0) return { sightings: input.sightings, unknowns };
  const checkout = (await input.checkout?.()) ?? null;
  const folders = foldersAtHand(input, digests, checkout);
  const copies: Sighting[] = [];
  for (const claim of claims) copies.push(...(await copiesOf(claim, folders)));
  const seen = checkout === null ? new Map<string, BytesSeen>() : await pointersSeen(pointers, input.entries, checkout);
  const sightings = seen.size === 0 ? input.sightings : input.sightings.map((one) => withBytes(one, seen.get(one.place.path)));
  if (copies.length === 0) return { sightings, unknowns };
  const rest = sightings.filter((one) => !claims.some((claim) => isOf(one.ref.type === 'generic' ? one.ref.name : null, one, claim)));
  return { sightings: [...rest, ...copies], unknowns: unknowns.filter((one) => !claims.some((claim) => isOf(one.text, one, claim))) };
}

/** The load itself, read as a name that no hub can have: the lock says what it is. */
function isOf(text: string | null, { place }: Pick<Sighting, 'place'>, { load: { sighting } }: CopyClaim): boolean {
  return (
    text === sighting.ref.name &&
    place.path === sighting.place.path &&
    place.line === sighting.place.line &&
    place.column === sighting.place.column
  );
}

function withBytes(sighting: Sighting, bytes: BytesSeen | undefined): Sighting {
  return bytes === undefined || sighting.type !== 'weights' || !sighting.weights.pointer ? sighting : { ...sighting, bytes };
}

/** By path, the SHA-256 that pointers of this change stand for. */
function changedPointers({ sightings, entries, changed }: AtHand): ReadonlyMap<string, string> {
  // What a link leads to is seen where it lies.
  const isFile = (path: string): boolean => (entries.get(path)?.kind ?? 'symlink') !== 'symlink';
  return new Map(
    sightings.flatMap((one) => {
      const { place } = one;
      const weights = weightsOf(one);
      return weights?.pointer === true && weights.sha256 !== null && isFile(place.path) && changed(place.path)
        ? [[place.path, weights.sha256.toLowerCase()] as const]
        : [];
    }),
  );
}

/** T16: pointers of the commit, and what the checkout has in their place. */
async function pointersSeen(
  pointers: ReadonlyMap<string, string>,
  entries: AtHand['entries'],
  checkout: Checkout,
): Promise<ReadonlyMap<string, BytesSeen>> {
  // Of another commit, other bytes are no surprise.
  const same = [...pointers.keys()].filter((path) => checkout.holds(path, entries.get(path)?.id ?? ''));
  const digests = await checkout.digests(same);
  return new Map(same.map((path) => [path, seenAs(digests.get(path), pointers.get(path) ?? '', entries.get(path)?.id ?? '')]));
}

function seenAs(found: CheckoutFile | undefined, sha256: string, pointer: string): BytesSeen {
  if (found === undefined || found.state === 'absent') return { state: 'absent', detail: 'the checkout does not have the file' };
  if (found.state === 'unreadable') return { state: 'unreadable', detail: found.detail };
  if (found.blob === pointer) return { state: 'pointer', detail: 'the checkout has the pointer, not the content' };
  if (found.sha256 === sha256) return { state: 'equal', detail: 'the bytes in the checkout are those that the commit names' };
  return { state: 'differs', detail: 'the bytes in the checkout are not those that the commit names' };
}
