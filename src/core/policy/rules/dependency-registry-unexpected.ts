/** dependency/registry-unexpected: packages may come from a server that nothing in the base names. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withoutAlias } from '../../ecosystems/one-server.ts';
import { serverOf, suppliersOf } from '../../ecosystems/suppliers.ts';
import type { Bom, PackageFact, Place, Scope } from '../../model/index.ts';
import { partsOfBom, placedIn } from '../../model/parts.ts';
import { packageOf } from '../../model/sighting.ts';
import { globMatches } from '../glob.ts';
import type { Context, Draft, Rule } from '../rule.ts';
import { titled } from './support/draft.ts';
import { defaultServers } from './support/default-servers.ts';
import { draftsOfManagers } from './support/other-manager.ts';
import { steeredAnew } from './support/steered.ts';

const RULE = 'dependency/registry-unexpected';

const options = z.object({
  allow: z
    .array(z.string().min(1).max(300))
    .max(200)
    .default([])
    .describe(
      'Servers, with "*" for a part of a name, or channels that packages may come from: "registry.example", "*.acme.example", "conda-forge".',
    ),
});

export const dependencyRegistryUnexpected: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'Packages come from a server that was not known',
    motivation:
      'An index more, or another registry, may answer for any name: whoever owns it decides what is installed, also for packages that the company publishes itself.',
    decides:
      'A server, index or channel that a change names and that nothing in the base names, nor the option "allow": in the settings of npm, Yarn, pnpm, Bun, pip, uv, poetry, pdm, Pipenv, Conda and Cargo, in options of requirements files, in commands and variables of Dockerfiles, scripts and pipelines (also GOPROXY), in the environments of pixi.lock, and as the server of an archive or registry in a lockfile. So is PyPI for a package that a lock took from conda until then, and the other way round. So is the repository, or the server and folder, that a package comes from which is new and of no registry. ' +
      'Names are compared by host and port. What the first lockfile of an ecosystem takes most of its packages from is expected. The public registry of npm, or of Python, is expected where the base takes packages from nowhere else; a name that another package manager has for it is the same one. A server that the base knows is none, wherever it stands now; what is taken away is none. Once a server, at the place that names it. ' +
      'Nothing that a file of the tree names is ever asked, and no variable in it is expanded.',
    remedy:
      'Name the registry that everybody here uses, or allow the server:\nrules:\n  dependency/registry-unexpected: { level: warn, allow: ["registry.example"] }',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options,
  level: 'warn',
  everywhere: false,
  drifts: 'always',
  topics: [],
  judge: (context, { allow }) => {
    const { before } = context;
    if (before == null) return [];
    const all = [...bySettings(before, context.bom), ...byLocks(context, before)];
    const managers = draftsOfManagers(RULE, before, context.bom, context.changes);
    // Most changes name no server at all.
    if (all.length === 0) return managers;
    const known = knownServers(before, new Set(all.map(({ server }) => server)));
    const isAllowed = (server: string): boolean => allow.some((pattern) => globMatches(pattern.toLowerCase(), hostIn(server)));
    const named = all.filter(({ server }) => !known.has(server) && !isAllowed(server));
    return [...Map.groupBy(named, ({ server, scope }) => `${scope} ${server}`).values()].flatMap(draftOfServer).concat(managers);
  },
  // A layer below may allow less, never more (T24).
  tighten: (above, below) => ({ allow: below.allow.length === 0 ? above.allow : above.allow.filter((one) => below.allow.includes(one)) }),
};

/** A server that head names, and where. */
interface Named {
  readonly server: string;
  readonly place: Place;
  readonly scope: Scope;
  readonly blob: string | null;
  /** What names it, for people. */
  readonly by: string;
}

/** Those of `wanted` that the base names. Nearly always its first package does. */
function knownServers(before: Bom, wanted: ReadonlySet<string>): ReadonlySet<string> {
  const { steering = [] } = before;
  const known = new Set<string>();
  const note = (server: string): void => {
    const plain = withoutScheme(server);
    if (wanted.has(plain)) known.add(plain);
  };
  for (const { what, value } of steering) if (what === 'registry') note(withoutAlias(value.toLowerCase()));
  for (const server of defaultServers(before)) note(server);
  for (const { sightings } of placedIn(before)) {
    if (known.size === wanted.size) break;
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one === null) continue;
      for (const place of suppliersOf(one)) {
        note(serverOf(place));
        if (one.source !== 'registry') note(place);
      }
    }
  }
  return known;
}

/** Manifests of environments, which name their channels beside what they ask for. */
const STATES_CHANNELS = /(?:\.ya?ml|(?:^|\/)pixi\.(?:toml|lock))$/;

function bySettings(before: Bom, head: Bom): Named[] {
  // The first environments of conda say where theirs come from, as the first lock does.
  const isFirst = !placedIn(before).some(({ sightings }) => sightings[0]?.ref.type === 'conda');
  return steeredAnew(before, head).flatMap(({ now: { what, key, value, place, scope, blob } }) =>
    what === 'registry' && !(isFirst && key.endsWith('channels') && STATES_CHANNELS.test(place.path))
      ? [{ server: withoutScheme(withoutAlias(value.toLowerCase())), place, scope, blob, by: key }]
      : [],
  );
}

/** Of packages in what the change touches: servers of registries that locks name, and where a new package comes from that is of no registry. */
function byLocks(context: Context, before: Bom): Named[] {
  const { bom } = context;
  // What the change leaves alone begins to name no server.
  const [old, now] = [before, bom].map((one) => partsOfBom(one).touched.components);
  const found: (Named & { readonly ecosystem: string })[] = [];
  const elsewhere: Named[] = [];
  // What both trees say alike is one object of both. An entry that begins to name a server is no change of its package, and tells of it.
  const same = new Set(old);
  // Where a package that stays comes from now is dependency/integrity-changed.
  const known = new Set(old?.map(({ identity }) => identity));
  for (const { sightings, name, identity } of now?.filter((one) => one.kind === 'library' && !same.has(one)) ?? [])
    for (const { package: one, place, scope } of sightings.flatMap((sighting) => (sighting.type === 'package' ? [sighting] : []))) {
      if (one.source === 'git' || one.source === 'url') {
        // One server serves everybody: whose repository or folder it is counts.
        if (!known.has(identity))
          for (const supplier of suppliersOf(one)) elsewhere.push({ server: withoutScheme(supplier), place, scope, blob: null, by: name });
        continue;
      }
      if (one.source !== 'registry' || one.from !== 'lock') continue;
      for (const supplier of suppliersOf(one))
        found.push({ server: withoutScheme(serverOf(supplier)), place, scope, blob: null, by: name, ecosystem: one.ecosystem });
    }
  const usual = new Map<string, ReadonlySet<string>>();
  const unusual = found.filter(({ ecosystem, server }) => {
    const most = usual.get(ecosystem) ?? usualServers(before, bom, ecosystem);
    usual.set(ecosystem, most);
    return !most.has(server);
  });
  return [...unusual, ...elsewhere];
}

/** Where the first lockfiles of an ecosystem take most of their packages from. None where the base has some: those are known. */
function usualServers(before: Bom, head: Bom, ecosystem: string): ReadonlySet<string> {
  if (placedIn(before).some(({ sightings }) => sightings.some((one) => isLocked(packageOf(one), ecosystem)))) return new Set();
  const { packages, servers } = countServers(head, ecosystem);
  return new Set([...servers].flatMap(([server, count]) => (count * 2 >= packages ? [server] : [])));
}

/** `packages`: in the lockfiles that name a server at all; one that names it of a few entries takes most of them from elsewhere. */
function countServers(bom: Bom, ecosystem: string): { readonly packages: number; readonly servers: ReadonlyMap<string, number> } {
  const servers = new Map<string, number>();
  const paths = new Set<string>();
  const placed: string[][] = [];
  for (const { sightings } of placedIn(bom)) {
    const own = new Set<string>();
    const lists: string[] = [];
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one?.ecosystem !== ecosystem || one.from !== 'lock' || one.source !== 'registry') continue;
      lists.push(sighting.place.path);
      const places = suppliersOf(one);
      if (places.length > 0) paths.add(sighting.place.path);
      for (const place of places) own.add(withoutScheme(serverOf(place)));
    }
    if (lists.length > 0) placed.push(lists);
    for (const server of own) servers.set(server, (servers.get(server) ?? 0) + 1);
  }
  return { packages: placed.filter((lists) => lists.some((path) => paths.has(path))).length, servers };
}

/** By a lock, from a registry that it names. */
function isLocked(one: PackageFact | null, ecosystem: string): one is PackageFact {
  return one?.ecosystem === ecosystem && one.from === 'lock' && one.source === 'registry' && suppliersOf(one).length > 0;
}

/** "https://index.example:8443" → "index.example:8443"; a channel stays as it is. */
function withoutScheme(server: string): string {
  return server.replace(/^[a-z+]{1,12}:\/\//, '');
}

function hostIn(server: string): string {
  return server.replace(/:\d{1,5}$/, '');
}

function draftOfServer(all: readonly Named[]): Draft[] {
  const [first] = all;
  if (first === undefined) return [];
  const { server, scope } = first;
  const by = [...new Set(all.map((one) => one.by))];
  return [
    {
      rule: RULE,
      component: 'tree',
      version: null,
      kind: 'tree',
      name: first.place.path,
      scope,
      gap: `server:${createHash('sha256').update(server).digest('hex')}`,
      requested: [first.blob],
      places: all.map(({ place }) => place),
      reason: `${by.slice(0, 3).join(', ')}${by.length > 3 ? ` and ${by.length - 3} more` : ''}: nothing before named ${server}, and whoever owns it decides what is installed`,
      fix: { title: titled(`Take packages from a known server, or allow ${server}`), edits: [], command: null },
      cause: `${RULE} ${server}`,
      weight: 1,
    },
  ];
}
