import type { Migration } from '../sql.ts';

/** What an approver has accepted, once for all repositories of the installation, and the review in which they did. */
const TABLE = `
CREATE TABLE weighbridge.approvals (
  installation_id bigint NOT NULL,
  component text NOT NULL,
  version text NOT NULL,
  license text NOT NULL,
  approver text NOT NULL,
  approver_as text NOT NULL,
  repository_id bigint NOT NULL,
  review bigint NOT NULL,
  number integer NOT NULL,
  head text NOT NULL,
  approved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, component, version, license, approver_as, repository_id, review)
);
ALTER TABLE weighbridge.approvals ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.approvals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.approvals USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`;

export const approvals: Migration = { name: '003-approvals', sql: TABLE };
