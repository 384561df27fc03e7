/** Whether work under one copyleft license may be shared, changed, under another one. Relicensing a derivative; not the use of a library. */

/** "GPL-3.0-or-later" → GPL, [3, 0], later. Creative Commons ids may end in a jurisdiction, which does not matter here. */
function apart(id: string): { readonly family: string; readonly version: number; readonly later: boolean } | null {
  const found = /^([A-Za-z]+(?:-[A-Za-z]+)*)-(\d{1,2}(?:\.\d{1,2})?)(?:-(only|or-later|[A-Z]{2,3}))?$/.exec(id);
  if (found === null) return null;
  const [, family = '', version = '', suffix = ''] = found;
  return { family, version: Number(version), later: suffix === 'or-later' || LATER_BY_ITSELF.has(family) };
}

/** Their own text lets derivatives go out under a later version (CC BY-SA 2.0 ff. 4(b), EUPL 1.1 section 13, MPL 2.0 section 10.2). */
const LATER_BY_ITSELF: ReadonlySet<string> = new Set(['CC-BY-SA', 'CC-BY-NC-SA', 'EUPL', 'MPL', 'CECILL']);

/** One way only. GNU GPL 3 section 13 and AGPL 3 section 13; LGPL 2.1 section 3; LGPL 3 section 4; MPL 2.0 section 3.3; EUPL 1.2 appendix; CC BY-SA compatible licenses. */
const ONE_WAY: readonly (readonly [RegExp, RegExp])[] = [
  [/^GPL-3\.0-/, /^AGPL-3\.0-/],
  [/^GPL-2\.0-or-later$/, /^AGPL-3\.0-/],
  [/^LGPL-2\.[01]-or-later$/, /^(?:GPL-[23]\.0|LGPL-3\.0|AGPL-3\.0)-/],
  [/^LGPL-2\.[01]-only$/, /^GPL-[23]\.0-/],
  [/^LGPL-3\.0-/, /^(?:GPL|AGPL)-3\.0-/],
  [/^MPL-2\.0$/, /^(?:GPL-[23]\.0|LGPL-2\.1|LGPL-3\.0|AGPL-3\.0)-/],
  [
    /^EUPL-1\.2$/,
    /^(?:(?:GPL-[23]\.0|AGPL-3\.0|LGPL-2\.1|LGPL-3\.0)-.+|MPL-2\.0|EPL-[12]\.0|OSL-[23]\.[01]|CECILL-2\.[01]|CC-BY-SA-3\.0)$/,
  ],
  [/^CECILL-2\.[01]$/, /^(?:GPL-[23]\.0|AGPL-3\.0)-/],
  [/^CC-BY-SA-4\.0$/, /^(?:GPL-3\.0-.+|LAL-1\.3)$/],
  [/^LAL-1\.3$/, /^CC-BY-SA-4\.0$/],
];

/**
 * Ids as the SPDX list spells them. "only" and "or later" of one version are held to be the same: most cards say neither, and the hub's own
 * tags cannot say it.
 */
export function mayGoUnder(from: string, to: string): boolean {
  if (from === to) return true;
  const [a, b] = [apart(from), apart(to)];
  if (a !== null && b !== null && a.family === b.family && (a.version === b.version || (a.later && b.version > a.version))) return true;
  return ONE_WAY.some(([of, under]) => of.test(from) && under.test(to));
}
