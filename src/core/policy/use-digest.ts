/** How a library is used, as one digest: whoever states that a vulnerability does not matter there has looked at just that (T38). */
import { createHash } from 'node:crypto';
import { compareText } from '../base/order.ts';
import type { Bom, BomComponent, Sighting, Unknown } from '../model/index.ts';
import { withoutMentions } from '../model/mentioned.ts';
import { asPull, packageOf, weightsOf } from '../model/sighting.ts';
import { loadedThrough, loadersOf, undecidedThrough, unnamedThrough } from './known-loaders.ts';

/**
 * "sha256:<hex>" over where the library stands and what its loaders are known to load: places by file, scope, group and source; models by
 * name, revision, role, call, server and what else decides them; loads without a name by what feeds them. Neither lines nor names of
 * variables, so that an edit beside it changes nothing. Null while a hub did not say what a model loads through, so that a hub that is down gives
 * no other digest of the same tree: `undecidedUses` says of which models.
 */
export function useDigest(component: BomComponent, bom: Bom): string | null {
  const { loaders, components, unknowns } = around(component, bom);
  if (loaders.some((loader) => undecidedThrough(loader, components).length > 0)) return null;
  const models = new Set(loaders.flatMap((loader) => loadedThrough(loader, components)));
  const unnamed = new Set(loaders.flatMap((loader) => unnamedThrough(loader, unknowns)));
  const tuples = [
    ['library', component.identity, component.version],
    ...component.sightings.map(standing),
    ...[...models].flatMap(({ identity, sightings }) => sightings.map((one) => loading(identity, one))),
    ...[...unnamed].map(feeding),
  ];
  const texts = [...new Set(tuples.map((tuple) => JSON.stringify(tuple)))].sort(compareText);
  return `sha256:${createHash('sha256').update(texts.join('\n')).digest('hex')}`;
}

/** Models of which it is not known whether they load through it; empty: the digest is known. */
export function undecidedUses(component: BomComponent, bom: Bom): readonly BomComponent[] {
  const { loaders, components } = around(component, bom);
  return [...new Set(loaders.flatMap((loader) => undecidedThrough(loader, components)))];
}

/** What tests hold as data loads nothing; rules see the Bom without it, reports with it. */
function around({ identity }: BomComponent, bom: Bom): Pick<Bom, 'components' | 'unknowns'> & { loaders: ReturnType<typeof loadersOf> } {
  const loaders = loadersOf(identity);
  const { components, unknowns } = loaders.length === 0 ? bom : withoutMentions(bom);
  return { loaders, components, unknowns };
}

type Tuple = readonly unknown[];

function standing(sighting: Sighting): Tuple {
  const { source = null, location = null, group = null } = packageOf(sighting) ?? {};
  return ['place', sighting.place.path, sighting.scope, group, source, location];
}

function loading(identity: string, sighting: Sighting): Tuple {
  const { type, requested, api, scope, place } = sighting;
  const pull = asPull(sighting);
  const { part = null, how, revisionHow, endpoint, remoteCode, digest = null, doubts = [] } = pull ?? {};
  // What is fed anew may be another thing than what was looked at, though its name is the same.
  const open = [pull?.endpointOpen === true, pull?.limited === true, pull?.fedAnew !== undefined];
  const fed = [how, revisionHow, endpoint, remoteCode, pull?.codeRevision ?? null, digest, doubts, open];
  return ['load', type, identity, requested, part, api, scope, place.path, fed, weightsOf(sighting)?.format ?? null];
}

function feeding({ kind, why, feeds, api, scope, place, endpoint, part, revision, fedAnew }: Unknown): Tuple {
  return ['unknown', kind, why, feeds, api, scope, place.path, endpoint, part ?? null, revision ?? null, fedAnew !== undefined];
}
