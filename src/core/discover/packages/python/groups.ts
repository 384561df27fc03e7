/** Names of dependency groups. */
import type { PackageFact } from '../../../model/index.ts';

const MAIN: ReadonlySet<string> = new Set(['main', 'default']);
/** How people call what is never shipped. Any other group may be installed with the product. */
const DEVELOPMENT = /dev|test|lint|doc|typing|build|ci$|check|format|bench/i;

/** `groups`: that an entry belongs to, or none where the lock does not say. */
export function groupOfNames(groups: readonly string[], isOptional: boolean): PackageFact['group'] {
  if (groups.length > 0 && !groups.some((group) => MAIN.has(group)))
    return groups.every((group) => DEVELOPMENT.test(group)) ? 'development' : 'optional';
  return isOptional ? 'optional' : 'runtime';
}
