import type { Migration } from '../sql.ts';

/** What GitHub said about an installation's policies, and for which of them everybody was asked last. */
const TABLE = `
CREATE TABLE weighbridge.policy_memory (
  installation_id bigint PRIMARY KEY,
  generation integer NOT NULL DEFAULT 0,
  answers jsonb NOT NULL DEFAULT '{}',
  announced text
);
ALTER TABLE weighbridge.policy_memory ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.policy_memory FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.policy_memory USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`;

export const policyMemory: Migration = { name: '007-policy-memory', sql: TABLE };
