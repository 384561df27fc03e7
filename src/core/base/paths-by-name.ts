/** Paths by what they can be found by. */

/** `namesOf`: under which names one is found. In the order of `paths`. */
export function pathsByName(paths: Iterable<string>, namesOf: (path: string) => readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths)
    for (const name of namesOf(path)) {
      const list = found.get(name);
      if (list === undefined) found.set(name, [path]);
      else list.push(path);
    }
  return found;
}
