/** Loads without a name between base and head: what an old one excuses (T38). Real rules, judge and gate. */
import { describe, expect, it } from 'vitest';
import type { Unknown } from '../../../src/core/model/index.ts';
import { unknownId } from '../../../src/core/model/unknown-id.ts';
import type { Difference } from '../../../src/core/policy/difference.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { unknownOf } from '../../support/build.ts';
import { bom, NOW } from './support.ts';

type Load = readonly [expression: string, path: string, line?: number, more?: Partial<Unknown>];

function unknowns(loads: readonly Load[]): Unknown[] {
  return loads.map(([text, path, line = 5, more = {}]) => unknownOf(text, { place: { path, line, column: 9 }, ...more }));
}

function differenceOf(base: readonly Load[], head: readonly Load[], changed: readonly string[]): Difference {
  const of = (loads: readonly Load[]): ReadonlySet<string> => new Set(loads.map(([, path]) => path));
  const [before, after] = [of(base), of(head)];
  return {
    isChanged: (path) => changed.includes(path) || !before.has(path) || !after.has(path),
    isInBase: (path) => before.has(path),
    isInHead: (path) => after.has(path),
    isRead: () => true,
  };
}

function run(base: readonly Load[], head: readonly Load[], changed: readonly string[] = ['a.py']) {
  const policy = effectivePolicy(
    [loadPolicy('version: 1\nrules: { model/provenance: { level: block, require: pinned } }', 'p.yml', rules)],
    rules,
  );
  const of = (loads: readonly Load[]) =>
    judge({ policy, rules, bom: { ...bom(), unknowns: unknowns(loads) }, changes: [], policyChanges: [], now: NOW });
  const { findings, conclusion } = gate({
    head: of(head),
    base: of(base),
    policy,
    rules,
    difference: differenceOf(base, head, changed),
    now: NOW,
  });
  const texts = new Map([...base, ...head].map(([text]) => [unknownId({ kind: 'model', text }), text]));
  const said = findings
    .filter(({ finding }) => finding.rule === 'model/unresolved')
    .map(({ finding, status }) => `${texts.get(finding.component)} ${status}`);
  return [conclusion, ...said.sort()];
}

describe('a load without a name', () => {
  it.each<[string, readonly Load[], readonly Load[], readonly string[]]>([
    ['that stays', [['name', 'a.py']], [['name', 'a.py', 9]], ['pass', 'name existing']],
    ['that is new', [], [['name', 'a.py']], ['block', 'name new']],
    ['whose variable got another name', [['name', 'a.py']], [['model_name', 'a.py']], ['pass', 'model_name existing']],
    ['whose file got another name', [['name', 'a.py']], [['name', 'b.py']], ['pass', 'name existing']],
    ['whose file and variable got other names', [['name', 'a.py']], [['model_name', 'b.py']], ['pass', 'model_name existing']],
    [
      'that moved to a file that was there',
      [
        ['name', 'a.py'],
        ['x', 'b.py'],
      ],
      [
        ['x', 'b.py'],
        ['name', 'b.py', 9],
      ],
      ['pass', 'name existing', 'x existing'],
    ],
    [
      'beside an old one, spelled alike',
      [['name', 'a.py']],
      [
        ['name', 'a.py'],
        ['name', 'a.py', 9],
      ],
      ['block', 'name worse'],
    ],
    [
      'beside an old one, spelled otherwise',
      [['name', 'a.py']],
      [
        ['name', 'a.py'],
        ['other', 'a.py', 9],
      ],
      ['block', 'other new', 'name existing'],
    ],
    [
      'beside an old one, in another file',
      [['name', 'a.py']],
      [
        ['name', 'a.py'],
        ['name', 'b.py'],
      ],
      ['block', 'name worse'],
    ],
    [
      'in the place of one in another file that stays',
      [
        ['name', 'a.py'],
        ['x', 'b.py'],
      ],
      [
        ['x', 'b.py'],
        ['other', 'b.py', 9],
        ['y', 'a.py'],
      ],
      ['block', 'other new', 'x existing', 'y existing'],
    ],
    ['whose literal part changed', [['f"acme/{size}"', 'a.py']], [['f"evil/{size}"', 'a.py']], ['block', 'f"evil/{size}" new']],
    ['whose key changed', [['cfg["chat"]', 'a.py']], [['cfg["other"]', 'a.py']], ['block', 'cfg["other"] new']],
    [
      'whose key stayed, with other variables',
      [['cfg["chat"]', 'a.py']],
      [["settings['chat']", 'a.py']],
      ['pass', "settings['chat'] existing"],
    ],
    [
      'whose environment variable changed',
      [['environment variable A', 'a.py']],
      [['environment variable B', 'a.py']],
      ['block', 'environment variable B new'],
    ],
    ['whose index changed', [['NAMES[0]', 'a.py']], [['NAMES[1]', 'a.py']], ['block', 'NAMES[1] new']],
    ['known from tests only until now (T5)', [['name', 'a.py', 5, { scope: 'test' }]], [['name', 'a.py']], ['block', 'name new']],
  ])('%s', (_, base, head, expected) => {
    const [conclusion, ...said] = expected;
    expect(run(base, head)).toEqual([conclusion, ...said.sort()]);
  });

  it('behind a limit is the same only while its files are (T38)', () => {
    const more = unknownOf('one of more than 20 names', { limited: true, place: { path: 'a.py', line: 5, column: 9 } });
    const limited = (changed: readonly string[]) => {
      const policy = effectivePolicy([loadPolicy('version: 1', 'p.yml', rules)], rules);
      const findings = judge({ policy, rules, bom: { ...bom(), unknowns: [more] }, changes: [], policyChanges: [], now: NOW });
      return gate({
        head: findings,
        base: findings,
        policy,
        rules,
        difference: differenceOf([[more.text, 'a.py']], [[more.text, 'a.py']], changed),
        now: NOW,
      }).findings.map(({ status }) => status);
    };
    expect(limited([])).toEqual(['existing']);
    expect(limited(['a.py'])).toEqual(['new']);
  });

  it('costs no more than its number, however many look alike (T39)', () => {
    const many = Array.from({ length: 4000 }, (_, index): Load => [`v${index}`, `d/f${index % 40}.py`, index]);
    const other = many.map(([, path], index): Load => [`w${index}`, path, index]);
    expect(
      run(
        many,
        other,
        many.map(([, path]) => path),
      )[0],
    ).toBe('pass');
  });
});
