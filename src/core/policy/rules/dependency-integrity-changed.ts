/** dependency/integrity-changed: the same package, other bytes, or bytes from elsewhere. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type MadeWays, waysIn } from '../../ecosystems/own-archives.ts';
import type { BomComponent, Change, Sighting } from '../../model/index.ts';
import { placedIn } from '../../model/parts.ts';
import { packageOf } from '../../model/sighting.ts';
import type { Context, Draft, Rule } from '../rule.ts';
import { byScope, draftOf, type Says, short, titled, wholeGap } from './support/draft.ts';
import { type FromFolder, replacedByFolders } from './support/from-folder.ts';
import { takenName } from './support/installed-name.ts';
import { type LockPair, pairLocks } from './support/lock-pair.ts';
import { losingHashes } from './support/lost-hash.ts';
import { draftsOfModules } from './support/locked-modules.ts';
import { movedSource } from './support/other-source.ts';
import { against, lockedIn } from './support/other-bytes.ts';
import { sharingHashes } from './support/shared-hash.ts';

const RULE = 'dependency/integrity-changed';

/** What is wrong with one entry. `now`: from where, or whose it is, where that is what differs. */
interface Wrong {
  readonly gap: keyof typeof WORDS;
  readonly now: string;
}

/** Why it matters, and what to do about `name`, which has `version`. */
const WORDS = {
  'integrity-changed': [
    'the same version stands for other bytes than before: a published version never changes its content',
    (name: string) => `Take back the hash of ${name}`,
  ],
  'integrity-dropped': ['the hash that held this version to its bytes is gone', (name: string) => `Take back the hash of ${name}`],
  'shared-hash': [
    'another package or another version has this hash: an archive says whose it is, so one of the two entries was not written by a tool',
    (name: string) => `Let the tool write the entry of ${name} anew`,
  ],
  'other-source': [
    'a registry vouched for it, and now nobody does: it comes from somebody’s own place',
    (name: string) => `Take ${name} from its registry again`,
  ],
  'own-folder': [
    'somebody vouched for it, and now a folder of this tree bears its name: nobody else has those bytes',
    (name: string) => `Take ${name} from where it came from`,
  ],
  'other-server': ['it is taken from another place than before', (name: string) => `Take ${name} from where it came from`],
  'other-archive': [
    'the address of its archive is that of another package',
    (name: string) => `Let the tool write the entry of ${name} anew`,
  ],
  'other-package': [
    'code that imports this name gets another package than the one that bears it',
    (name: string) => `Give back the name that ${name} is installed under`,
  ],
} as const satisfies Record<string, readonly [string, (name: string) => string]>;

/** What one edit of a lock settles for all packages in it. */
const OF_SERVER: ReadonlySet<string> = new Set(['other-server']);

export const dependencyIntegrityChanged: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A locked package is another one than before',
    motivation:
      'Registries do not let a published version change, and a package does not move. When its hash, its server or the name that it stands under changes in a lockfile, somebody put other bytes behind what was reviewed before.',
    decides:
      'A package that stays, base against head, file by file; nobody is asked.\n' +
      '- Hash: in the same version, one that is replaced by another of the same algorithm, taken away, or replaced by one that cannot be compared with it. Compared are only algorithms that both sides have. Hashes that are added beside all the old ones are fine for Python (new wheels) and a change for npm, where a version is one tarball. Where a lock says which archive each hash is of, the same archive must have the same hash, and another choice of archives is no change, unless one of them has lost its hash, or is new without one, beside others that have theirs. Checksums of Yarn 2 and later, which are of what Yarn makes itself, are compared where the cache key is the same; another key is fine where the whole lock moves to it, and a package for some systems alone, which it was before or becomes with such a move, may have none. Stronger algorithms beside or instead of SHA-1 are fine. One more copy of a package that npm bundles inside another one has no hash of its own; that of the archive around it counts. Of several copies of one version, one may go while the others keep their hashes. A module that stays in go.mod keeps what go.sum has of it, and a new version has a line there; a list of pip that had hashes keeps them, also where its pins become ranges, and a package that leaves such a list for another file, or whose list goes, has a hash there. Another spelling of a version (1.0 and 1.0.0) is the same version.\n' +
      '- A hash that another version of the package, or another package, has or had. Not that of a go.mod of Go, which a new version may leave as it was.\n' +
      '- Source: from a registry to a repository, an address or a path; from any of these to a folder of the tree, where the base has the package in the same file; from one repository or address to another; not to another commit or version of the same.\n' +
      '- Server: an archive, or a registry, of a server that this package was not taken from, also where the version rises. It is fine where the version and every hash stay; where the base takes some package from both servers; where both serve several unscoped packages of npm; and where the whole lock moved to a mirror, which gives the same bytes for all that kept its version (dependency/registry-unexpected speaks of a new one).\n' +
      '- An archive whose address is that of another package.\n' +
      '- A module of Deno, from JSR or from an address, that has another hash, or none any more, or another server behind a redirect; also where its lock moved.\n' +
      '- An installed name (npm aliases) that a manifest asks for as a package of its own, or that another package had and a manifest, or a version that stays, now gets another one by. A new version of a package may need another package under a name; what it says of itself is for its registry to confirm.\n' +
      'A lock that is new in the tree, and took the place of no other one that says the package, is held against all that the base says of it: source, server, archive, hash and installed name. A package that is new is compared with nothing but the last two and the shared hash. It blocks in development groups, tests and examples, too.',
    remedy:
      'Take the old entry back from the base branch, or let the tool write the lock anew. If the registry really serves other bytes, find out why before you install anything. A fork that is meant: waive this finding by its id, which stands for these bytes.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  drifts: 'always',
  topics: [],
  judge: (context) => {
    const changes = context.changes.filter(({ kind }) => kind === 'library');
    const beside = [
      ...draftsOfFolders(replacedByFolders(context.before ?? null, context.bom)),
      ...draftsOfModules(RULE, context.before ?? null, context.bom),
    ];
    if (changes.length === 0) return beside;
    const pair = pairLocks(context.before ?? null, context.bom);
    const isShared = sharingHashes(changes, context.before ?? null, context.bom);
    const ways = waysIn(placedIn(context.bom));
    const others = changes.flatMap((change) => {
      const wrongOf = wrongIn(change, { pair, ways, isShared, bom: context.bom });
      return change.head.flatMap((component) => draftsOf(component, wrongOf));
    });
    // A reader may say a folder both as a package and by its name, which tells more.
    const said = new Set(beside.flatMap(({ component, places }) => places.map(({ path }) => `${component} ${path}`)));
    const isSaid = ({ gap, component, places }: Draft): boolean =>
      gap === 'own-folder' && places.every(({ path }) => said.has(`${component} ${path}`));
    return [...others.filter((one) => !isSaid(one)), ...beside];
  },
};

/** What is the same for all changes of one head. */
interface Around extends Pick<Context, 'bom'> {
  readonly pair: LockPair;
  readonly ways: MadeWays;
  readonly isShared: ReturnType<typeof sharingHashes>;
}

type WrongOf = (component: BomComponent, sighting: Sighting) => Wrong | null;

/** The worst of what is wrong with an entry; null: nothing. */
function wrongIn(change: Change, { pair, ways, isShared, bom }: Around): WrongOf {
  const [base, head] = [lockedIn(change.base), lockedIn(change.head)];
  const isLosing = losingHashes(change);
  return (component, sighting) => {
    const entry = against(base, head, sighting, ways);
    const bytes = entry === 'same' && isLosing(sighting) ? 'dropped' : entry;
    const moved = movedSource(change, sighting, pair);
    if (bytes === 'changed' || (bytes === 'dropped' && moved?.gap !== 'other-source'))
      return { gap: `integrity-${bytes}`, now: moved?.now ?? '' };
    if (moved !== null) return moved;
    if (isShared(component, sighting)) return { gap: 'shared-hash', now: '' };
    const name = takenName(sighting, component.identity, pair, bom);
    return name === null ? null : { gap: 'other-package', now: name };
  };
}

function draftsOf(component: BomComponent, wrongOf: WrongOf): Draft[] {
  const found = component.sightings.flatMap((sighting) => {
    const wrong = wrongOf(component, sighting);
    return wrong === null ? [] : [{ sighting, wrong }];
  });
  return [...Map.groupBy(found, ({ wrong }) => wrong.gap)].flatMap(([gap, group]) => {
    const now = [...new Set(group.flatMap(({ wrong }) => (wrong.now === '' ? [] : [wrong.now])))].sort();
    return byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]): Draft => {
      const draft = draftOf(RULE, component, scope, sightings, saysOf(gap, now, component, sightings));
      return { ...draft, subject: [...(draft.subject ?? []), bytesOf(sightings)] };
    });
  });
}

/** T38: who looked at one archive has not looked at the next one of the same version. */
function bytesOf(sightings: readonly Sighting[]): string {
  const said = sightings
    .flatMap((one) => packageOf(one) ?? [])
    .map(({ as, integrity, archiveOf, source, location, servers, bare }) =>
      JSON.stringify([as, integrity, archiveOf, source, location, servers, ...(bare === undefined ? [] : [bare])]),
    );
  return `bytes:${createHash('sha256')
    .update([...new Set(said)].sort().join('\n'))
    .digest('hex')}`;
}

/** The package is none any more: the finding stands under what it was. */
function draftsOfFolders(found: readonly FromFolder[]): Draft[] {
  const groups = Map.groupBy(found, ({ now, was }) => JSON.stringify([was.identity, now.scope]));
  return [...groups.values()].flatMap((group): Draft[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { was, now } = first;
    const [reason, titleOf] = WORDS['own-folder'];
    const one = packageOf(first.sighting);
    const from = one?.location ?? one?.source ?? 'registry';
    const folders = [...new Set(group.map((each) => each.now.value))].sort();
    return [
      {
        rule: RULE,
        component: was.identity,
        version: null,
        kind: was.kind,
        name: was.name,
        scope: now.scope,
        gap: wholeGap(`own-folder ${folders.join(' ')}`),
        requested: folders,
        places: group.map((each) => each.now.place),
        reason:
          `${reason} (${`${short(`${was.name} ${was.version ?? ''}`.trim())} of ${from}`.slice(0, 100)} → ${folders.slice(0, 3).join(', ')})`.slice(
            0,
            300,
          ),
        fix: { title: titled(titleOf(short(was.name))), edits: [], command: null },
        cause: `integrity ${was.identity}`,
        weight: 2,
      },
    ];
  });
}

function saysOf(gap: Wrong['gap'], now: readonly string[], component: BomComponent, sightings: readonly Sighting[]): Says {
  const [reason, titleOf] = WORDS[gap];
  const [first] = sightings;
  const who = short(`${component.name}${component.version === null ? '' : ` ${component.version}`}`);
  const isOfServer = OF_SERVER.has(gap) && first !== undefined && packageOf(first)?.source === 'registry';
  const title = isOfServer ? `Take the packages of ${short(first.place.path)} from where they came from` : titleOf(who);
  return {
    gap,
    reason: now.length === 0 ? reason : `${reason} (${now.slice(0, 3).join(', ')})`.slice(0, 300),
    title,
    cause: isOfServer ? `server ${first.place.path} ${now.join(' ')}` : `integrity ${component.identity}`,
    weight: 2,
  };
}
