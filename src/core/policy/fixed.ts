/** Which findings that are gone were really fixed: "fixed" is said of what was read and is right now, never of what is out of sight. */
import type { Finding } from '../model/index.ts';
import type { Difference } from './difference.ts';
import { INCOMPLETE } from './judge.ts';

/** `fresh`: of head, new or worse. `gone`: of base, without an equal in head. */
export function fixedOf(
  gone: readonly Finding[],
  head: readonly Finding[],
  fresh: ReadonlySet<Finding>,
  { isRead }: Difference,
): Finding[] {
  const replaced = new Set([...fresh].map(subjectOf));
  const unknown = new Set(head.flatMap(({ rule, component }) => (rule === INCOMPLETE ? [component] : [])));
  // A name that became a computed one was not taken away.
  const hidden = new Set(
    [...fresh].flatMap(({ unresolved, kind, places }) => (unresolved ? places.map(({ path }) => at(kind, path)) : [])),
  );
  return gone.filter(
    (finding) =>
      !replaced.has(subjectOf(finding)) &&
      !unknown.has(finding.component) &&
      finding.places.every(({ path }) => isRead(path) && !hidden.has(at(finding.kind, path))),
  );
}

/** The same rule about the same thing in another way: with another gap, another revision, in other code. */
function subjectOf({ rule, component, kind, name }: Finding): string {
  return JSON.stringify([rule, component, kind === 'tree' || kind === 'policy' ? name : '']);
}

function at(kind: Finding['kind'], path: string): string {
  return JSON.stringify([kind, path]);
}
