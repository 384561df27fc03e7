import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CALLS, EVALUATE, PIN, READ_ONLY } from '../../../app/github/calls.ts';
import { APP_PERMISSIONS } from '../../../app/github/events.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

interface Subset {
  readonly operations: Readonly<Record<string, unknown>>;
}

describe('calls and permissions', () => {
  const subset = JSON.parse(read('test/github-fake/contract/openapi-subset.json')) as Subset;

  it.each(Object.keys(CALLS).filter((call) => call !== 'POST /graphql'))('%s is a call of GitHub’s API', (call) => {
    expect(Object.keys(subset.operations)).toContain(call);
  });

  it('the App asks for what its calls need, and for nothing that no call or event needs', () => {
    const rank = { read: 0, write: 1 } as const;
    const needed = new Map<string, keyof typeof rank>();
    for (const { needs, why } of Object.values(CALLS)) {
      const [, name, level] = /^(\w+): (read|write)$/.exec(needs) ?? [];
      if (name === undefined || /Pin models, only/.test(why)) continue;
      if (level === 'write' || !needed.has(name)) needed.set(name, level === 'write' ? 'write' : 'read');
    }
    for (const [name, level] of needed) expect(APP_PERMISSIONS[name]?.needs, name).toBe(`${name}: ${level}`);
    expect(Object.keys(APP_PERMISSIONS).sort()).toEqual([...needed.keys(), 'merge_queues', 'statuses'].sort());
  });

  it('the token of a job has less than the App', () => {
    for (const token of [READ_ONLY, EVALUATE])
      for (const [name, level] of Object.entries(token))
        expect([`${name}: ${level}`, `${name}: write`]).toContain(APP_PERMISSIONS[name]?.needs);
    expect(PIN.contents).toBe('write');
    expect(READ_ONLY).toEqual({ contents: 'read', metadata: 'read' });
  });

  it('the page says all of it', () => {
    const page = read('docs/permissions.md');
    for (const [call, { needs }] of Object.entries(CALLS)) expect(page).toContain(`| \`${call}\` | ${needs} |`);
  });
});
