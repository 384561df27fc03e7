/** A refresh over real HTTP on loopback, with a TUF repository of our own. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EffectError, InputError } from '../../../../src/core/base/errors.ts';
import { refreshTrustRoot } from '../../../../src/core/io/trust/refresh.ts';
import { startTufRelay } from '../../../../src/core/io/trust/tuf-relay.ts';
import { encode, type SigstoreInstance, sigstoreInstance } from '../../../support/sigstore.ts';
import { startTuf, type TufRepository } from '../../../support/tuf.ts';

const DAY = 86_400_000;
let instance: SigstoreInstance;
let repository: TufRepository;
beforeAll(async () => {
  instance = await sigstoreInstance();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await repository.close();
});

async function start(days = 30): Promise<void> {
  repository = await startTuf({ expires: new Date(Date.now() + days * DAY), trustedRoot: encode(instance.trustedRoot) });
}

function refresh(url = repository.url, root = repository.root): Promise<unknown> {
  return refreshTrustRoot({ repository: { url, root }, fetch: globalThis.fetch, now: instance.time }).catch((error: unknown) => {
    if (error instanceof EffectError || error instanceof InputError) return error.code;
    throw error;
  });
}

describe('a refresh', () => {
  it('follows the roots, takes the target, says version and end; leaves nothing behind', async () => {
    await start();
    const folder = mkdtempSync(join(tmpdir(), 'weighbridge-empty-'));
    vi.stubEnv('TMPDIR', folder);
    expect(await refresh()).toMatchObject({
      source: 'tuf',
      tufVersion: 2,
      label: expect.stringContaining(repository.url),
      digest: instance.trust.digest,
      expires: expect.any(Date),
    });
    expect(repository.requests).toContain('/2.root.json');
    expect([tmpdir(), readdirSync(folder)]).toEqual([folder, []]);
  });

  it.each([
    ['metadata that ended', -1, (): void => {}],
    ['another target than the signed one', 30, ({ files }: TufRepository): void => replace(files, '.trusted_root.json', '{}')],
    [
      'a timestamp that nobody signed',
      30,
      ({ files }: TufRepository): void => replace(files, '/timestamp.json', '{"signatures":[],"signed":{}}'),
    ],
    [
      'no target',
      30,
      ({ files }: TufRepository): void => void [...files.keys()].filter((key) => key.includes('trusted')).map((key) => files.delete(key)),
    ],
    ['no metadata', 30, ({ files }: TufRepository): void => files.clear()],
  ])('%s', async (_what, days, change) => {
    await start(days);
    change(repository);
    expect(await refresh()).toBe('TRUST_ROOT_UNAVAILABLE');
  });

  it('believes no repository whose root is not the given one', async () => {
    await start();
    const other = await startTuf({ expires: new Date(Date.now() + DAY), trustedRoot: encode(instance.trustedRoot) });
    await other.close();
    expect(await refresh(repository.url, other.root)).toBe('TRUST_ROOT_UNAVAILABLE');
    expect(await refresh(repository.url, Buffer.from('{}'))).toBe('TRUST_ROOT_UNAVAILABLE');
  });

  it.each(['http://tuf.example.org', 'ftp://tuf.example.org', 'tuf', 'https://user:secret@tuf.example.org'])(
    'asks no %s (T19)',
    async (url) => {
      await start();
      expect(await refresh(url)).toBe('USAGE');
      expect(repository.requests).toEqual([]);
    },
  );

  it('does not take a server in trouble for the end of the chain of roots', async () => {
    await start();
    // As it would look to somebody who holds the newest root back.
    const fetch: typeof globalThis.fetch = async (input, init) =>
      typeof input === 'string' && input.endsWith('/2.root.json') ? new Response(null, { status: 500 }) : globalThis.fetch(input, init);
    await expect(
      refreshTrustRoot({ repository: { url: repository.url, root: repository.root }, fetch, now: instance.time }),
    ).rejects.toThrow(/answered 500/);
  });

  it('says that nobody answers', async () => {
    await start();
    await repository.close();
    await expect(
      refreshTrustRoot({ repository: { url: repository.url, root: repository.root }, fetch: globalThis.fetch, now: instance.time }),
    ).rejects.toThrow(/connection failed/);
  });
});

describe('the relay', () => {
  it('passes on names of files, and nothing else', async () => {
    await start();
    const relay = await startTufRelay(repository.url, globalThis.fetch);
    const ask = async (path: string, method = 'GET'): Promise<number> => (await fetch(relay.url + path, { method })).status;
    try {
      expect([await ask('/timestamp.json'), await ask('/3.root.json')]).toEqual([200, 404]);
      const before = repository.requests.length;
      for (const path of ['/timestamp.json?x=1', '/a/b/c/d/e.json', '//elsewhere/x', '/.hidden', '/'])
        expect([path, await ask(path)]).toEqual([path, 400]);
      expect(await ask('/timestamp.json', 'POST')).toBe(400);
      expect(repository.requests.length).toBe(before);
    } finally {
      await relay.close();
    }
  });
});

function replace(files: Map<string, Buffer>, end: string, text: string): void {
  for (const key of files.keys()) if (key.endsWith(end)) files.set(key, Buffer.from(text));
}
