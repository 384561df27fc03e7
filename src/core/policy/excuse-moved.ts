/** Findings about files that moved (T38): a file that is gone excuses one of its name that is new, each one. */
import { baseName } from '../base/base-name.ts';
import type { Finding } from '../model/index.ts';
import type { Difference } from './difference.ts';

/** For a finding of head the one of base that it moved from; each of base is given once. */
export function movedFiles(base: readonly Finding[], { isInBase, isInHead }: Difference): (finding: Finding) => Finding | undefined {
  const gone = Map.groupBy(
    base.filter(({ places }) => places.every(({ path }) => !isInHead(path))),
    keyOf,
  );
  return (finding) => {
    if (finding.places.some(({ path }) => isInBase(path))) return undefined;
    const old = gone.get(keyOf(finding)) ?? [];
    // What was a test or an example excuses nothing that ships.
    const index = old.findIndex(({ scope }) => scope === finding.scope || finding.scope !== 'product');
    return index < 0 ? undefined : old.splice(index, 1)[0];
  };
}

/** The version is the content, where that decides. */
function keyOf({ rule, cause, name, version }: Finding): string {
  return JSON.stringify([rule, cause, baseName(name), version]);
}
