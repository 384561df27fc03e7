/**
 * Tenancy over a database (T27): every transaction names one installation, and row-level security shows it that installation's rows only, also
 * when a query forgets to ask for them. Roles that PostgreSQL exempts from row-level security (superusers, the embedded database's only role)
 * step down to a role of their own for each transaction.
 */
import { EffectError } from '../../src/core/index.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Driver, TenantScope, Sql, Store, Transaction } from './sql.ts';

const TENANT_ROLE = 'weighbridge_tenant';

/** Migrates, and makes sure that row-level security binds us. Throws EffectError DISK when it cannot. */
export async function openStore(driver: Driver): Promise<Store> {
  await migrate(driver, migrations);
  const role = await tenantRole(driver);
  return {
    kind: driver.kind,
    owner: driver,
    transaction: (scope, work) => driver.transaction(prelude(scope, role), (sql) => work(withOwner(sql, role))),
    close: driver.close,
  };
}

/** Numbers only go into the text, so the start, the role and the scope are one round trip. */
function prelude(scope: TenantScope, role: string | null): string {
  const become = role === null ? '' : `SET LOCAL ROLE ${role};`;
  if (scope === 'operator') return `${become} SET LOCAL weighbridge.scope = 'operator'; SET LOCAL weighbridge.installation = '';`;
  if (!Number.isSafeInteger(scope.installation) || scope.installation < 0) throw new RangeError('no installation id');
  return `${become} SET LOCAL weighbridge.scope = ''; SELECT set_config('weighbridge.installation', '${scope.installation}', true);`;
}

function withOwner(sql: Sql, role: string | null): Transaction {
  return {
    ...sql,
    async asOwner(work) {
      if (role === null) return work(sql);
      await sql.script('SET LOCAL ROLE NONE');
      const result = await work(sql);
      // When `work` throws the transaction is over, and with it the role.
      await sql.script(`SET LOCAL ROLE ${role}`);
      return result;
    },
  };
}

/** null: the connecting role is bound by row-level security itself, being forced as the tables' owner. */
async function tenantRole(driver: Driver): Promise<string | null> {
  const [me] = await driver.query<{ exempt: boolean; may: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS exempt, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  if (me?.exempt !== true) return null;
  if (!me.may) {
    throw new EffectError(
      'DISK',
      'the database role of DATABASE_URL bypasses row-level security',
      'Connect as a role without SUPERUSER and BYPASSRLS that owns the database.',
    );
  }
  await driver.transaction(`SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(${LOCK_OF_ROLES});`, async (sql) => {
    const [known] = await sql.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [TENANT_ROLE]);
    if (known === undefined) await sql.script(`CREATE ROLE ${TENANT_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS`);
    await sql.script(`
      GRANT ${TENANT_ROLE} TO CURRENT_USER;
      GRANT USAGE ON SCHEMA weighbridge TO ${TENANT_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA weighbridge TO ${TENANT_ROLE};
      REVOKE ALL ON weighbridge.migrations FROM ${TENANT_ROLE};
      REVOKE UPDATE, DELETE ON weighbridge.audit_log, weighbridge.audit_checkpoints FROM ${TENANT_ROLE};`);
  });
  return TENANT_ROLE;
}

const LOCK_OF_ROLES = 7_746_002;
