import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialCommand } from '../../../app/commands/credential-command.ts';
import { loadCredential } from '../../../app/store/credentials.ts';
import { markUninstalled, saveInstallation } from '../../../app/store/installations.ts';
import { openStore } from '../../../app/store/store.ts';
import { environment } from '../../support/app-keys.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const KEY = 'a0'.repeat(32);
const TOKEN = 'hf_0123456789abcdefghij';
const REFUSED: readonly (readonly [string, readonly string[], string, Readonly<Record<string, string>>])[] = [
  ['an account that did not install the App', ['set', '--account', 'nobody'], TOKEN, {}],
  ['an account that uninstalled it', ['set', '--account', 'gone'], TOKEN, {}],
  ['no token', ['set', '--account', 'acme'], ' \n', {}],
  ['two lines', ['set', '--account', 'acme'], `${TOKEN}\nx`, {}],
  ['no key to seal it with', ['set', '--account', 'acme'], TOKEN, { ENCRYPTION_KEY: '' }],
  ['a token as argument', ['set', '--account', 'acme', TOKEN], TOKEN, {}],
  ['another word', ['show', '--account', 'acme'], '', {}],
];
let house: House;
let env: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  env = environment({ ENCRYPTION_KEY: KEY });
});
afterAll(() => house.dispose());

describe.each(KINDS)('weighbridge-app credential, on %s', (kind) => {
  let where: Record<string, string>;
  let kept: (installation: number, host?: string) => Promise<string | null>;
  beforeAll(async () => {
    const place = await house.place(kind);
    where = place.kind === 'postgres' ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder };
    const within = async <T>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> => {
      const driver = await house.driver(place);
      try {
        return await work(await openStore(driver));
      } finally {
        await driver.close();
      }
    };
    kept = (installation, host = 'huggingface.co') =>
      within((store) => store.transaction({ installation }, (tx) => loadCredential(tx, [Buffer.from(KEY, 'hex')], installation, host)));
    await within(async (store) => {
      for (const [id, login] of [
        [1, 'Acme'],
        [2, 'other'],
        [3, 'gone'],
      ] as const)
        await store.transaction({ installation: id }, (tx) => saveInstallation(tx, { id, account: { id, login }, suspended: false }));
      await store.transaction({ installation: 3 }, (tx) => markUninstalled(tx, 3));
    });
  });

  async function run(args: readonly string[], input = '', more: Readonly<Record<string, string>> = {}): Promise<string> {
    let out = '';
    const io = { env: { ...env, ...where, ...more }, input: () => Promise.resolve(input), out: (text: string) => void (out += text) };
    await credentialCommand(args, { ...io, err: io.out });
    return out;
  }

  it('keeps a token for one account and host, replaces and forgets it, and never prints it', async () => {
    const set = ['set', '--account', 'acme'];
    expect(await run(set, `${TOKEN}\n`)).not.toContain(TOKEN);
    expect(await kept(1)).toBe(TOKEN);
    expect(await kept(2)).toBeNull();
    await run(set, `${TOKEN}2`);
    expect(await kept(1)).toBe(`${TOKEN}2`);
    await run(set, TOKEN, { HF_ENDPOINT: 'https://hub.acme.example' });
    expect(await kept(1, 'hub.acme.example')).toBe(TOKEN);
    await run(['remove', '--account', 'acme']);
    expect(await kept(1)).toBeNull();
    expect(await kept(1, 'hub.acme.example')).toBe(TOKEN);
  });

  // What is refused does not depend on the database, and the embedded one takes a second to open.
  it.each(kind === 'postgres' ? REFUSED : [])('%s is refused, and the token not repeated', async (_name, args, input, more) => {
    const error: unknown = await run(args, input, more).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
  });
});
