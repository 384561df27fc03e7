/** What the owner's layer says about the product (design section 5). A key that says nothing is neither yes nor no. */
import type { Linkage, ProductContext } from '../model/index.ts';

export type Use = 'commercial' | 'research' | ProductContext;

/** As policy files have it. null and empty: not stated. */
export interface Product {
  readonly license: string | null;
  readonly use: readonly Use[];
  readonly markets: readonly string[];
  readonly linkage: Linkage | null;
  readonly modified: boolean | null;
  readonly seat: string | null;
  readonly users: Readonly<Record<'monthly' | 'monthly-at-release' | 'daily' | 'visits', number | null>>;
  readonly 'revenue-usd': number | null;
  readonly facts: Readonly<Record<YesNo, boolean | null>> & {
    readonly 'naming-displayed': boolean | string | null;
    readonly 'model-name-begins-with': string | null;
    readonly 'field-of-use': string | null;
  };
}

type YesNo =
  | 'notices-shipped'
  | 'acceptable-use-agreed'
  | 'use-restrictions-in-terms'
  | 'registered'
  | 'guardrails-bypassed'
  | 'competes-with-licensor'
  | 'offers-as-service'
  | 'redistributes-data';

/** Nobody said anything. */
export const UNDESCRIBED: Product = {
  license: null,
  use: [],
  markets: [],
  linkage: null,
  modified: null,
  seat: null,
  users: { monthly: null, 'monthly-at-release': null, daily: null, visits: null },
  'revenue-usd': null,
  facts: {
    'notices-shipped': null,
    'acceptable-use-agreed': null,
    'use-restrictions-in-terms': null,
    'naming-displayed': null,
    'model-name-begins-with': null,
    'field-of-use': null,
    registered: null,
    'guardrails-bypassed': null,
    'competes-with-licensor': null,
    'offers-as-service': null,
    'redistributes-data': null,
  },
};

/** Every value that can be stated, in the order of a policy file: ["license"], ["users", "monthly"]. */
export const PRODUCT_KEYS: readonly (readonly string[])[] = Object.entries(UNDESCRIBED).flatMap(([key, value]: [string, unknown]) =>
  isMapping(value) ? Object.keys(value).map((inner) => [key, inner]) : [[key]],
);

/** The value at one of PRODUCT_KEYS; undefined: a file does not say it. */
export function statedAt(product: unknown, key: readonly string[]): unknown {
  let here = product;
  for (const name of key) here = isMapping(here) ? here[name] : undefined;
  return here;
}

/** A product as a file writes it. */
export type WrittenProduct = {
  readonly [K in keyof Product]?: Product[K] extends Readonly<Record<string, unknown>>
    ? { readonly [I in keyof Product[K]]?: Product[K][I] | undefined } | undefined
    : Product[K] | undefined;
};

/** What the owner's file says replaces, value by value; what it does not say stays. */
export function described(before: Product, written: WrittenProduct): Product {
  const { users, facts, ...rest } = said(written);
  return { ...before, ...rest, users: { ...before.users, ...said(users ?? {}) }, facts: { ...before.facts, ...said(facts ?? {}) } };
}

/** Without the keys that are undefined, which would replace a value by none. */
function said<T extends object>(written: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
