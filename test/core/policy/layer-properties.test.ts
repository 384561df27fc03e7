import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from '../../../src/core/base/order.ts';
import { evaluate, readLists } from '../../../src/core/license/evaluate.ts';
import { parseExpression } from '../../../src/core/license/expression.ts';
import { baseline } from '../../../src/core/policy/baseline.ts';
import { layer } from '../../../src/core/policy/layers.ts';
import { loadPolicy, type PolicyFile } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { productUseOf } from '../../../src/core/policy/product-use.ts';
import { RULES } from './support.ts';

const terms = fc.subarray([
  'MIT',
  'GPL-3.0-only',
  'AGPL-3.0*',
  'GPL*',
  'LicenseRef-Acme',
  'Beerware',
  'GPL-2.0-only WITH Classpath-exception-2.0',
  'class:permissive',
  'class:strong-copyleft',
  'class:use-restricted',
]);

const body = fc.record(
  {
    mode: fc.constantFrom('enforce', 'evaluate'),
    product: fc.record(
      {
        use: fc.subarray(['commercial', 'research', 'saas']),
        seat: fc.constantFrom('EU', 'US'),
        users: fc.record({ monthly: fc.nat(9) }, { requiredKeys: [] }),
        facts: fc.record({ registered: fc.boolean() }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
    licenses: fc.record(
      {
        allow: terms,
        deny: terms,
        review: terms,
        unknown: fc.subarray([{ component: 'npm:@acme/*', as: 'MIT', reason: 'r' }]),
        override: fc.subarray([{ component: 'npm:left@1.0.0', as: 'MIT', reason: 'r' }]),
      },
      { requiredKeys: [] },
    ),
    approvers: fc.subarray(['@acme/security', '@ada']),
    waiving: fc.record(
      {
        longest: fc.integer({ min: 1, max: 3 }).map((days) => `${days}d`),
        never: fc.subarray(['model/provenance']),
        'by-author': fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    rules: fc.record({ 'model/provenance': fc.constantFrom('off', 'warn', 'block') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const file = fileOf(body);
/** Of two allow lists of classes and families only what surely lies in both is kept, which depends on what meets first. */
const plain = fileOf(body.map(({ licenses: { allow: _, ...licenses } = {}, ...rest }) => ({ licenses, ...rest })));

function fileOf(written: fc.Arbitrary<object>): fc.Arbitrary<PolicyFile> {
  return written.map((one) => loadPolicy(JSON.stringify({ version: 1, ...one }), 'p.yml', RULES));
}

function owned(top: PolicyFile): Policy {
  return layer(baseline(RULES), top, RULES, 'owner').policy;
}

function below(policy: Policy, ...files: readonly PolicyFile[]): Policy {
  return files.reduce((above, one) => layer(above, one, RULES, 'tenant').policy, policy);
}

/** Lists are sets, and where a value comes from is no part of what it is. */
function meaning(policy: Policy): unknown {
  const { label: _, layers: __, origins: ___, ...rest } = policy;
  return JSON.parse(
    JSON.stringify(rest, (key, value: unknown) =>
      Array.isArray(value) && key !== 'unknown' && key !== 'override'
        ? [...new Set(value)].sort((a, b) => compareText(String(a), String(b)))
        : value,
    ),
  );
}

const RANK = ['allowed', 'review', 'unknown', 'denied'];
const id = fc.constantFrom(
  'MIT',
  'GPL-3.0-only',
  'GPL-2.0-or-later',
  'AGPL-3.0-only',
  'LicenseRef-Acme',
  'Beerware',
  'BSD',
  'llama3.1',
  'GPL-2.0-only WITH Classpath-exception-2.0',
  'MIT WITH AdditionRef-x',
);
const expression = fc
  .array(fc.tuple(id, fc.constantFrom(' AND ', ' OR ')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([one, operator], index) => (index === 0 ? one : operator + one)).join(''));

function rank(text: string, { licenses }: Policy): number {
  const parsed = parseExpression(text);
  return parsed === null ? -1 : RANK.indexOf(evaluate(parsed.expression, readLists(licenses)).verdict);
}

it('a layer below is never looser, in its values and in what it says of licenses (T24)', () => {
  fc.assert(
    fc.property(file, fc.array(file, { minLength: 1, maxLength: 3 }), expression, (top, files, text) => {
      const above = owned(top);
      const tightened = below(above, ...files);
      expect(looserThan(above, tightened, RULES)).toEqual([]);
      expect(productUseOf(tightened)).toEqual(productUseOf(above));
      expect(tightened.approvers).toEqual(above.approvers);
      expect(rank(text, tightened)).toBeGreaterThanOrEqual(rank(text, above));
    }),
    { numRuns: 300 },
  );
});

it('a layer below that is read twice changes nothing more', () => {
  fc.assert(
    fc.property(file, file, (top, one) => {
      const once = below(owned(top), one);
      expect(meaning(below(once, one))).toEqual(meaning(once));
    }),
  );
});

it('layers below tighten as much in whatever order they come', () => {
  fc.assert(
    fc.property(file, plain, plain, expression, (top, a, b, text) => {
      const [one, other] = [below(owned(top), a, b), below(owned(top), b, a)];
      expect(meaning(one)).toEqual(meaning(other));
      expect(rank(text, one)).toBe(rank(text, other));
    }),
  );
});

it("the owner's layer read twice is that layer", () => {
  fc.assert(
    fc.property(file, (top) => {
      const once = owned(top);
      expect(meaning(layer(once, top, RULES, 'owner').policy)).toEqual(meaning(once));
    }),
  );
});
