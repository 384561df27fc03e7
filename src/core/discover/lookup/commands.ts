/** Which files install a command of a name. */
import type { FileFacts } from '../../model/index.ts';
import { INSTALLED } from '../starts/manifests.ts';

/** Packages of one tree that install a command of the same name. */
const MAX_SAME_COMMAND = 20;
const NONE: readonly string[] = [];

export function installedCommands(files: ReadonlyMap<string, FileFacts>): (name: string) => readonly string[] {
  const byName = new Map<string, Set<string>>();
  for (const [path, { facts }] of files) {
    for (const fact of facts) {
      if (fact.kind !== 'start' || fact.unit?.startsWith(INSTALLED) !== true) continue;
      const name = fact.unit.slice(INSTALLED.length);
      const paths = byName.get(name) ?? new Set();
      if (paths.size < MAX_SAME_COMMAND) byName.set(name, paths.add(path));
    }
  }
  const known = new Map([...byName].map(([name, paths]) => [name, [...paths]]));
  return (name) => known.get(name) ?? NONE;
}
