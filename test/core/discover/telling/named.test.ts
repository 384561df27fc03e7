/** What a reader took out of a file that is read in part is a component, and is not told once more (T33). */
import { describe, expect, it } from 'vitest';
import { checking } from '../../../support/checking.ts';

const doors = checking();

async function toldBy(path: string, before: string, after: string): Promise<{ components: string[]; told: string[]; unread: number }> {
  const { bom, verdict } = await doors.check({ 'a.md': '', [path]: before }, { 'a.md': '', [path]: after });
  return {
    components: bom.components.map(({ name }) => name).sort(),
    told: verdict.findings.flatMap(({ finding }) => (finding.rule.startsWith('tree/') ? [finding.name] : [])),
    unread: verdict.coverage?.unread ?? -1,
  };
}

describe('a changed file of settings', () => {
  it.each<[string, string, string, string]>([
    ['JSON', 'conf/a.json', '{"port": 1}\n', '{"provider": "openai", "model": "gpt-4o", "port": 1}\n'],
    ['TOML', 'a.toml', 'port = 1\n', 'port = 1\nmodel = "gpt-4o"\n'],
    ['variables', '.env', 'PORT=1\n', 'PORT=1\nOPENAI_MODEL=gpt-4o\n'],
  ])('%s: what is read is named, and nothing is left to tell', async (_what, path, before, after) => {
    const { components, told, unread } = await toldBy(path, before, after);
    expect(components.some((name) => name.endsWith('gpt-4o'))).toBe(true);
    expect([told, unread]).toEqual([[], 0]);
  });

  it('what is not understood is told as before', async () => {
    const { components, told, unread } = await toldBy(
      'a.json',
      '{"port": 1}\n',
      '{"provider": "openai", "model": "gpt-4o",\n "uses": [["checkpoint", "acme/other-large"]]}\n',
    );
    expect(components.some((name) => name.endsWith('gpt-4o'))).toBe(true);
    expect(components.join(' ')).not.toContain('other-large');
    expect(told).toEqual(['a.json']);
    expect(unread).toBe(1);
  });
});
