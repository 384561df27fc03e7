import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { jobsOf } from '../../app/jobs/events.ts';
import { environment } from '../support/app-keys.ts';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

it('does not start with settings that cannot be used, says all of them, and prints no secret', () => {
  const env = { PATH: process.env['PATH'] ?? '', ...environment({ APP_ID: 'x', WEBHOOK_SECRET: 'hunter2', PORT: '-1' }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [root('app/launcher.ts'), 'everything'], { env, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  for (const name of ['APP_ID', 'WEBHOOK_SECRET', 'PORT', 'WEIGHBRIDGE_ROLE']) expect(stderr).toContain(`- ${name} `);
  expect(stderr).not.toContain('hunter2');
});

it('asks in its manifest for every event that causes a job', () => {
  const manifest = parse(readFileSync(root('app.yml'), 'utf8')) as {
    readonly default_events: readonly string[];
    readonly hook_attributes: { readonly url: string };
  };
  const at = { installation: { id: 1 }, repository: { id: 2, default_branch: 'main' }, number: 3, ref: 'refs/heads/main' };
  const head = { head_sha: 'a'.repeat(40) };
  const more = {
    changes: { base: {} },
    pull_request: { number: 3 },
    review: { state: 'approved' },
    merge_group: head,
    check_run: head,
    check_suite: head,
    release: { tag_name: 'v1' },
    issue: { number: 3, pull_request: { url: 'a' } },
    sender: { id: 4, type: 'User' },
    comment: {
      id: 5,
      user: { id: 4 },
      body: '/weighbridge recheck',
      created_at: '2026-11-24T12:00:00Z',
      updated_at: '2026-11-24T12:00:00Z',
    },
  };
  const actions = [
    'created',
    'removed',
    'deleted',
    'member_removed',
    'opened',
    'checks_requested',
    'rerequested',
    'renamed',
    'submitted',
    'published',
    'edited',
    'updated',
  ];
  const events = [
    'pull_request',
    'pull_request_review',
    'merge_group',
    'check_run',
    'check_suite',
    'push',
    'release',
    'repository',
    'issues',
    'issue_comment',
    'membership',
    'team',
    'organization',
    'repository_ruleset',
    'branch_protection_rule',
    'custom_property_values',
    'status',
    'create',
    'deployment',
  ];
  const caused = events.filter((event) => actions.some((action) => jobsOf(event, { ...at, ...more, action }).length > 0));
  expect(manifest.default_events.toSorted()).toEqual(caused.sort());
  // Probot's standard is the root of the address, where nobody listens.
  expect(new URL(manifest.hook_attributes.url).pathname).toBe('/webhooks');
});
