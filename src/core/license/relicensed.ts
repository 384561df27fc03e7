/** Models whose publisher changed the license: an older version is under the older one, whatever a newer page says. */

export interface Relicensed {
  /** The license until then, as the catalogue spells it. */
  readonly license: string;
  /** The first day of the newer license, YYYY-MM-DD. */
  readonly until: string;
}

interface Change extends Relicensed {
  readonly of: RegExp;
}

const CHANGES: readonly Change[] = [
  // 01-ai/Yi: the commit of that day replaced the community license of code and weights by Apache-2.0.
  { of: /^01-ai\/yi(?:-|$)/, license: 'LicenseRef-Yi-Community-2.1', until: '2024-05-30' },
  // InternLM/InternLM README: weights by application until the news of InternLM3; the code was under Apache-2.0 all the time.
  { of: /^internlm\/internlm/, license: 'LicenseRef-InternLM-Weights-Application', until: '2025-01-15' },
];

/** null: none is known for this version. `name`: "01-ai/Yi-34B"; `day`: of the version, YYYY-MM-DD. */
export function relicensedAfter(name: string, day: string | null): Relicensed | null {
  if (day === null) return null;
  const plain = name.trim().toLowerCase().replace(/^hf:/, '');
  return CHANGES.find(({ of, until }) => of.test(plain) && day < until) ?? null;
}
