/** Loads and their commits → the edits of each file, and what stays as it is. Pure; reads no file. */
import { compareText } from '../base/order.ts';
import { formatRef } from '../ref/format.ts';
import type { Unknown } from '../model/index.ts';
import { unknownId } from '../model/unknown-id.ts';
import { type PinLoad, unnamedLoads } from './loads.ts';
import { placePin } from './place.ts';
import { type PinEdit, type PinFile, type Refused, type PinRefusalCode, refusedEdit } from './types.ts';

export interface PinPlan {
  /** Sorted by path. */
  readonly files: readonly PinFile[];
  /** Sorted by path, line, reference. */
  readonly refused: readonly Refused[];
}

/** What asks for a full commit already is neither edited nor refused: a plan over pinned code is empty. `unknowns`: loads of the same files without a name. */
export function planPins(loads: readonly PinLoad[], unknowns: readonly Unknown[] = []): PinPlan {
  const refused: Refused[] = unnamedLoads(unknowns);
  const edits: PinEdit[] = [];
  const names = namesByPlace(loads, unknowns);
  for (const load of loads) {
    const placed = placePin(load, (names.get(placeKey(load.sighting))?.size ?? 1) > 1);
    if (placed.kind === 'refused') refused.push(placed.refused);
    else if (placed.kind === 'edit') edits.push(placed.edit);
  }
  const files = [...Map.groupBy(edits, ({ path }) => path)].flatMap(([path, all]): PinFile[] => {
    const exact = withoutConflicts(all, refused);
    return exact.length === 0 ? [] : [{ path, edits: exact }];
  });
  return { files: files.sort((a, b) => compareText(a.path, b.path)), refused: sortedRefusals(refused) };
}

/** By path, line, reference, code. */
export function sortedRefusals(refused: readonly Refused[]): Refused[] {
  return [...refused].sort(
    (a, b) => compareText(a.path, b.path) || a.line - b.line || compareText(a.reference, b.reference) || compareText(a.code, b.code),
  );
}

function placeKey({ place }: Pick<Unknown, 'place'>): string {
  return JSON.stringify([place.path, place.line, place.column]);
}

function namesByPlace(loads: readonly PinLoad[], unknowns: readonly Unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const add = (key: string, name: string): void => {
    names.set(key, (names.get(key) ?? new Set()).add(name));
  };
  for (const { sighting } of loads) add(placeKey(sighting), formatRef(sighting.ref));
  for (const one of unknowns) add(placeKey(one), unknownId(one));
  return names;
}

/** Sorted by place, each once. Edits of one site that do not agree, and edits that touch each other, are refused, all of them. */
function withoutConflicts(edits: readonly PinEdit[], refused: Refused[]): PinEdit[] {
  const unique = new Map(edits.map((edit) => [JSON.stringify([edit.site, edit.commit, edit.reference]), edit]));
  const sorted = [...unique.values()].sort(
    (a, b) => a.site.line - b.site.line || a.site.column - b.site.column || a.site.endColumn - b.site.endColumn,
  );
  const bad = new Map<PinEdit, PinRefusalCode>();
  /** Of the edits of this line so far, the one that reaches farthest. */
  let farthest: PinEdit | undefined;
  for (const edit of sorted) {
    if (farthest === undefined || farthest.site.line !== edit.site.line) farthest = edit;
    else {
      const { site } = farthest;
      const touches = edit.site.column < site.endColumn || edit.site.column === site.column;
      if (touches) {
        const same = edit.site.column === site.column && edit.site.endColumn === site.endColumn && edit.reference !== farthest.reference;
        for (const one of [farthest, edit]) bad.set(one, same ? 'two-references' : 'overlap');
      }
      if (edit.site.endColumn >= site.endColumn) farthest = edit;
    }
  }
  for (const [edit, code] of bad) {
    const reason = code === 'overlap' ? 'another edit changes the same characters' : 'one call, and two names that it may load';
    refused.push(refusedEdit(edit, code, reason));
  }
  return sorted.filter((edit) => !bad.has(edit));
}
