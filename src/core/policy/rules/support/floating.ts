/** model/floating and dataset/floating: the same judgment over two kinds. */
import { z } from 'zod';
import type { About, Kind } from '../../../model/index.ts';
import { pinEdits } from '../../../pin/place.ts';
import { isFileRef } from '../../../ref/format.ts';
import type { Rule } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';
import { revisionKind } from './revision.ts';

/** There is nothing to pin while there is no source; model/provenance speaks of those. */
const NO_SOURCE: ReadonlySet<string> = new Set(['no-source', 'invalid-name', 'not-found', 'no-revision']);

/** Files at addresses are told together: there is one thing to do about them, and many stand in one table. */
const ADDRESS = {
  reason: 'whoever runs the server can change the file at its address, and no digest beside the address says which one is meant',
  title: 'Write the SHA-256 of each file beside its address, and compare it',
  cause: 'pin addresses',
};

export function floatingRule(id: string, kind: Kind, about: About, consequence: string): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'warn',
    everywhere: false,
    passesOffers: true,
    topics: ['existence', 'revision'],
    libraries: 'none',
    judge: ({ bom }) =>
      bom.components.flatMap((component) => {
        const { resolution, identity, name } = component;
        if (component.kind !== kind || (resolution.state === 'unresolved' && NO_SOURCE.has(resolution.reason))) return [];
        const moving = component.sightings.filter((sighting) => revisionKind(component, sighting) === 'moving');
        return byScope(moving).map(([scope, sightings]) =>
          draftOf(id, component, scope, sightings, {
            gap: 'floating',
            ...(isFileRef(component.ref) ? ADDRESS : { reason: consequence, title: `Pin ${short(name)}`, cause: `pin ${identity}` }),
            edits: pinEdits(component, sightings),
          }),
        );
      }),
  };
}
