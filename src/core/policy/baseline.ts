/** The built-in baseline (design section 5): what judges where no file says otherwise. Each rule brings its own level and options. */
import type { Policy } from './policy.ts';
import { PRODUCT_KEYS, UNDESCRIBED } from './product.ts';
import type { Rule } from './rule.ts';

export const BASELINE = 'built-in baseline';

/** The baseline for the given rules. */
export function baseline(rules: readonly Rule[]): Policy {
  const settings = rules.map((rule) => [rule.id, { level: rule.level, options: rule.options.parse({}) }] as const);
  const keys = [
    'mode',
    'scope.block',
    'scope.show',
    ...PRODUCT_KEYS.map((key) => ['product', ...key].join('.')),
    'declared',
    'catalogs',
    ...['models', 'datasets', 'services', 'licenses'].flatMap((list) => [`${list}.allow`, `${list}.deny`]),
    'licenses.review',
    'approvers',
    ...['longest', 'never', 'by-author'].map((key) => `waiving.${key}`),
    ...settings.flatMap(([id, { options }]) => [`rules.${id}.level`, ...optionKeys(options).map((key) => `rules.${id}.${key}`)]),
  ];
  return {
    mode: 'enforce',
    scope: { block: ['product'], show: ['product', 'test', 'docs', 'example'] },
    product: UNDESCRIBED,
    rules: new Map(settings),
    models: { deny: [] },
    datasets: { deny: [] },
    services: { deny: [] },
    licenses: { deny: [], narrows: false, review: [], alsoReview: [], unknown: [], override: [] },
    approvers: [],
    declared: 'named',
    catalogs: 'show',
    signers: [],
    waivers: [],
    waiving: { longest: null, never: [], byAuthor: false },
    statements: [],
    scopes: [],
    groups: [],
    layers: [],
    label: BASELINE,
    origins: new Map(keys.map((key) => [key, BASELINE])),
  };
}

/** Names of the options in a parsed setting. */
export function optionKeys(options: unknown): string[] {
  return typeof options === 'object' && options !== null ? Object.keys(options) : [];
}
