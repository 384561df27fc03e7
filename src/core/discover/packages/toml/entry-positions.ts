/** Where the entries of a [[table]] stand: at the line of their name. */
import type { At } from '../../../model/index.ts';
import { pathKey, tomlPositions } from './positions.ts';
import { asList, asTable, asText, field, type Table } from './table.ts';

/** The place of each entry, in their order; of one without a name that of its header. Linear. */
export function entryPositions(text: string, data: Table, key: string): (index: number) => At {
  const names = asList(field(data, key)).map((entry) => asText(field(asTable(entry), 'name')));
  const quick = quickPositions(text, key, names);
  if (quick !== null) return (index) => quick[index] ?? START;
  const positions = tomlPositions(text, 3, (part) => part === 'name');
  return (index) => positions.get(pathKey([key, index, 'name'])) ?? positions.get(pathKey([key, index])) ?? START;
}

const START: At = { line: 1, column: 1 };

/**
 * As tools write them: a header, and below it a line that begins with `name =`. Null: there is another form among them, so that only a walk over all of
 * the text tells. No line of a text without long strings is part of a string.
 */
function quickPositions(text: string, key: string, names: readonly (string | null)[]): readonly At[] | null {
  if (text.includes('"""') || text.includes("'''")) return null;
  const header = `[[${key}]]`;
  const found: At[] = [];
  let number = 0;
  let isOpen = false;
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    number++;
    if (text.startsWith('[', start)) {
      if (isOpen) return null;
      isOpen = text.startsWith(header, start) && text.slice(start + header.length, end).trim() === '';
    } else if (isOpen && text.startsWith('name', start)) {
      const name = /^name[ \t]{0,20}=[ \t]{0,20}(?:"([^"\\]{0,300})"|'([^']{0,300})')\s{0,20}$/.exec(
        text.slice(start, Math.min(end, start + 700)),
      );
      if (name === null || (name[1] ?? name[2]) !== names[found.length]) return null;
      found.push({ line: number, column: 1 });
      isOpen = false;
    }
    start = end + 1;
  }
  return !isOpen && found.length === names.length ? found : null;
}
