/** Base Bom against head Bom: what the change adds, removes and alters, and nothing that the world moved meanwhile. */
import { ecosystemOf } from '../ecosystems/look-up.ts';
import { isMadeAlone, type MadeWays, waysIn } from '../ecosystems/own-archives.ts';
import type { Bom, BomComponent, Change, ChangeAspect } from '../model/index.ts';
import { isAlike } from '../base/alike.ts';
import { compareText } from '../base/order.ts';
import { partsOfBom, placedIn } from '../model/parts.ts';
import { packageOf } from '../model/sighting.ts';
import { inSight, type OutOfSight, outOfSight } from './unread.ts';
import { type BomView, bomViewOf } from './view.ts';

/**
 * Changes by identity, sorted by it. Without a base everything is added.
 * What differs only because the world moved (a branch of the hub that the tree names without commit now points elsewhere; a hub that was up and is
 * down) is drift and no change: an unrelated pull request stays silent. Moved lines are no change either, another file or one more place is.
 * What stood in a file that could not be read any more is unread, and not removed (T33).
 */
export function diffBoms(base: Bom | null, head: Bom): Change[] {
  // What the change leaves alone differs in nothing.
  const [old, now] = [base === null ? [] : partsOfBom(base).touched.components, partsOfBom(head).touched.components];
  // What both trees say alike is one object of both: nearly all of two lockfiles.
  const [onlyOld, onlyNow] = [without(old, now), without(now, old)];
  const identities = [...new Set([...onlyOld, ...onlyNow].map(({ identity }) => identity))].sort(compareText);
  const wanted = new Set(identities);
  const before = byIdentity(old, wanted);
  const after = byIdentity(now, wanted);
  const ways = waysIn(placedIn(head));
  const hidden = outOfSight(base, head);
  return identities.flatMap((identity) =>
    compare(identity, inVersionOrder(before.get(identity)), inVersionOrder(after.get(identity)), { ways, hidden }),
  );
}

function without(components: readonly BomComponent[], others: readonly BomComponent[]): BomComponent[] {
  const known = new Set(others);
  return components.filter((one) => !known.has(one));
}

function byIdentity(components: readonly BomComponent[], wanted: ReadonlySet<string>): ReadonlyMap<string, BomComponent[]> {
  return Map.groupBy(
    components.filter(({ identity }) => wanted.has(identity)),
    ({ identity }) => identity,
  );
}

/** Versions of a package as its ecosystem orders them, 9.0 before 10.0; all else by key. */
function inVersionOrder(components: readonly BomComponent[] = []): readonly BomComponent[] {
  if (components.length < 2) return components;
  return [...components].sort((a, b) => ecosystemOf(a.ref.type)?.compare(a.version ?? '', b.version ?? '') || compareText(a.key, b.key));
}

interface Around {
  readonly ways: MadeWays;
  readonly hidden: OutOfSight;
}

function compare(identity: string, base: readonly BomComponent[], head: readonly BomComponent[], { ways, hidden }: Around): Change[] {
  const one = head[0] ?? base[0];
  if (one === undefined) return [];
  const { kind } = one;
  // Nearly all of what two lockfiles list.
  if (base.length === head.length && base.every((old, index) => isMoved(old, head[index]))) return [];
  if (base.length === 0) return [{ type: 'added', identity, kind, base, head, aspects: [] }];
  const { seen, hid } = inSight(base, head, hidden);
  if (head.length === 0) return [{ type: hid ? 'unread' : 'removed', identity, kind, base, head, aspects: [] }];
  const found = differences(bomViewOf(seen.length === 0 ? base : seen), bomViewOf(head));
  const aspects: readonly ChangeAspect[] =
    !found.includes('digest') && ways.size > 0 && isMadeElse(base, head, ways) ? ['digest', ...found] : found;
  return aspects.length === 0 ? [] : [{ type: 'changed', identity, kind, base: seen.length === 0 ? base : seen, head, aspects }];
}

/** Whether two libraries say the same, if perhaps on other lines. */
function isMoved(base: BomComponent, head: BomComponent | undefined): boolean {
  return base === head || (base.kind === 'library' && head?.kind === 'library' && isAlike(base, head, POSITION));
}

/** One entry is made in another way than all around it: a newer tool moves a lock as a whole. */
function isMadeElse(base: readonly BomComponent[], head: readonly BomComponent[], ways: MadeWays): boolean {
  const old = Map.groupBy(
    base.flatMap(({ sightings }) => sightings.flatMap((one) => packageOf(one) ?? [])),
    ({ version }) => version,
  );
  return head.some(({ version, sightings }) => {
    const before = old.get(version) ?? [];
    return sightings.some((sighting) => {
      const one = packageOf(sighting);
      return one?.unhashed === true && isMadeAlone(before, one, ways.get(sighting.place.path));
    });
  });
}

/** No version says anything of its license. */
const UNSAID = '[]';

const POSITION: ReadonlySet<string> = new Set(['line', 'column']);

function differences(base: BomView, head: BomView): ChangeAspect[] {
  const aspects: ChangeAspect[] = [];
  const add = (aspect: ChangeAspect, ...pairs: readonly (readonly [string, string])[]): void => {
    if (pairs.some(([a, b]) => a !== b)) aspects.push(aspect);
  };
  // Answers of the world count only where the tree itself asks for something else than before; else they are drift.
  const moved = base.asked !== head.asked;
  const world = (a: string, b: string): readonly [string, string] => (moved ? [a, b] : ['', '']);
  add('digest', [base.digests, head.digests], ...ownPairs(base, head), world(base.hubDigests, head.hubDigests));
  // Of an old version nobody asks for its license as long as that of the new one is in order: what one side does not say is no change.
  const isTold = base.license !== UNSAID && head.license !== UNSAID;
  add('license', isTold ? [base.license, head.license] : ['', ''], world(base.hubLicense, head.hubLicense));
  add('places', [base.places, head.places]);
  add('requested', [base.requested, head.requested]);
  add('scope', [base.scopes, head.scopes]);
  // What one side does not say differs from nothing: a tool that begins to write addresses moves no package.
  const isSaid = base.suppliers !== '[]' && head.suppliers !== '[]';
  add('source', [base.sourceKinds, head.sourceKinds], isSaid ? [base.suppliers, head.suppliers] : ['', '']);
  add('verification', [base.treeVerifications, head.treeVerifications], world(base.hubVerifications, head.hubVerifications));
  add('version', [base.versions, head.versions], world(base.hubVersions, head.hubVersions));
  return aspects;
}

/** What a newer tool makes in another way is no other content; that nothing is left to compare is told. */
function ownPairs({ own: base }: BomView, { own: head }: BomView): (readonly [string, string])[] {
  if (head.size === 0) return base.size === 0 ? [] : [['was', 'is not']];
  return [...head].flatMap(([name, hash]) => {
    const before = base.get(name);
    return before === undefined ? [] : [[before, hash] as const];
  });
}
