/** Markers of entries, and entries that are installed nowhere: their marker excludes every Python that the project allows. */
import { redact } from '../../../base/redact.ts';
import { canHold } from '../../../ecosystems/pypi/marker.ts';
import { pythonReleases } from '../../../ecosystems/pypi/python-releases.ts';
import type { At, ProblemFact } from '../../../model/index.ts';

/** `requires`: as the file says it, or null. The answers are kept, as one marker stands at many entries. */
export function neverHolds(requires: string | null): (marker: string) => boolean {
  const pythons = pythonReleases(requires);
  const known = new Map<string, boolean>();
  return (marker) => {
    const before = known.get(marker);
    if (before !== undefined) return before;
    const never = pythons.length > 0 && !canHold(marker, pythons);
    known.set(marker, never);
    return never;
  };
}

/** It is no component, and is not passed over in silence either. */
export function neverInstalled(name: string, marker: string, at: At): ProblemFact {
  const message = redact(`${name.slice(0, 60)} is never installed: no Python of this project meets its marker ${marker}`).slice(0, 200);
  return { kind: 'problem', code: 'unsupported', message, quiet: true, line: at.line, column: at.column };
}

/** Of several of which one must hold; "": none is said. */
export function markersAsOne(markers: readonly string[]): string {
  return markers.length < 2 ? (markers[0] ?? '') : markers.map((marker) => `(${marker})`).join(' or ');
}
