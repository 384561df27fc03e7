/** The one shape of a database for the App: PostgreSQL and its embedded form answer it alike. */
import type { ConstructorOptions } from 'pg-boss';

export interface Sql {
  /** One statement with `$1` parameters. int8 comes as number, timestamptz as Date, bytea as Uint8Array, jsonb parsed. */
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Any number of statements without parameters. */
  readonly script: (text: string) => Promise<void>;
}

export interface Migration {
  /** "001-start": the order, and the name under which it is remembered. */
  readonly name: string;
  readonly sql: string;
}

/** What one database program gives; tenancy is laid over it (store.ts). */
export interface Driver extends Sql {
  readonly kind: 'postgres' | 'embedded';
  /** `prelude`: statements that run first, in the same round trip as the start. Commits when `work` resolves, else rolls back. */
  readonly transaction: <T>(prelude: string, work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Runs `work` while no other process runs one with this key; waits for its turn. */
  readonly exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Takes out of the tables what was deleted or replaced, where no process of the database does it. */
  readonly tidy: () => Promise<void>;
  /** How pg-boss reaches the same database. */
  readonly boss: () => ConstructorOptions;
  readonly close: () => Promise<void>;
}

/** Whose rows a transaction sees: one installation's (0: events of the App itself), or, only to list, everybody's. */
export type TenantScope = { readonly installation: number } | 'operator';

export interface Transaction extends Sql {
  /** The same transaction under the connecting role: the tables of pg-boss are not the tenants'. */
  readonly asOwner: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
}

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  readonly transaction: <T>(scope: TenantScope, work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Outside of tenancy: readiness, migrations, the tables of the queue. */
  readonly owner: Driver;
  readonly close: () => Promise<void>;
}

/** PostgreSQL keeps no U+0000 in text: what comes from outside goes through here. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
