/** What `weighbridge check` says of licenses of libraries, as a policy has it: from a real lockfile to the exit code. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { loadPolicy } from '../../src/core/policy/load.ts';
import { rules } from '../../src/core/policy/rules/index.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.dispose();
});

/** Name → what its lockfile says of its license; null: nothing. */
type Licenses = Readonly<Record<string, string | null>>;

function lockfile(licenses: Licenses): Readonly<Record<string, string>> {
  const names = Object.keys(licenses);
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const root = { name: 'shop', version: '1.0.0', dependencies };
  const packages = names.map((name) => [
    `node_modules/${name}`,
    {
      version: '1.0.0',
      resolved: `https://registry.example.test/${name}/-/${name}-1.0.0.tgz`,
      integrity: `sha512-${createHash('sha512').update(name).digest('base64')}`,
      ...(licenses[name] === null ? {} : { license: licenses[name] }),
    },
  ]);
  return {
    'package.json': JSON.stringify(root),
    'package-lock.json': JSON.stringify(
      { name: 'shop', version: '1.0.0', lockfileVersion: 3, packages: { '': root, ...Object.fromEntries(packages) } },
      null,
      1,
    ),
  };
}

interface Said {
  readonly code: number;
  readonly text: string;
  /** "name gap", of what license/denied says. */
  readonly denied: readonly string[];
  /** Of which something could not be looked up. */
  readonly unasked: readonly string[];
}

async function check(policy: string, licenses: Licenses): Promise<Said> {
  const repository = makeRepository();
  made.push(repository);
  const commit = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.commit();
  };
  commit({ '.github/weighbridge.yml': `version: 1\n${policy}` });
  repository.branch('feature');
  commit(lockfile(licenses));
  const run = async (...args: string[]): Promise<{ readonly code: number; readonly text: string }> => {
    let text = '';
    const io: Io = { cwd: repository.folder, env: {}, isTerminal: false, out: (more) => void (text += more), err: () => undefined };
    return { code: await main(['check', '--offline', '--base', 'main', '--head', 'feature', ...args], io), text };
  };
  const { text } = await run('--format', 'json');
  const { verdict } = JSON.parse(text) as { verdict: { findings: readonly { finding: { rule: string; name: string; gap: string } }[] } };
  const denied = verdict.findings
    .flatMap(({ finding: { rule, name, gap } }) => (rule === 'license/denied' ? [`${name} ${gap}`] : []))
    .sort();
  const { code, text: shown } = await run();
  const unasked = verdict.findings.flatMap(({ finding: { rule, name } }) => (rule === 'verification/incomplete' ? [name] : [])).sort();
  return { code, unasked, text: shown.replaceAll(/\s+/g, ' '), denied };
}

describe('under an allow list', () => {
  const ALLOW = 'licenses: { allow: [MIT, Apache-2.0, BSD-3-Clause, Zlib, Unlicense] }\n';

  it('an expression is what its licenses are', async () => {
    const said = await check(ALLOW, {
      both: 'Apache-2.0 AND MIT',
      brackets: '(MIT AND Zlib)',
      buf: 'Unlicense',
      dual: 'MIT OR GPL-3.0-or-later',
      low: 'mit',
      tri: 'Apache-2.0 OR MPL-1.1 OR (Apache-2.0 AND MPL-1.1)',
      agpl: 'AGPL-3.0-only',
      clear: 'BSD-3-Clause AND BSD-3-Clause-Clear',
      exception: 'GPL-2.0-only WITH Classpath-exception-2.0',
    });
    expect(said.denied).toEqual([
      'agpl not-allowed:AGPL-3.0-only',
      'clear not-allowed:BSD-3-Clause-Clear',
      'exception not-allowed:GPL-2.0-only WITH Classpath-exception-2.0',
    ]);
  });

  it('what nobody knows is refused as unknown, of libraries too', async () => {
    const said = await check(ALLOW, {
      bsd: 'BSD',
      empty: '',
      halfway: 'MIT AND',
      house: 'SEE LICENSE IN LICENSE.md',
      nothing: null,
      pd: 'Public-Domain',
      terms: 'SEE LICENSE IN TERMS.txt',
      fine: 'MIT',
    });
    expect(said.denied).toEqual(['bsd', 'halfway', 'house', 'pd', 'terms'].map((name) => `${name} not-allowed:unknown`));
    expect(said.code).toBe(1);
    expect(said.text).toContain('SEE LICENSE IN TERMS.txt');
    // Its registry could say it, and was not asked.
    expect(said.unasked).toEqual(['empty', 'nothing']);
    expect((await check(ALLOW, { nothing: null })).code).toBe(2);
  });

  it('but for what its owner says', async () => {
    const policy = `licenses:
  allow: [MIT]
  unknown:
    - { component: "npm:house*", as: LicenseRef-Acme, reason: our own }
    - { component: "npm:gpl", as: GPL-3.0-only, reason: read it }
  override:
    - { component: "npm:wrong@1.0.0", as: MIT, reason: asked its author }
    - { component: "npm:other@2.0.0", as: MIT, reason: asked its author }
`;
    const said = await check(policy, {
      house: 'SEE LICENSE IN LICENSE.md',
      'house-two': null,
      gpl: 'see file',
      wrong: 'GPL-3.0-only',
      other: 'GPL-3.0-only',
    });
    expect(said.denied).toEqual(['gpl not-allowed:GPL-3.0-only', 'other not-allowed:GPL-3.0-only']);
    expect(said.text).toContain('The license of npm:other@2.0.0 as MIT (.github/weighbridge.yml:9) does not hold: 1.0.0 is there now.');
    expect(said.text).toContain('(the policy says so; claimed: not recognized: see file)');
  });
});

describe('what waits for a review', () => {
  it('ends with 1, and says who may approve it', async () => {
    const said = await check('licenses: { review: ["AGPL-3.0*"] }\napprovers: ["@acme/security"]\n', {
      agpl: 'AGPL-3.0-or-later',
      fine: 'MIT',
    });
    expect(said.denied).toEqual(['agpl review:AGPL-3.0-or-later']);
    expect(said.code).toBe(1);
    expect(said.text).toMatch(/^Waits for a review: 1 library /);
    expect(said.text).toMatch(/an approval of this pull request at its head by @acme\/security/);
  });

  it('ends with 0 without approvers, and says that it only warns', async () => {
    const said = await check('licenses: { review: ["AGPL-3.0*"] }\n', { agpl: 'AGPL-3.0-or-later' });
    expect(said.code).toBe(0);
    expect(said.text).toContain('it names no approvers, so this only warns');
  });
});

it('the guide shows policies without a mistake', () => {
  const guide = readFileSync(new URL('../../docs/license-policy.md', import.meta.url), 'utf8');
  const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text.replaceAll('<40 hex>', 'a'.repeat(40)));
  expect(examples.length).toBe(3);
  for (const text of examples)
    expect(() => loadPolicy(text.startsWith('version:') ? text : `version: 1\n${text}`, 'guide.yml', rules)).not.toThrow();
});
