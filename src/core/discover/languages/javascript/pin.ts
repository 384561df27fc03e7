/** Where a commit can be written into a call. */
import type { PinSite } from '../../../model/index.ts';
import { pinSiteIn } from '../../pin-site.ts';
import type { ScriptApiRow } from './api-row.ts';
import { bare } from './environment.ts';
import type { Places } from './places.ts';
import type { CallNode, ScriptNode } from './syntax/index.ts';

/** null: it cannot be placed exactly. */
export function pinInCall({ given, close }: CallNode, { at, key }: NonNullable<ScriptApiRow['revision']>, places: Places): PinSite | null {
  if (given.some(({ isSpread }) => isSpread) || close < 0) return null;
  const options = given[at]?.value;
  if (options === undefined) {
    const last = given.at(-1)?.value;
    return last === undefined || given.length !== at ? null : insertedAt(last.end, `, { ${key}: "{commit}" }`, places);
  }
  const plain = bare(options);
  // A name or a call belongs to somebody else's logic.
  if (plain.type !== 'table' || plain.entries.some((entry) => entry.key?.type !== 'text')) return null;
  const entry = plain.entries.find((one) => one.key?.type === 'text' && one.key.value === key);
  if (entry !== undefined) return replaced(entry.value, places);
  return insertedAt(plain.start + 1, plain.entries.length === 0 ? ` ${key}: "{commit}" ` : ` ${key}: "{commit}",`, places);
}

/** Only a plain literal on one line is replaced. */
function replaced(node: ScriptNode, places: Places): PinSite | null {
  const [start, end] = [places.at(node.start), places.at(node.end)];
  if (node.type !== 'text' || start.line !== end.line) return null;
  return pinSiteIn(places.lineOf(start.line), start.line, start.column - 1, end.column - 1, '"{commit}"');
}

function insertedAt(offset: number, template: string, places: Places): PinSite | null {
  const { line, column } = places.at(offset);
  return pinSiteIn(places.lineOf(line), line, column - 1, column - 1, template);
}
