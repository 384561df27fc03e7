/** Ids of the SPDX license list, and what became of the deprecated ones. */
import current from 'spdx-license-ids/index.json' with { type: 'json' };
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };

/** Lower case → as the list spells it. Ids are case-insensitive (SPDX 2.3 annex D.2). */
export const SPDX_BY_LOWER: ReadonlyMap<string, string> = new Map([...deprecated, ...current].map((id) => [id.toLowerCase(), id]));

/** What a name with an exception inside stands for today. */
const SPLIT: Readonly<Record<string, readonly [string, string]>> = {
  'GPL-2.0-with-GCC-exception': ['GPL-2.0-only', 'GCC-exception-2.0'],
  'GPL-2.0-with-autoconf-exception': ['GPL-2.0-only', 'Autoconf-exception-2.0'],
  'GPL-2.0-with-bison-exception': ['GPL-2.0-only', 'Bison-exception-2.2'],
  'GPL-2.0-with-classpath-exception': ['GPL-2.0-only', 'Classpath-exception-2.0'],
  'GPL-2.0-with-font-exception': ['GPL-2.0-only', 'Font-exception-2.0'],
  'GPL-3.0-with-GCC-exception': ['GPL-3.0-only', 'GCC-exception-3.1'],
  'GPL-3.0-with-autoconf-exception': ['GPL-3.0-only', 'Autoconf-exception-3.0'],
};

const GNU_WITHOUT_SUFFIX = /^(?:GPL|LGPL|AGPL|GFDL)-\d\.\d$/;

/**
 * The id in use today. "GPL-2.0" says neither "only" nor "or later": it is read as "only", which grants no more than is written;
 * with "+" it is "or later".
 */
export function modernId(id: string, plus: boolean): { readonly id: string; readonly orLater: boolean; readonly exception: string | null } {
  const split = Object.hasOwn(SPLIT, id) ? SPLIT[id] : undefined;
  if (split !== undefined) return { id: plus ? split[0].replace('-only', '-or-later') : split[0], orLater: false, exception: split[1] };
  if (GNU_WITHOUT_SUFFIX.test(id)) return { id: `${id}-${plus ? 'or-later' : 'only'}`, orLater: false, exception: null };
  if (plus && id.endsWith('-only') && GNU_WITHOUT_SUFFIX.test(id.slice(0, -5)))
    return { id: `${id.slice(0, -5)}-or-later`, orLater: false, exception: null };
  return { id, orLater: plus && !id.endsWith('-or-later'), exception: null };
}

/** "EUPL-1.1" → family "EUPL", version [1, 1], rest ""; ids without a version have none. */
function apart(id: string): { readonly family: string; readonly version: readonly number[]; readonly rest: string } | null {
  const found = /^([A-Za-z][A-Za-z-]{0,40})-(\d{1,3}(?:\.\d{1,3}){0,3})((?:-[A-Za-z-]{1,40})?)$/.exec(id);
  if (found === null) return null;
  const [, family = '', version = '', rest = ''] = found;
  return { family, version: version.split('.').map(Number), rest };
}

function atLeast(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The versions among which "or later" lets one choose, as ids of single versions ("GPL-2.0-only", "GPL-3.0-only"). */
export function versionsFrom(id: string): string[] {
  const single = id.replace(/-or-later$/, '-only');
  const from = apart(single);
  if (from === null) return [single];
  const later = [...SPDX_BY_LOWER.values()].filter((other) => {
    const to = apart(other);
    return to !== null && to.family === from.family && to.rest === from.rest && atLeast(to.version, from.version);
  });
  return later.includes(single) ? later : [single, ...later];
}

/** "GPL-3.0" of GPL-3.0-only and GPL-3.0-or-later: a text, and most places that state a license, cannot tell the two apart. */
export function licenseStem(id: string): string {
  return id.replace(/-(?:only|or-later)$/, '');
}
