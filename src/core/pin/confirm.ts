/** After the edit: does the detector, run again over the result, read what was meant? */
import type { Sighting } from '../model/index.ts';
import { asPull } from '../model/sighting.ts';
import { formatRef } from '../ref/format.ts';
import { type PinFile, type Refused, refusedEdit } from './types.ts';

/** `after`: all sightings of the edited file. Each edit needs a load of its name in its line that asks for its commit. */
export function confirmPins(file: PinFile, after: readonly Sighting[]): readonly Refused[] {
  const found = new Map<string, number>();
  for (const { place, ref, requested, revisionHow } of after.flatMap((one) => asPull(one) ?? [])) {
    if (place.path !== file.path || requested === null || revisionHow === 'unresolved') continue;
    // A default that somebody may replace is confirmed only where that is what was meant (T9).
    const weak = revisionHow === 'environment' || revisionHow === 'parameter' || revisionHow === 'elsewhere';
    const key = keyOf(place.line, formatRef({ ...ref, version: null }), requested, weak);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return file.edits.flatMap((edit) => {
    const key = keyOf(edit.place.line, edit.reference, edit.commit, edit.overridable);
    const left = found.get(key) ?? 0;
    found.set(key, left - 1);
    return left > 0 ? [] : [refusedEdit(edit, 'not-confirmed', 'read again, the edited file does not ask for this commit')];
  });
}

function keyOf(line: number, reference: string, commit: string, overridable: boolean): string {
  return JSON.stringify([line, reference, commit.toLowerCase(), overridable]);
}
