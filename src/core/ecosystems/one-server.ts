/** Names of one server: what an alias hands out comes from the registry behind it. */
import { PUBLIC_NPM, YARN_NPM } from './public-servers.ts';

/**
 * `place`, with the name of the registry where it begins with an alias of it. Whole origins alone: a longer name, another port and another scheme
 * are other servers. Nobody asks the alias (T20); a move to it and back is none.
 */
export function withoutAlias(place: string): string {
  if (!place.startsWith(YARN_NPM)) return place;
  const rest = place.slice(YARN_NPM.length);
  return rest === '' || rest.startsWith('/') ? `${PUBLIC_NPM}${rest}` : place;
}
