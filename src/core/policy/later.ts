/** Keys and rules that the design knows and this version does not enforce. A key exists only with the rule that enforces it; silence would look like protection. */

const KEYS: ReadonlySet<string> = new Set(['trust', 'endpoints']);

const RULES: ReadonlySet<string> = new Set([
  'license/incompatible',
  'license/lineage',
  'dependency/malicious',
  'dependency/too-new',
  'dependency/version',
  'dependency/registry-unexpected',
  'action/foreign-commit',
]);

/** Whether the key at this dotted path, or the rule `rules.<id>`, belongs to a later version. */
export function isForLater(dotted: string): boolean {
  return KEYS.has(dotted) || (dotted.startsWith('rules.') && RULES.has(dotted.slice('rules.'.length)));
}
