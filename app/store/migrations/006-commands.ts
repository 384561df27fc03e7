import type { Migration } from '../sql.ts';

/** Commands that people gave in comments, the waivers that they gave so, and what verdicts of open pull requests rest on. */
const TABLES = `
-- A command as GitHub signed it, with the verdict that was told until then: what its author had before their eyes.
CREATE TABLE weighbridge.comment_commands (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  comment bigint NOT NULL,
  number integer NOT NULL,
  sender bigint NOT NULL,
  line text NOT NULL,
  more boolean NOT NULL,
  said_at timestamptz NOT NULL,
  shown bytea,
  done_at timestamptz,
  PRIMARY KEY (installation_id, repository_id, comment)
);
CREATE TABLE weighbridge.given_waivers (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  comment bigint NOT NULL,
  part integer NOT NULL,
  finding text NOT NULL,
  rule text NOT NULL,
  component text,
  feeds jsonb,
  version text,
  reason text NOT NULL,
  approver text NOT NULL,
  approver_as text NOT NULL,
  expires date NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, repository_id, comment, part)
);
CREATE INDEX given_waivers_pull ON weighbridge.given_waivers (installation_id, repository_id, number);
-- Of open pull requests: when their verdict says something else though nothing moved, and whether it rests on an approval.
CREATE TABLE weighbridge.pull_rests (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  again_at timestamptz,
  approved boolean NOT NULL,
  PRIMARY KEY (installation_id, repository_id, number)
);
-- An approval is for a license text, too; and may be a comment, whose numbers are others than those of reviews.
ALTER TABLE weighbridge.approvals ADD COLUMN license_text text NOT NULL DEFAULT '';
ALTER TABLE weighbridge.approvals ADD COLUMN given_by text NOT NULL DEFAULT 'review';
ALTER TABLE weighbridge.approvals DROP CONSTRAINT approvals_pkey;
ALTER TABLE weighbridge.approvals
  ADD PRIMARY KEY (installation_id, component, version, license, license_text, approver_as, repository_id, given_by, review);`;

const secured = ['comment_commands', 'given_waivers', 'pull_rests'].map(
  (table) => `
ALTER TABLE weighbridge.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.${table} USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`,
);

export const commentCommands: Migration = { name: '006-commands', sql: [TABLES, ...secured].join('\n') };
