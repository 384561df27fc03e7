/** Settings of one "key = value" a line: INI, units of systemd and quadlets, files of variables. */
import type { Datum, DatumEntry, DatumRead } from './datum.ts';

const LINE = /^[ \t]{0,20}(?:export[ \t]{1,10})?([A-Za-z_][\w.-]{0,100})[ \t]{0,20}=[ \t]{0,20}(["']?)([^\r\n]{0,2000})$/;
const MAX_LINES = 100_000;

export function readLinesDatum(text: string): DatumRead {
  const lines = text.split('\n').slice(0, MAX_LINES);
  const entries = lines.flatMap((line, index): DatumEntry[] => {
    const [, key, quote = '', rest = ''] = LINE.exec(line.trimEnd()) ?? [];
    if (key === undefined) return [];
    const value = quote === '' ? rest.replace(/[ \t]#.*$/, '').trim() : rest.slice(0, Math.max(0, rest.indexOf(quote)));
    const at = { line: index + 1, column: 1 };
    return value === '' ? [] : [{ key, at, value: { kind: 'text', text: value, at } }];
  });
  const root: Datum = { kind: 'map', at: { line: 1, column: 1 }, entries };
  return { roots: [root], whole: true };
}
