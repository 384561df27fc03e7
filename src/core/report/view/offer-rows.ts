/** Rows of models that one list offers, as one row: a catalog of fifty is one thing to look at. What refuses the merge keeps its own. */
import { baseName } from '../../base/base-name.ts';
import { plain } from './phrase.ts';
import type { Row } from './row.ts';

/** Fewer are told each by itself. */
const MANY = 3;
/** Characters that every format shows of a name. All of them are in the inventory, in the AI SBOM and in JSON. */
const LENGTH = 84;

/** A row, and the file whose list offers it; null: it is no offer. */
export interface ListedRow {
  readonly row: Row;
  readonly list: string | null;
}

export function foldedOffers(rows: readonly ListedRow[]): Row[] {
  const groups = Map.groupBy(rows, ({ row, list }) =>
    list === null || isRefused(row) ? null : JSON.stringify([list, row.state, row.kind]),
  );
  return rows.flatMap(({ row, list }) => {
    const group = list === null || isRefused(row) ? [] : (groups.get(JSON.stringify([list, row.state, row.kind])) ?? []);
    if (list === null || group.length < MANY) return [row];
    return group[0]?.row === row
      ? [
          folded(
            list,
            group.map((one) => one.row),
          ),
        ]
      : [];
  });
}

function isRefused({ state }: Row): boolean {
  return state === 'block' || state === 'unsure';
}

function folded(list: string, rows: readonly Row[]): Row {
  const [first] = rows as readonly [Row, ...Row[]];
  return {
    state: first.state,
    kind: `${rows.length} ${first.kind}s to choose from`,
    name: namesIn(rows),
    place: first.place,
    morePlaces:
      rows.reduce((sum, { place, morePlaces }) => sum + (place === null ? 0 : 1) + morePlaces, 0) - (first.place === null ? 0 : 1),
    placeNote: first.placeNote,
    version: [],
    proof: [plain(`offered in ${baseName(list)}, seen loaded nowhere`)],
    license: [],
  };
}

/** As many as fit, and how many more there are. */
function namesIn(rows: readonly Row[]): string {
  let text = '';
  for (const [index, { name }] of rows.entries()) {
    const next = index === 0 ? name : `${text}, ${name}`;
    if (index > 0 && next.length > LENGTH) return `${text} +${rows.length - index} more`;
    text = next;
  }
  return text;
}
