/** Rows for loads that could not be named: they are no components, and nothing about them is fine. */
import type { JudgedFinding, Unknown, Verdict } from '../../model/index.ts';
import { unknownId } from '../../model/unknown-id.ts';
import { placesOfChange } from '../../bom/changed-first.ts';
import { plain, strong } from './phrase.ts';
import type { Row, RowState } from './row.ts';
import { kindWord } from './words.ts';

/** One for all places with the same text. `stateOf`: of what is said about them. */
export function unnamedRows(verdict: Verdict, stateOf: (findings: readonly JudgedFinding[]) => RowState): Row[] {
  return [...Map.groupBy(verdict.unnamed, unknownId)].flatMap(([id, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const findings = verdict.findings.filter(({ finding }) => finding.component === id);
    return [rowOf(first, group, findings, verdict, stateOf(findings))];
  });
}

function rowOf(
  { kind, why }: Unknown,
  group: readonly Unknown[],
  findings: readonly JudgedFinding[],
  { touched, base }: Verdict,
  state: RowState,
): Row {
  const own = [...findings.flatMap((judged) => judged.finding.places), ...group.map(({ place }) => place)];
  const places = placesOfChange(
    own,
    group.flatMap(({ readAt = [] }) => readAt),
    touched,
  );
  const unique = new Set(places.map(({ path, line }) => JSON.stringify([path, line])));
  return {
    state: state === 'ok' ? 'warn' : state,
    kind: kindWord({ kind, framework: false }),
    name: `unnamed ${kind}`,
    place: places[0] ?? null,
    morePlaces: Math.max(unique.size - 1, 0),
    placeNote: '',
    // Without anything to compare with, nothing is new.
    version: base === null ? [] : [plain('new')],
    proof: why === 'computed' ? [strong('name is computed'), plain(', source unknown')] : [strong('not a possible name')],
    license: [plain('unknown')],
  };
}
