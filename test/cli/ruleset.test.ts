import { describe, expect, it } from 'vitest';
import { startGitHub } from '../github-fake/index.ts';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/command.ts';

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
      expect(first).toMatchObject({ code: 0, err: '' });
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
    expect(github.violations).toEqual([]);
    await github.close();
  });
});
