import { describe, expect, it } from 'vitest';
import { gate } from '../../../src/core/policy/gate.ts';
import { layered } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { WaivingLimits } from '../../../src/core/policy/waiver.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import type { Finding } from '../../../src/core/model/index.ts';
import { COMMIT, NOW, OTHER } from './support.ts';

const policyOf = (...texts: string[]): { readonly policy: Policy; readonly refused: string[] } => {
  const { policy, refused } = layered(
    texts.map((text, index) => loadPolicy(`version: 1\n${text}\n`, `${index}.yml`, rules)),
    rules,
  );
  return { policy, refused: refused.map(({ message }) => message) };
};
const limits = (...texts: string[]): WaivingLimits => policyOf(...texts).policy.waiving;

describe('what a policy says of waivers', () => {
  it.each<[string, string[], Partial<WaivingLimits>]>([
    ['nothing', [''], { longest: null, never: [], byAuthor: false }],
    ['a time', ['waiving: { longest: 90d }'], { longest: 90 }],
    ['less, below', ['waiving: { longest: 90d }', 'waiving: { longest: 30d }'], { longest: 30 }],
    ['more, below', ['waiving: { longest: 30d }', 'waiving: { longest: 90d }'], { longest: 30 }],
    ['a first time, below', ['', 'waiving: { longest: 30d }'], { longest: 30 }],
    [
      'rules of both',
      ['waiving: { never: [model/format] }', 'waiving: { never: [model/provenance, model/format] }'],
      { never: ['model/format', 'model/provenance'] },
    ],
    ['the author', ['waiving: { by-author: true }'], { byAuthor: true }],
    ['the author, below', ['', 'waiving: { by-author: true }'], { byAuthor: false }],
    ['not the author, below', ['waiving: { by-author: true }', 'waiving: { by-author: false }'], { byAuthor: false }],
  ])('%s', (_name, texts, expected) => {
    expect(limits(...texts)).toMatchObject(expected);
  });

  it('what a layer below asks for and does not get is told', () => {
    expect(policyOf('waiving: { longest: 30d }', 'waiving: { longest: 31d, by-author: true }').refused).toEqual([
      'waiving.longest: the layer above allows less.',
      'waiving.by-author: only the layer above lets authors waive.',
    ]);
  });

  it.each([
    'waiving: { longest: 90 }',
    'waiving: { longest: 0d }',
    'waiving: { longest: 3h }',
    'waiving: { never: [model/nothing] }',
    'waiving: { ever: [] }',
  ])('a mistake has its line: %s', (text) => {
    const { mistakes } = readPolicy(`version: 1\n${text}\n`, 'p.yml', rules);
    expect(mistakes).toMatchObject([{ line: 2 }]);
  });

  it('what a change loosens of it is shown', () => {
    const of = (before: string, after: string): string[] => looserThan(policyOf(before).policy, policyOf(after).policy, rules);
    expect(of('waiving: { longest: 30d, never: [model/format] }', 'waiving: { longest: 60d, by-author: true }')).toEqual([
      'waiving.longest: 30d → 60d',
      'waiving.never: without model/format',
      'waiving.by-author: false → true',
    ]);
    expect(of('', 'waiving: { longest: 60d, never: [model/format] }')).toEqual([]);
    expect(of('waiving: { longest: 60d }', '')).toEqual(['waiving.longest: 60d → any']);
  });
});

const FINDING: Finding = {
  id: 'wb-aaaaaaaaaaaa',
  rule: 'model/provenance',
  level: 'block',
  component: 'pkg:huggingface/acme/m',
  version: COMMIT,
  requested: ['v1'],
  subject: ['v1'],
  unresolved: false,
  limited: false,
  kind: 'model',
  name: 'acme/m',
  scope: 'product',
  gap: 'floating',
  places: [],
  reason: 'r',
  fix: { title: 'f', edits: [], command: null },
  cause: 'c',
  weight: 1,
};
const DAYS = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10);

function judged(waiving: string, expires: string, version?: string): { readonly status: string; readonly notes: string[] } {
  const waiver = `waivers: [{ rule: model/provenance, component: "hf:acme/m@v1", reason: r, approver: a, expires: ${expires} }]`;
  const { policy } = policyOf(`${waiver}\n${waiving}`);
  const waivers = policy.waivers.map((one) => (version === undefined ? one : { ...one, version }));
  const { findings, notes } = gate({ head: [FINDING], base: [], policy: { ...policy, waivers }, rules, now: NOW });
  return { status: findings[0]?.status ?? '', notes: notes.map(({ text }) => text) };
}

describe('a waiver within the limits of the policy', () => {
  it('holds until the last day that the policy allows, and not for a day longer', () => {
    expect(judged('waiving: { longest: 90d }', DAYS(90)).status).toBe('waived');
    const late = judged('waiving: { longest: 90d }', DAYS(91));
    expect(late.status).toBe('new');
    expect(late.notes.join()).toContain('at most 90 days ahead');
  });

  it('does not hold for a rule that nobody waives, also where a layer below says so', () => {
    const never = judged('waiving: { never: [model/provenance] }', DAYS(5));
    expect(never.status).toBe('new');
    expect(never.notes.join()).toContain('nobody waives this rule');
    expect(judged('waiving: { never: [model/format] }', DAYS(5)).status).toBe('waived');
  });

  it('holds only while what may move is what was looked at (T28)', () => {
    expect(judged('', DAYS(20), COMMIT).status).toBe('waived');
    const moved = judged('', DAYS(20), OTHER);
    expect(moved.status).toBe('new');
    expect(moved.notes.join()).toContain('Look at it again');
  });
});
