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
  };
  const actions = ['opened', 'checks_requested', 'rerequested', 'renamed', 'submitted', 'published'];
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
    'status',
    'create',
    'deployment',
  ];
  const caused = events.filter((event) => actions.some((action) => jobsOf(event, { ...at, ...more, action }).length > 0));
  expect(manifest.default_events.toSorted()).toEqual(caused.sort());
  // Probot's standard is the root of the address, where nobody listens.
  expect(new URL(manifest.hook_attributes.url).pathname).toBe('/webhooks');
});

it('has in its guide each variable that it reads, and no other', () => {
  const read = new Set(readFileSync(root('app/config.ts'), 'utf8').match(/(?<=(?:get|number|names = \[|, )\(?')[A-Z][A-Z_]{3,}(?=')/g));
  const written = new Set(
    readFileSync(root('docs/app.md'), 'utf8')
      .split('## Operations', 1)[0]
      ?.match(/(?<=\| |`|or |, )`?[A-Z][A-Z_]{3,}(?=`)/g)
      ?.map((name) => name.replace('`', '')),
  );
  for (const name of read) expect(written, name).toContain(name);
});
