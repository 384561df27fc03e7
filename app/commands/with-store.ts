/** The App's store for a command that runs beside the App, or, with the embedded database, in its place. */
import { InputError } from '../../src/core/index.ts';
import type { StoreConfig } from '../config.ts';
import { compiledOnce } from '../store/compiled-once.ts';
import { openEmbedded } from '../store/embedded.ts';
import { type InstalledAccount, accounts } from '../store/installations.ts';
import { openPostgres } from '../store/postgres.ts';
import type { Store } from '../store/sql.ts';
import { openStore } from '../store/store.ts';

/** Throws InputError USAGE when the App itself holds the embedded database. */
export async function withStore<T>(place: StoreConfig, work: (store: Store) => Promise<T>): Promise<T> {
  const driver = place.kind === 'embedded' ? await compiledOnce(() => openEmbedded(place)) : openPostgres({ ...place, onError: () => {} });
  try {
    return await work(await openStore(driver));
  } finally {
    await driver.close();
  }
}

/** Those of one account, by its login in any case; null: of all. Throws InputError USAGE when there is none. */
export async function accountsNamed(store: Store, login: string | null): Promise<readonly InstalledAccount[]> {
  const all = await store.transaction('operator', accounts);
  const found = login === null ? all : all.filter((one) => one.login.toLowerCase() === login.toLowerCase());
  if (found.length > 0) return found;
  const message = login === null ? 'nobody has installed the App yet' : `the App keeps nothing of an account "${login}"`;
  throw new InputError('USAGE', message, 'Install the App there, and start it once: it looks who installed it.');
}
