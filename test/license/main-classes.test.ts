import { expect, it } from 'vitest';
import type { Stated } from './support.ts';
import { answer } from './support.ts';

const FOR_SALE: Stated = { outboundLicense: 'proprietary', contexts: ['distributed'], commercial: true };

it.each([
  ['library', 'MIT', {}, 'allow', null],
  ['library', 'MPL-2.0', {}, 'allow', null],
  ['library', 'GPL-3.0-only', {}, 'review', 'product.license'],
  ['library', 'GPL-3.0-only', FOR_SALE, 'review', 'product.linkage'],
  ['library', 'GPL-3.0-only', { ...FOR_SALE, linkage: 'static' }, 'deny', null],
  ['model', 'cc-by-nc-4.0', {}, 'review', 'product.use'],
  ['model', 'cc-by-nc-4.0', FOR_SALE, 'deny', null],
  ['model', 'other', FOR_SALE, 'review', null],
] as const)('a %s under %s in %j: %s', (kind, license, stated, verdict, set) => {
  const { verdict: found, reasons } = answer({ kind, license }, stated);
  expect({ found, set: reasons[0]?.set ?? null }).toEqual({ found: verdict, set });
});
