/** `weighbridge policy explain`: every effective value and where it comes from. */
import type { Mistake } from '../base/errors.ts';
import { optionKeys } from './baseline.ts';
import { matchWords } from './group-schema.ts';
import { LISTS } from './layer-owner.ts';
import type { PolicyLayerKind } from './load.ts';
import type { Policy } from './policy.ts';
import { PRODUCT_KEYS, statedAt } from './product.ts';
import { unaffectedWords } from './statements.ts';
import { waiverWords } from './waiver-target.ts';

export interface Explained {
  /** Dotted key: "scope.block", "rules.model/provenance.require". */
  readonly key: string;
  /** As YAML would write it in one line. */
  readonly value: string;
  /** "built-in baseline", ".github/weighbridge.yml:12", "acme/.github@4f0c2d9e81b7:weighbridge.yml:12". */
  readonly origin: string;
  /** Whose word it is; of a value that several layers made together, that of the last one. */
  readonly layer: PolicyLayerKind | 'baseline';
}

/** For people: one line per value, origins in a column, one newline at the end. */
export function explainPolicy(policy: Policy): string {
  return lines(effectiveValues(policy));
}

/** Only what somebody has said: without the values of the baseline. */
export function explainStated(policy: Policy): string {
  return lines(effectiveValues(policy).filter(({ layer }) => layer !== 'baseline'));
}

function lines(values: readonly Explained[]): string {
  const rows = values.map(({ key, value, origin }) => ({ left: visible(`${key}: ${value}`), origin: visible(origin) }));
  const width = Math.min(Math.max(...rows.map(({ left }) => left.length)), 60);
  return rows.map(({ left, origin }) => `${left.padEnd(width)}  # ${origin}\n`).join('');
}

/** YAML escapes can bring control and bidi characters into a value; they must not reach a terminal (T22). */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for programs: who was merged, every value, and what lower layers asked for in vain. */
export function explainedJson(policy: Policy, refused: readonly Mistake[] = []): string {
  return `${JSON.stringify({ policy: policy.label, layers: policy.layers, values: effectiveValues(policy), refused }, null, 2)}\n`;
}

/** All effective values, in the order of a policy file. */
export function effectiveValues(policy: Policy): Explained[] {
  const rows: Explained[] = [];
  const row = (key: string, value: unknown): void => {
    const origin = policy.origins.get(key) ?? policy.label;
    rows.push({ key, value: inline(value), origin, layer: layerOf(policy, origin) });
  };
  row('mode', policy.mode);
  row('scope.block', policy.scope.block);
  row('scope.show', policy.scope.show);
  for (const key of PRODUCT_KEYS) row(['product', ...key].join('.'), statedAt(policy.product, key) ?? '(not set)');
  row('declared', policy.declared);
  row('catalogs', policy.catalogs);
  for (const [id, { level, mode, options }] of policy.rules) {
    row(`rules.${id}.level`, level);
    if (mode !== undefined || policy.origins.has(`rules.${id}.mode`)) row(`rules.${id}.mode`, mode ?? 'enforce');
    for (const key of optionKeys(options)) row(`rules.${id}.${key}`, (options as Record<string, unknown>)[key]);
  }
  for (const list of LISTS) {
    row(`${list}.allow`, policy[list].allow ?? '(everything)');
    row(`${list}.deny`, policy[list].deny);
  }
  row('licenses.review', [...policy.licenses.review, ...policy.licenses.alsoReview]);
  policy.licenses.unknown.forEach(({ component, as, reason }, index) => {
    row(`licenses.unknown.${index}`, `${component} as ${as} (${reason})`);
  });
  policy.licenses.override.forEach(({ component, as, reason, approver, expires }, index) => {
    const until = expires === null ? '' : ` until ${expires}`;
    row(`licenses.override.${index}`, `${component} as ${as}${until} (${approver === null ? '' : `${approver}: `}${reason})`);
  });
  row('approvers', policy.approvers);
  policy.signers.forEach(({ for: pattern, name, trust }, index) => {
    const who = trust.kind === 'key' ? `the key ${trust.path}` : `${trust.identity} (${trust.issuer})`;
    row(`signers.${index}`, `${pattern}: ${name}, ${who}`);
  });
  policy.scopes.forEach(({ path, as }, index) => {
    row(`scopes.${index}`, `${path} as ${as}`);
  });
  policy.waivers.forEach((waiver, index) => {
    const what = waiverWords(waiver);
    const where = waiver.repositories === null ? '' : ` in ${waiver.repositories.join(', ')}`;
    row(`waivers.${index}`, `${what}${where} until ${waiver.expires} (${waiver.approver}: ${waiver.reason})`);
  });
  row('waiving.longest', policy.waiving.longest === null ? '(not set)' : `${policy.waiving.longest}d`);
  row('waiving.never', policy.waiving.never);
  row('waiving.by-author', policy.waiving.byAuthor);
  policy.statements.forEach((statement, index) => {
    const { justification, author, date, impact } = statement;
    row(`statements.${index}`, `not affected by ${unaffectedWords(statement)}: ${justification} (${author}, ${date}: ${impact})`);
  });
  policy.groups.forEach(({ match, file }) => {
    rows.push({ key: 'repositories', value: matchWords(match), origin: file.origin('match'), layer: 'group' });
  });
  return rows;
}

/** Origins begin with the path of a file, or are the name of a preset; of a value that layers made together the last one named had the last say. */
function layerOf({ layers }: Policy, origin: string): Explained['layer'] {
  const last = origin.split(' and ').at(-1) ?? '';
  // A group stands in the file of its owner, and says so (load.ts).
  if (/:\d+ for /.test(last)) return 'group';
  return layers.findLast((one) => one.layer !== 'group' && (last === one.path || last.startsWith(`${one.path}:`)))?.layer ?? 'baseline';
}

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('","', '", "');
}
