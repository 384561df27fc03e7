import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CALLS, EVALUATE, PIN, READ_ONLY } from '../../../app/github/calls.ts';
import { APP_PERMISSIONS, EVENTS } from '../../../app/github/events.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** GraphQL has another document; the other one is younger than the subset (docs/verify-on-real-services.md). */
const ELSEWHERE = new Set(['POST /graphql', 'GET /user/{account_id}']);

interface Subset {
  readonly operations: Readonly<Record<string, unknown>>;
}

describe('calls and permissions', () => {
  const subset = JSON.parse(read('test/github-fake/contract/openapi-subset.json')) as Subset;

  it.each(Object.keys(CALLS).filter((call) => !ELSEWHERE.has(call)))('%s is a call of GitHub’s API', (call) => {
    expect(Object.keys(subset.operations)).toContain(call);
  });

  it('the App asks for what its calls need, and for nothing that no call or event needs', () => {
    const rank = { read: 0, write: 1 } as const;
    const needed = new Map<string, keyof typeof rank>();
    for (const { needs, why } of Object.values(CALLS)) {
      const [, name, level] = /^(\w+): (read|write)$/.exec(needs) ?? [];
      if (name === undefined || (needs === 'contents: write' && /only where (?:it|that) is granted/.test(why))) continue;
      if (level === 'write' || !needed.has(name)) needed.set(name, level === 'write' ? 'write' : 'read');
    }
    for (const [name, level] of needed) expect(APP_PERMISSIONS[name]?.needs, name).toBe(`${name}: ${level}`);
    expect(Object.keys(APP_PERMISSIONS).sort()).toEqual(
      [
        ...needed.keys(),
        'administration',
        'issues',
        'merge_queues',
        'organization_custom_properties',
        'repository_custom_properties',
        'statuses',
      ].sort(),
    );
  });

  it('the manifest asks for the same permissions and events', () => {
    const manifest = parse(read('app.yml')) as { default_permissions: Record<string, string>; default_events: string[] };
    const asked = Object.entries(manifest.default_permissions).map(([name, level]) => [name, `${name}: ${level}`]);
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(Object.entries(APP_PERMISSIONS).map(([name, { needs }]) => [name, needs])),
    );
    // Every App gets what happens to its installations.
    const subscribed = Object.keys(EVENTS).filter((event) => !event.startsWith('installation'));
    expect(manifest.default_events.toSorted()).toEqual(subscribed.toSorted());
  });

  it('no call is made that is not on the list', () => {
    const folder = fileURLToPath(new URL('../../../app', import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.endsWith('calls.ts'),
    );
    const made = sources.flatMap((path) => read(`app/${path}`).match(/'(?:GET|POST|PATCH|PUT|DELETE) \/[^': ]{1,200}'/g) ?? []);
    expect(made.length).toBeGreaterThan(30);
    for (const call of made) expect(Object.keys(CALLS)).toContain(call.slice(1, -1));
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
