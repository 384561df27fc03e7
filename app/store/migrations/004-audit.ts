import type { Migration } from '../sql.ts';

const OWN = "installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint";

/**
 * One chain per installation (T31). A row is read and added, never changed: no policy lets an update through, also not one of the owner of the
 * tables, and a row goes only in a transaction that says that it is retention.
 */
const appendOnly = (table: string): string => `
ALTER TABLE weighbridge.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_reads ON weighbridge.${table} FOR SELECT USING (${OWN});
CREATE POLICY tenant_appends ON weighbridge.${table} FOR INSERT WITH CHECK (${OWN});
CREATE POLICY retention ON weighbridge.${table} FOR DELETE USING (${OWN} AND current_setting('weighbridge.scope', true) = 'retention');
REVOKE UPDATE, TRUNCATE ON weighbridge.${table} FROM CURRENT_USER;`;

const TABLES = `
CREATE TABLE weighbridge.audit_log (
  installation_id bigint NOT NULL,
  sequence bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  nonce text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL,
  -- Canonical JSON, byte for byte what the hash is of: no jsonb, which would write it anew.
  content text NOT NULL,
  PRIMARY KEY (installation_id, sequence)
);
CREATE TABLE weighbridge.audit_checkpoints (
  installation_id bigint NOT NULL,
  sequence bigint NOT NULL,
  hash text NOT NULL,
  through timestamptz(3) NOT NULL,
  key_id text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (installation_id, sequence)
);
-- The last commit of the bound policy that a verdict rested on: another one is an entry of the log.
ALTER TABLE weighbridge.policy_bindings ADD COLUMN seen_commit text;
${appendOnly('audit_log')}
${appendOnly('audit_checkpoints')}`;

export const audit: Migration = { name: '004-audit', sql: TABLES };
