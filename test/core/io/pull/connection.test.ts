import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { bytesAt, generated } from '../../../hub-fake/bytes.ts';
import { digests, entryOf, folder, hubWith, lying, onlyFile, optionsFor } from './support.ts';

const FILE = generated('weights.bin', 50_000);
const ENTRY = entryOf([FILE]);
const TOKEN = 'hf_abcdefgh12345678';

describe('where a pull goes, and with what (T19)', () => {
  it('the credential goes to the hub and not to the server of the bytes; nothing is compressed', async () => {
    const hub = await hubWith([FILE], { locked: true });
    const options = optionsFor(hub, folder());
    await pullEntry(ENTRY, { ...options, hub: { ...options.hub, token: TOKEN } });
    expect(hub.byteRequests.map(({ server, authorization, encoding }) => [server, authorization, encoding])).toEqual([
      ['hub', `Bearer ${TOKEN}`, 'identity'],
      ['cdn', null, 'identity'],
    ]);
  });

  it('the credential stays while the origin stays', async () => {
    const hub = await hubWith([FILE], { locked: true, plain: ['weights.bin'] });
    const options = optionsFor(hub, folder());
    await pullEntry(ENTRY, { ...options, hub: { ...options.hub, token: TOKEN } });
    expect(hub.byteRequests.map(({ authorization }) => authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  });

  it('the credential does not come back when another origin sends us back', async () => {
    const seen: (string | null)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization ?? null);
      response.writeHead(302, { location: `${hub.url}/acme/a/resolve/${ENTRY.commit}/weights.bin` }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const hub = await hubWith([FILE], { elsewhere });
    hub.spoil('weights.bin', 'elsewhere', 1);
    const options = optionsFor(hub, folder());
    await pullEntry(ENTRY, { ...options, hub: { ...options.hub, token: TOKEN, cdnOrigins: [elsewhere, hub.cdnUrl ?? ''] } });
    expect(seen).toEqual([null]);
    expect(hub.byteRequests.map(({ authorization }) => authorization)).toEqual([`Bearer ${TOKEN}`, null, null]);
  });

  it.each([
    ['another origin', 'https://elsewhere.example/x?sig=secret', []],
    ['a private address', 'http://169.254.169.254/latest/meta-data', []],
    ['plain http, even when listed', 'http://cdn.example/x', ['http://cdn.example']],
    ['a listed origin with a password', 'https://u:p@cdn.example/x', ['https://cdn.example']],
    ['another port of this machine', 'http://127.0.0.1:1/x', []],
    ['a file', 'file:///etc/passwd', ['null']],
    ['no address', 'http://[', []],
  ])('a redirect to %s is refused, without its path and query in the words', async (_, elsewhere, cdnOrigins) => {
    const hub = await hubWith([FILE], { elsewhere });
    hub.spoil('weights.bin', 'elsewhere');
    const asked: string[] = [];
    const spy: typeof globalThis.fetch = (input, init) => {
      asked.push(new Request(input).url);
      return globalThis.fetch(input, init);
    };
    const options = optionsFor(hub, folder(), { fetch: spy });
    const file = onlyFile((await pullEntry(ENTRY, { ...options, hub: { ...options.hub, cdnOrigins } })).files);
    expect(file).toMatchObject({ state: 'failed', failure: 'refused', detail: expect.not.stringMatching(/secret|latest|passwd|u:p/) });
    expect(asked).toHaveLength(1);
  });

  it('more than three redirects are refused', async () => {
    const hub = await hubWith([FILE]);
    hub.spoil('weights.bin', 'loop');
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, folder()))).files)).toMatchObject({ failure: 'refused' });
    expect(hub.byteRequests).toHaveLength(4);
  });

  it.each([
    ['https://huggingface.co', 'downloaded'],
    ['https://hub.example', 'refused'],
  ])('without a list, %s: its CDN is %s', async (hubUrl, state) => {
    const asked: string[] = [];
    const stub: typeof globalThis.fetch = (input) => {
      asked.push(new URL(new Request(input).url).host);
      const away = { status: 302, headers: { location: 'https://cas-bridge.xethub.hf.co/x?sig=1' } };
      return Promise.resolve(asked.length === 1 ? new Response(null, away) : new Response(bytesAt(FILE.path, 0, FILE.size)));
    };
    const hub = await hubWith([FILE]);
    const to = folder();
    const { files } = await pullEntry(ENTRY, { ...optionsFor(hub, to, { fetch: stub }), hub: { hubUrl, token: null, cdnOrigins: null } });
    const file = onlyFile(files);
    expect(file.state === 'failed' ? file.failure : file.state).toBe(state);
    expect(lying(to)).toEqual(state === 'refused' ? {} : digests([FILE]));
  });
});
