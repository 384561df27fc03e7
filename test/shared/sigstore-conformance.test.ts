/** The shared cases of the Sigstore conformance suite, through the door that the suite itself would call; each by file and by digest. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { door } from '../support/door.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures/sigstore/conformance');
/** What the suite's own signer is; a case may name another. */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';

const cases = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function argumentsOf(name: string): string[] {
  const file = (inner: string): string => join(FOLDER, name, inner);
  const text = (inner: string, otherwise: string): string =>
    existsSync(file(inner)) ? readFileSync(file(inner), 'utf8').trim() : otherwise;
  const signer = existsSync(file('key.pub'))
    ? ['--key', file('key.pub')]
    : ['--certificate-identity', text('identity', IDENTITY), '--certificate-oidc-issuer', text('issuer', ISSUER)];
  const trust = existsSync(file('trusted_root.json')) ? ['--trusted-root', file('trusted_root.json')] : [];
  return ['verify-bundle', '--bundle', file('bundle.sigstore.json'), ...signer, ...trust];
}

function artifactOf(name: string): string {
  const own = join(FOLDER, name, 'artifact');
  return existsSync(own) ? own : join(FOLDER, 'a.txt');
}

describe('the shared cases', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)('%s', async (name) => {
    const expected = name.endsWith('_fail') ? 1 : 0;
    const file = artifactOf(name);
    const digest = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    for (const artifact of [file, digest]) {
      const { code, err } = await door('sigstore-client', [...argumentsOf(name), artifact], { cwd: tmpdir() });
      expect([artifact, code, err]).toEqual([artifact, expected, expected === 0 ? '' : expect.stringMatching(/^[a-z-]+: .+\n$/)]);
    }
  });
});
