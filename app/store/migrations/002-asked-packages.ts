import type { Migration } from '../sql.ts';

/** Which packages a verdict rests on, and what was heard of each: asked again while the pull request is open (T3). */
const TABLE = `
CREATE TABLE weighbridge.asked_packages (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  heard text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, repository_id, number)
);
ALTER TABLE weighbridge.asked_packages ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.asked_packages FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.asked_packages USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`;

export const askedPackages: Migration = { name: '002-asked-packages', sql: TABLE };
