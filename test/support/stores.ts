/** Both databases for one suite: databases on the PostgreSQL of the run, and data folders of the embedded one; both start from a template. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { StoreConfig } from '../../app/config.ts';
import { openEmbedded } from '../../app/store/embedded.ts';
import { openPostgres } from '../../app/store/postgres.ts';
import type { Driver, Store } from '../../app/store/sql.ts';
import { openStore } from '../../app/store/store.ts';
import { createDatabase } from './postgres.ts';
import { migratedDatabase, migratedFolder } from './templates.ts';

export const KINDS = ['postgres', 'embedded'] as const;
export type Kind = (typeof KINDS)[number];

export interface House {
  /** Where PostgreSQL is, for its superuser. */
  readonly adminUrl: () => string;
  /** An empty database of this kind. */
  readonly place: (kind: Kind) => Promise<StoreConfig>;
  readonly driver: (config: StoreConfig) => Promise<Driver>;
  /** With all tables. The embedded one in memory, which starts in half the time; what is about its folder asks for a `place`. */
  readonly store: (kind: Kind) => Promise<Store>;
  readonly template: () => Promise<Blob>;
  readonly dispose: () => Promise<void>;
}

/** `kinds`: what the suite needs, as PostgreSQL takes a second to start. `own`: the address of a server that is not the one of the run. */
export async function openHouse(kinds: readonly Kind[] = KINDS, own?: string): Promise<House> {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-stores-'));
  const adminUrl = kinds.includes('postgres') ? (own ?? (await sharedPostgres())) : null;
  const open: Driver[] = [];
  let folders = 0;
  const house: House = {
    adminUrl() {
      if (adminUrl === null) throw new Error('this suite has no PostgreSQL');
      return adminUrl;
    },
    async place(kind) {
      if (kind === 'postgres') return { kind, url: await createDatabase(house.adminUrl(), freshName()), connections: 6 };
      folders += 1;
      return { kind, folder: join(root, String(folders)) };
    },
    async driver(config) {
      const driver =
        config.kind === 'postgres'
          ? openPostgres({ ...config, onError: () => {} })
          : await openEmbedded({ folder: config.folder, ...(existsSync(config.folder) ? {} : { template: await migratedFolder() }) });
      open.push(driver);
      return driver;
    },
    async store(kind) {
      if (kind === 'postgres') {
        const url = await createDatabase(house.adminUrl(), freshName(), await migratedDatabase(house.adminUrl()));
        return openStore(await house.driver({ kind, url, connections: 6 }));
      }
      const driver = await openEmbedded({ folder: null, template: await migratedFolder() });
      open.push(driver);
      return openStore(driver);
    },
    template: migratedFolder,
    async dispose() {
      for (const driver of open) await driver.close().catch(() => {});
      rmSync(root, { recursive: true, force: true });
    },
  };
  return house;
}

const freshName = (): string => `test_${randomUUID().replaceAll('-', '')}`;

async function sharedPostgres(): Promise<string> {
  const response = await fetch(inject('postgres'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
