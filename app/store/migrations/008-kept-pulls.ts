import type { Migration } from '../sql.ts';

/** What the newest verdict of an open pull request rests on: it is judged again from here, without a question to anybody (T3). */
const TABLE = `
CREATE TABLE weighbridge.kept_pulls (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  base text NOT NULL,
  head text NOT NULL,
  conclusion text NOT NULL,
  -- Digest of what the check says: what it says again is not written again.
  told text NOT NULL,
  auto_merge boolean NOT NULL,
  -- What rests on a policy that moved waits to be written, the lowest first; null: nothing does.
  due smallint,
  -- JSON, compressed with Zstandard; null: it has to be looked at again.
  content bytea,
  kept_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, repository_id, number)
);
CREATE INDEX kept_pulls_due ON weighbridge.kept_pulls (installation_id, due) WHERE due IS NOT NULL;
CREATE INDEX kept_pulls_head ON weighbridge.kept_pulls (installation_id, repository_id, head);
-- Checks and comments that were written for a changed policy: GitHub counts what an App writes.
CREATE TABLE weighbridge.content_writes (
  installation_id bigint NOT NULL,
  written_at timestamptz NOT NULL,
  writes integer NOT NULL
);
CREATE INDEX content_writes_at ON weighbridge.content_writes (installation_id, written_at);
ALTER TABLE weighbridge.kept_pulls ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.kept_pulls FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.kept_pulls USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);
ALTER TABLE weighbridge.content_writes ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.content_writes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.content_writes USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`;

export const keptPulls: Migration = { name: '008-kept-pulls', sql: TABLE };
