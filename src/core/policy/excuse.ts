/** Which findings of head an older one excuses (T38). Tuples are compared whole; ids never. */
import type { Finding } from '../model/index.ts';
import type { Difference } from './difference.ts';
import { tupleOf } from './finding-id.ts';
import { isFullCommit } from '../ref/parse.ts';
import { excusedLoads } from './excuse-loads.ts';
import { movedFiles } from './excuse-moved.ts';

export interface Excusing {
  /** What a finding of head is, whatever waivers say. */
  statusOf(finding: Finding): 'new' | 'worse' | 'existing';
  /** Findings of base of which head has no equal. */
  readonly gone: readonly Finding[];
}

export interface RulesApart {
  /** Rules of which a finding about one version says nothing about another. */
  readonly perRevision: ReadonlySet<string>;
  /** Rules of which a finding goes with its file when that is moved. */
  readonly moving: ReadonlySet<string>;
}

export function excusing(
  head: readonly Finding[],
  base: readonly Finding[],
  { perRevision, moving }: RulesApart,
  difference: Difference,
): Excusing {
  const named = new Map(base.filter(({ unresolved }) => !unresolved).map((finding) => [tupleOf(finding), finding]));
  const loads = excusedLoads(
    head.filter(({ unresolved }) => unresolved),
    base.filter(({ unresolved }) => unresolved),
    difference,
  );
  const byVersion = new Map(base.flatMap((finding) => (finding.version === null ? [] : [[versionTuple(finding), finding] as const])));
  const movedFrom = movedFiles(
    base.filter(({ rule }) => moving.has(rule)),
    difference,
  );
  const before = new Map(
    head
      .filter(({ unresolved }) => !unresolved)
      .map((finding) => [
        finding,
        named.get(tupleOf(finding)) ?? movedFrom(finding) ?? pinnedFrom(finding, byVersion.get(versionTuple(finding))),
      ]),
  );
  const used = new Set(before.values());
  return {
    statusOf(finding) {
      // What lies behind a limit is not known on either side: only files that did not change hold the same there.
      if (finding.limited && [...finding.places, ...(finding.readAt ?? [])].some(({ path }) => difference.isChanged(path))) return 'new';
      const status = finding.unresolved ? loads.statusOf(finding) : statusOfNamed(finding);
      return status === 'existing' && finding.fedAnew === true ? 'worse' : status;
    },
    gone: [...[...named.values()].filter((finding) => !used.has(finding)), ...loads.gone],
  };

  function statusOfNamed(finding: Finding): 'new' | 'worse' | 'existing' {
    const old = before.get(finding);
    if (old === undefined) return 'new';
    // What could not be looked up about one revision says nothing about another: a bump while the hub is down is a new unknown (T4).
    if (perRevision.has(finding.rule) && finding.version !== old.version) return 'new';
    return compared(finding, old);
  }
}

/** The same with what was found in the place of what was asked for. */
function versionTuple(finding: Finding): string {
  return tupleOf({ ...finding, subject: ['version', finding.version] });
}

/** What a pinned one was before; one that was pinned already and asks for something else beside is it only where less is wrong now (T38). */
function pinnedFrom(finding: Finding, old: Finding | undefined): Finding | undefined {
  if (old === undefined || !isPinned(finding)) return undefined;
  return !isPinned(old) || finding.weight < old.weight ? old : undefined;
}

/** Whoever writes down the commit that a branch stands at anyway brings in nothing. */
function isPinned({ requested, version }: Finding): boolean {
  return requested.length === 1 && requested[0] != null && requested[0] === version && isFullCommit(requested[0]);
}

/** `worse`: a lower rung, a stricter class, more of it, or a higher level. */
function compared(finding: Finding, before: Finding): 'worse' | 'existing' {
  return finding.weight > before.weight || (finding.level === 'block' && before.level === 'warn') ? 'worse' : 'existing';
}
