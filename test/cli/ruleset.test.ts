import { describe, expect, it } from 'vitest';
import { startGitHub } from '../github-fake/index.ts';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/command.ts';
import { withoutApp } from '../../src/cli/without-app.ts';
import { ALL_REPOSITORIES, type ChosenRepositories } from '../../src/core/index.ts';

async function run(args: readonly string[], env: Io['env'] = {}): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io: Io = { cwd: '/', env, isTerminal: false, out: (text) => void (out += text), err: (text) => void (err += text) };
  return { code: await main(['ruleset', ...args], io), out, err };
}

describe('weighbridge ruleset', () => {
  it('prints what makes the check required: from this App only, on an up-to-date branch', async () => {
    const { code, out } = await run(['--app-id', '12345', '--org', 'acme']);
    expect(code).toBe(0);
    const ruleset = JSON.parse(out) as { rules: { parameters: unknown }[]; conditions: unknown; bypass_actors: unknown };
    expect(ruleset.rules[0]?.parameters).toEqual({
      required_status_checks: [{ context: 'weighbridge', integration_id: 12345 }],
      strict_required_status_checks_policy: true,
      do_not_enforce_on_create: true,
    });
    expect(ruleset.conditions).toEqual({
      ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] },
      repository_name: { include: ['~ALL'], exclude: [] },
    });
    expect(ruleset.bypass_actors).toEqual([]);
  });

  it('of one repository, for branches by name: also a new one must be checked', async () => {
    const { out } = await run(['--app-id', '1', '--repo', 'acme/product', '--branch', 'main, release/*']);
    expect(JSON.parse(out)).toMatchObject({
      conditions: { ref_name: { include: ['refs/heads/main', 'refs/heads/release/*'] } },
      rules: [{ parameters: { do_not_enforce_on_create: false } }],
    });
    expect(JSON.parse(out)).not.toHaveProperty('conditions.repository_name');
  });

  it.each([
    [[], 'app-id'],
    [['--app-id', 'weighbridge'], 'app-id'],
    [['--app-id', '1', '--org', 'a', '--repo', 'a/b'], 'exclude'],
    [['--app-id', '1', '--repo', 'a/b/c'], 'OWNER/REPO'],
    [['--app-id', '1', '--org', 'a/b'], '--org'],
    [['--app-id', '1', '--install'], 'where'],
    [['--app-id', '1', '--install', '--org', 'a'], 'GITHUB_TOKEN'],
    [['--app-id', '1', '--branch', 'a,,b'], 'branch'],
    [['--app-id', '1', '--repo', 'a/b', '--repositories', 'x'], '--org'],
    [['--app-id', '1', '--org', 'a', '--repositories', 'x', '--property', 'a=b'], 'exclude'],
    [['--app-id', '1', '--org', 'a', '--repositories', 'x,!'], 'leaves out'],
    [['--app-id', '1', '--org', 'a', '--property', 'risk'], 'NAME=VALUE'],
    [['--app-id', '1', '--org', 'a', '--property', 'risk='], 'NAME=VALUE'],
    [['--app-id', '1', '--org', 'a', '--bypass', 'team:security'], 'team:ID'],
    [['--app-id', '1', '--org', 'a', '--bypass', '__proto__:1'], 'team:ID'],
    [['--app-id', '1', '--org', 'a', '--enforcement', 'disabled'], 'evaluate'],
    [['--remove'], 'where'],
    [['--remove', '--install', '--org', 'a'], 'exclude'],
  ])('%j is refused with words', async (args, word) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(word);
  });

  it('a token goes to https only', async () => {
    const { code, err } = await run(['--app-id', '1', '--org', 'a', '--install', '--api-url', 'http://evil.example'], {
      GITHUB_TOKEN: 'ghp_0123456789abcdef',
    });
    expect(code).toBe(2);
    expect(err).toContain('https');
    expect(err).not.toContain('ghp_');
  });
});

describe('for whom it holds', () => {
  const printed = async (...args: string[]): Promise<unknown> => JSON.parse((await run(['--app-id', '1', '--org', 'acme', ...args])).out);

  it.each<[readonly string[], object]>([
    [['--repositories', 'ml-*, web'], { conditions: { repository_name: { include: ['ml-*', 'web'], exclude: [] } } }],
    [['--repositories', 'ml-*,!ml-sandbox'], { conditions: { repository_name: { include: ['ml-*'], exclude: ['ml-sandbox'] } } }],
    [['--repositories', '!sandbox'], { conditions: { repository_name: { include: ['~ALL'], exclude: ['sandbox'] } } }],
    [
      ['--property', 'risk=regulated,high', '--property', 'ai=yes'],
      {
        conditions: {
          repository_property: {
            include: [
              { name: 'risk', property_values: ['regulated', 'high'], source: 'custom' },
              { name: 'ai', property_values: ['yes'], source: 'custom' },
            ],
            exclude: [],
          },
        },
      },
    ],
    [['--enforcement', 'evaluate'], { enforcement: 'evaluate' }],
    [
      ['--bypass', 'organization-admin', '--bypass', 'team:42'],
      {
        bypass_actors: [
          { actor_type: 'OrganizationAdmin', actor_id: 1, bypass_mode: 'pull_request' },
          { actor_type: 'Team', actor_id: 42, bypass_mode: 'pull_request' },
        ],
      },
    ],
    [
      ['--bypass', 'app:7', '--bypass-mode', 'always'],
      { bypass_actors: [{ actor_type: 'Integration', actor_id: 7, bypass_mode: 'always' }] },
    ],
  ])('%j', async (args, expected) => {
    expect(await printed(...args)).toMatchObject(expected);
  });

  it('never has a condition on names beside one on properties', async () => {
    expect(await printed('--property', 'ai=yes')).not.toHaveProperty('conditions.repository_name');
  });
});

describe('repositories without the App', () => {
  /** What GitHub answers to a path; all else is refused. */
  const told = async (answers: Readonly<Record<string, unknown>>, chosen: ChosenRepositories = ALL_REPOSITORIES): Promise<string> => {
    const ask = (route: string): Promise<unknown> => {
      const answer = answers[route.split(' ')[1] ?? ''];
      return answer === undefined ? Promise.reject(new Error('403')) : Promise.resolve(answer);
    };
    return (await withoutApp(ask, { organization: 'acme', repository: null }, chosen, 7)).join('\n');
  };
  const installed = (repository_selection: string) => ({
    '/orgs/{org}/installations': { total_count: 1, installations: [{ id: 70, app_id: 7, repository_selection }] },
  });
  const some = {
    ...installed('selected'),
    '/user/installations/{installation_id}/repositories': { repositories: [{ name: 'ml-one', owner: { login: 'acme' } }] },
    '/orgs/{org}/repos': [{ name: 'ml-one' }, { name: 'ml-two' }, { name: 'web' }, { name: 'old', archived: true }],
    '/orgs/{org}/properties/values': [
      { repository_name: 'web', properties: [{ property_name: 'risk', value: ['high'] }] },
      { repository_name: 'ml-one', properties: [{ property_name: 'risk', value: 'high' }] },
      { repository_name: 'ml-two', properties: [{ property_name: 'risk', value: null }] },
    ],
  };

  it.each<[string, Readonly<Record<string, unknown>>, ChosenRepositories, RegExp]>([
    ['nobody may tell', {}, ALL_REPOSITORIES, /cannot tell where/],
    ['an answer that is none', { '/orgs/{org}/installations': { installations: 'all' } }, ALL_REPOSITORIES, /cannot tell where/],
    ['all have it', installed('all'), ALL_REPOSITORIES, /^$/],
    ['nobody has it', { '/orgs/{org}/installations': { installations: [] } }, ALL_REPOSITORIES, /App 7 is not installed in acme/],
    ['some have it, and nobody may tell which', installed('selected'), ALL_REPOSITORIES, /cannot tell which/],
    ['some have it', some, ALL_REPOSITORIES, /not installed in ml-two, web\. /],
    ['those that are chosen have it', some, { by: 'name', include: ['ml-*'], exclude: ['ml-two'] }, /^$/],
    [
      'one with the property does not',
      some,
      { by: 'property', include: [{ name: 'risk', property_values: ['high'], source: 'custom' }] },
      /not installed in web\. /,
    ],
  ])('%s', async (_name, answers, chosen, expected) => {
    expect(await told(answers, chosen)).toMatch(expected);
  });

  it('many are counted', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `r${index}` }));
    expect(await told({ ...some, '/orgs/{org}/repos': many })).toMatch(/r0, r1, r10.* and 30 more/);
  });
});

describe('--install', () => {
  it('adds it, replaces it the second time, and the gate holds', async () => {
    const github = await startGitHub();
    github.createOrganization('acme');
    github.addMember('acme', 'ada', 'admin');
    github.createRepository('acme/product', { files: { a: '1' } });
    const app = github.createApp({ slug: 'weighbridge', permissions: { checks: 'write', statuses: 'write' } });
    github.installApp(app, 'acme');
    const env = { GITHUB_TOKEN: github.userToken('ada'), GITHUB_API_URL: github.url };
    for (const place of [
      ['--org', 'acme'],
      ['--repo', 'acme/product'],
    ]) {
      const args = ['--app-id', String(app.id), ...place, '--install'];
      const first = await run(args, env);
      expect(first).toMatchObject({ code: 0 });
      // The stand-in does not list installations for people.
      expect(first.err).toMatch(/cannot tell where the App is installed/);
      expect(first.out).toMatch(/added/);
      expect((await run(args, env)).out).toMatch(/replaced/);
    }
    github.pushCommit('acme/product', { branch: 'feature', files: { b: '1' } });
    const number = github.openPullRequest('acme/product', { head: 'feature' });
    expect(github.merge('acme/product', number)).toMatchObject({ merged: false });

    const refused = await run(['--app-id', String(app.id), '--org', 'acme', '--install'], {
      ...env,
      GITHUB_TOKEN: github.userToken('mallory'),
    });
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/administer the organization/);
    for (const place of [
      ['--org', 'acme'],
      ['--repo', 'acme/product'],
    ]) {
      expect(await run(['--remove', ...place], env)).toMatchObject({ code: 0, out: expect.stringMatching(/removed from/) as unknown });
      expect(await run(['--remove', ...place], env)).toMatchObject({ code: 0, out: expect.stringMatching(/has no ruleset/) as unknown });
    }
    expect(github.merge('acme/product', number)).toMatchObject({ merged: true });
    github.violations.splice(0, github.violations.length, ...github.violations.filter((one) => !one.includes('/orgs/acme/installations')));
    expect(github.violations).toEqual([]);
    await github.close();
  });
});
