import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/core/policy/load.ts';
import { PRESET_IDS, PRESETS } from '../../../src/core/policy/presets.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { TIGHTENING } from '../../../src/core/policy/tightening.ts';

const PAGE = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');

describe('docs/policy.md', () => {
  it('says of each key how it tightens, as the table does', () => {
    const rows = [...PAGE.matchAll(/^\| (`[^|]+`) \| ([^|]+) \|$/gm)].flatMap(([, keys = '', words = '']) =>
      [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => [key, words] as const),
    );
    const told = Object.fromEntries(rows.filter(([key]) => key in TIGHTENING));
    expect(told).toEqual(Object.fromEntries(Object.entries(TIGHTENING).map(([key, { words }]) => [key, words])));
  });

  it('says what each preset is for', () => {
    for (const id of PRESET_IDS) expect(PAGE).toContain(`| \`${id}\` | ${PRESETS[id].about}`);
  });

  it('shows policies without a mistake', () => {
    const shown = [...PAGE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(shown.length).toBeGreaterThan(2);
    for (const text of shown) expect(readPolicy(text, 'p.yml', rules).mistakes).toEqual([]);
  });
});

it('no preset says that anything complies', () => {
  expect(JSON.stringify(PRESETS)).not.toMatch(/compli/i);
});
