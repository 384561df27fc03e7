import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';

function mistakes(setting: string): string[] {
  try {
    loadPolicy(`version: 1\nmode: enforce\nrules:\n  tree/hidden: ${setting}\n`, 'p.yml', rules);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.mistakes.map(({ message, where }) => `${where} ${message}`);
  }
}

describe('a rule that no layer lowers (T34)', () => {
  it.each(['off', 'warn', '{ level: off }', '{ level: warn }'])('%s is a mistake with its line, in any file', (setting) => {
    expect(mistakes(setting)).toEqual([
      'p.yml:4:3 rules.tree/hidden: it always is at "block", and no policy lowers it. Leave the key out; a single finding can be waived.',
    ]);
  });

  it.each(['block', '{ level: block }'])('%s says what holds anyway', (setting) => {
    expect(mistakes(setting)).toEqual([]);
  });

  it('other mistakes keep their words', () => {
    expect(mistakes('on')).toEqual(['p.yml:4:3 rules.tree/hidden: expected off, warn or block, or { level: …, options }.']);
    expect(mistakes('{ level: block, ignore: [] }')[0]).toContain('Unknown key "rules.tree/hidden.ignore"');
  });

  it('stands where a policy says nothing of it', () => {
    const owner = loadPolicy('version: 1\nrules: { tree/unread: off }\n', 'p.yml', rules);
    expect(effectivePolicy([owner], rules).rules.get('tree/hidden')?.level).toBe('block');
  });
});
