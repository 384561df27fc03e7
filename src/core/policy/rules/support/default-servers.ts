/** Servers that installers of the base ask although no file says so. */
import { withoutAlias } from '../../../ecosystems/one-server.ts';
import { PUBLIC_INDEX, PUBLIC_NPM } from '../../../ecosystems/public-servers.ts';
import { serverOf, suppliersOf } from '../../../ecosystems/suppliers.ts';
import type { Bom } from '../../../model/index.ts';
import { placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';

interface Default {
  readonly ecosystem: string;
  readonly server: string;
  /** Keys of settings that name another one in its place, whatever tool they are of. */
  readonly keys: RegExp;
}

const DEFAULTS: readonly Default[] = [
  { ecosystem: 'npm', server: PUBLIC_NPM, keys: /registr/i },
  { ecosystem: 'pypi', server: PUBLIC_INDEX, keys: /index|source|repositor|pypi|find-links|trusted-host/i },
];

/**
 * The public registry of each ecosystem, where the settings and lockfiles of the base name no other server for it: who has a registry of their
 * own learns when packages may come from the public one, too.
 */
export function defaultServers(bom: Bom): readonly string[] {
  const { steering = [] } = bom;
  return DEFAULTS.flatMap(({ ecosystem, server, keys }) => {
    const isOther = (place: string): boolean => withoutAlias(place.toLowerCase()) !== server;
    if (steering.some(({ what, key, value }) => what === 'registry' && keys.test(key) && isOther(value))) return [];
    // What is locked without a server comes from whichever is asked.
    const own = placedIn(bom).some(({ sightings }) =>
      sightings.some((sighting) => {
        const one = packageOf(sighting);
        return (
          one?.ecosystem === ecosystem && one.source === 'registry' && one.location !== null && isOther(serverOf(suppliersOf(one)[0] ?? ''))
        );
      }),
    );
    return own ? [] : [server];
  });
}
