/** Signed, tampered, and wrongly signed models, from the policy's signers to the verdict; with a key of our own. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeFile, FakeRepo } from '../hub-fake/repo.ts';
import { weighbridge } from '../support/cli.ts';
import { locking } from '../support/locking.ts';
import { KEYS, pair, publicPem, resource, signed, statement } from '../support/oms.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const { hub, later } = locking();
const AT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const STRANGER = pair();
const weights: FakeFile = {
  path: 'model.safetensors',
  size: 140_000_000_000,
  sha256: createHash('sha256').update('weights').digest('hex'),
};
const config: FakeFile = { path: 'config.json', size: 2, text: '{}' };
const statementOfAll = statement([resource('model.safetensors', 'weights'), resource('config.json', '{}')]);

function model(keys = KEYS, files: readonly FakeFile[] = [weights, config]): FakeRepo {
  const text = JSON.stringify(signed(statementOfAll, { keys }));
  return { id: 'acme/big', commits: [AT], card: { license: 'mit' }, files: [...files, { path: 'model.sig', size: text.length, text }] };
}

const POLICY = `version: 1
rules:
  model/provenance: { level: block, require: signed }
signers:
  - { for: "hf:acme/*", public-key: keys/acme.pem, name: Acme models }
  - { for: "hf:other/*", public-key: keys/other.pem }
`;

function repository(policy = POLICY): TestRepository {
  const made = makeRepository();
  later(() => made.dispose());
  made.write('.github/weighbridge.yml', policy);
  made.write('keys/acme.pem', publicPem(KEYS.publicKey));
  made.write('keys/other.pem', publicPem(STRANGER.publicKey));
  made.commit();
  made.branch('more');
  made.write('app/llm.py', `from transformers import AutoModel\n\nm = AutoModel.from_pretrained("acme/big", revision="${AT}")\n`);
  made.commit();
  return made;
}

interface Report {
  readonly verdict: {
    readonly findings: readonly { readonly finding: { readonly rule: string; readonly gap: string }; readonly blocks: boolean }[];
    readonly signed: object;
  };
}

async function check(
  made: TestRepository,
  url: string,
  ...more: string[]
): Promise<{ code: number | null; blocks: string[]; signed: unknown }> {
  const ran = await weighbridge(['check', '--base', 'main', '--hub-url', url, '--format', 'json', ...more], { cwd: made.folder });
  const { verdict } = JSON.parse(ran.out) as Report;
  const blocks = verdict.findings.filter((one) => one.blocks).map(({ finding }) => `${finding.rule} ${finding.gap}`);
  return { code: ran.code, blocks: [...new Set(blocks)].sort(), signed: Object.values(verdict.signed) };
}

describe('require: signed', () => {
  it.each<[string, FakeRepo, string[]]>([
    ['signed by whom the policy names', model(), []],
    ['nobody signed it', { ...model(), files: [weights, config] }, ['model/provenance unsigned']],
    ['signed by another', model(STRANGER), ['model/provenance signer', 'model/untrusted-signer stranger']],
    ['signed by a key that nobody names', model(pair()), ['model/provenance signature-unverified']],
    [
      'other weights than signed',
      model(KEYS, [{ ...weights, sha256: 'a'.repeat(64) }, config]),
      ['model/provenance signature-invalid', 'model/signature-invalid invalid'],
    ],
    [
      'a file that nobody signed',
      model(KEYS, [weights, config, { path: 'x.py', size: 1, text: '1' }]),
      ['model/provenance unsigned-files'],
    ],
  ])('%s', async (_, repo, blocks) => {
    const served = await hub([repo]);
    const result = await check(repository(), served.url);
    expect(result).toEqual({ code: blocks.length === 0 ? 0 : 1, blocks, signed: blocks.length === 0 ? ['Acme models'] : [] });
  });

  it('a hub that does not give the signature is waited for, never passed', async () => {
    const served = await hub([model()]);
    served.fault('model.sig', 503);
    expect((await check(repository(), served.url)).blocks).toEqual([
      'model/provenance signature-unverified',
      'verification/incomplete unavailable:server-error',
    ]);
  });

  it('the comment says who signed, and what was not hashed', async () => {
    const served = await hub([model()]);
    const ran = await weighbridge(['check', '--base', 'main', '--hub-url', served.url, '--format', 'markdown'], {
      cwd: repository().folder,
    });
    expect(ran.out).toContain('signed by `Acme models` ¹');
    expect(ran.out).toContain('no weight byte was hashed here');
  });
});

describe('policies with signers', () => {
  it('a key of the base judges; who exchanges it changes the policy (T23)', async () => {
    const served = await hub([model(STRANGER)]);
    const made = repository();
    made.write('keys/acme.pem', publicPem(STRANGER.publicKey));
    made.commit();
    const ran = await weighbridge(['check', '--base', 'main', '--hub-url', served.url, '--format', 'json'], { cwd: made.folder });
    const { verdict } = JSON.parse(ran.out) as Report;
    const said = verdict.findings.map(({ finding: { rule, gap } }) => `${rule} ${gap}`);
    expect(said).toEqual(expect.arrayContaining(['model/untrusted-signer stranger', 'policy/changed policy-changed']));
  });

  it('policy validate and explain read the keys as the check does: from the top of the repository', async () => {
    const made = repository();
    made.checkout('main');
    const run = (verb: string) => weighbridge(['policy', verb, '.github/weighbridge.yml'], { cwd: made.folder });
    expect(await run('validate')).toMatchObject({ code: 0, out: '.github/weighbridge.yml: no mistakes\n' });
    expect((await run('explain')).out).toContain('hf:acme/*: Acme models, the key keys/acme.pem');
    made.remove('keys/acme.pem');
    for (const verb of ['validate', 'explain'])
      expect(await run(verb)).toMatchObject({ code: 2, err: expect.stringContaining('weighbridge.yml:5') });
  });

  it('a key file that is missing, or is none, is a mistake with its place; nothing is judged', async () => {
    const served = await hub([model()]);
    const made = repository(POLICY.replace('keys/other.pem', 'keys/none.pem').replace('keys/acme.pem', '.github/weighbridge.yml'));
    const ran = await weighbridge(['check', '--base', 'main', '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/weighbridge\.yml:5:?\d*[\s\S]*weighbridge\.yml:6/)]);
  });

  it.each([
    ['{ for: "hf:acme/*" }', /either an identity with its issuer/],
    ['{ for: "hf:acme/*", identity: a@b.example }', /either an identity with its issuer/],
    ['{ for: "hf:acme/*", known: nobody }', /known/],
    ['{ for: "acme/*", known: ibm-granite }', /known type/],
    ['{ for: "hf:acme/*", known: ibm-granite, public-key: x.pem }', /either an identity with its issuer/],
  ])('%s is refused', async (signer, words) => {
    const made = repository(`version: 1\nsigners:\n  - ${signer}\n`);
    const ran = await weighbridge(['policy', 'validate', '.github/weighbridge.yml'], { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(words)]);
  });
});

describe('the lock remembers who signed', () => {
  it.each([[['lock']], [['pin', '--write']]])('%j: with the digest of the signature file', async (words) => {
    const served = await hub([model()]);
    const made = repository('version: 1\nsigners:\n  - { for: "hf:acme/*", public-key: keys/acme.pem }\n');
    made.git('checkout', '-q', 'main');
    made.git('merge', '-q', 'more');
    const locked = await weighbridge([...words, '--hub-url', served.url], { cwd: made.folder });
    expect(locked.code).toBe(0);
    made.commit();
    expect(made.git('show', 'HEAD:weighbridge.lock')).toMatch(/"signer": \{ "key": "[0-9a-f]{64}", "bundle": "[0-9a-f]{64}" \}/);
  });
});

describe('weighbridge verify hub', () => {
  it('reads a few kilobytes of a model of 140 GB, and says so', async () => {
    const served = await hub([model()]);
    const made = repository();
    writeFileSync(join(made.folder, 'key.pem'), publicPem(KEYS.publicKey));
    const args = ['verify', 'hub', `hf:acme/big@${AT}`, '--public-key', 'key.pem', '--hub-url', served.url];
    const ran = await weighbridge(args, { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([0, '']);
    expect(ran.out).toMatch(
      /^verified: hf:acme\/big@[\s\S]*covers {3}2 files: 1 hashed here[\s\S]*traffic {2}\d+\.\d kB in \d+ answers; the files have 140000\.0 MB\. No weight byte/,
    );
    const json = await weighbridge([...args, '--format', 'json'], { cwd: made.folder });
    expect(JSON.parse(json.out)).toMatchObject({ state: 'verified', commit: AT, weightsHashed: false, size: expect.any(Number) });
  });

  it.each<[string, FakeRepo, RegExp]>([
    ['signed by another', model(STRANGER), /not verified[\s\S]*signed with a key that nobody named/],
    ['no signature', { ...model(), files: [weights, config] }, /there is no signature/],
    ['another small file', model(KEYS, [weights, { ...config, text: '[]' }]), /config\.json/],
    ['a file too many', model(KEYS, [weights, config, { path: 'x.py', size: 1, text: '1' }]), /1 of its files are not signed: x\.py/],
    ['a listing that lies', model(KEYS, [{ ...weights, blobId: 'b'.repeat(40) }, config]), /do not belong to the commit/],
  ])('%s: exit code 1, and why', async (_, repo, words) => {
    const served = await hub([repo]);
    const made = repository();
    const ran = await weighbridge(['verify', 'hub', `hf:acme/big@${AT}`, '--public-key', 'keys/acme.pem', '--hub-url', served.url], {
      cwd: made.folder,
    });
    expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(words)]);
  });

  it.each([[['verify', 'hub']], [['verify', 'hub', 'npm:x', '--public-key', 'k']], [['verify', 'hub', 'hf:a/b']]])(
    '%j: words',
    async (args) => {
      const ran = await weighbridge(args, { cwd: repository().folder });
      expect([ran.code, ran.err.length > 20]).toEqual([2, true]);
    },
  );
});
