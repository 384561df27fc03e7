/** The first tables. Every row of a tenant carries its installation, first in every key (T27). */
import type { Migration } from '../sql.ts';

const TABLES = `
CREATE TABLE weighbridge.installations (
  installation_id bigint PRIMARY KEY,
  account_id bigint NOT NULL,
  account_login text NOT NULL,
  suspended boolean NOT NULL DEFAULT false,
  seen_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
-- A webhook delivery. Pending until a job that started after it has done each of its keys (T30).
CREATE TABLE weighbridge.deliveries (
  installation_id bigint NOT NULL,
  id text NOT NULL,
  event text NOT NULL,
  action text,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  done_at timestamptz,
  pending_keys text[] NOT NULL,
  tries integer NOT NULL DEFAULT 1,
  PRIMARY KEY (installation_id, id)
);
CREATE INDEX deliveries_pending ON weighbridge.deliveries (installation_id) WHERE done_at IS NULL;
CREATE TABLE weighbridge.repositories (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  owner text NOT NULL,
  name text NOT NULL,
  private boolean NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  default_branch text NOT NULL,
  -- When its open pull requests were last compared with what was judged.
  swept_at timestamptz,
  removed_at timestamptz,
  PRIMARY KEY (installation_id, repository_id)
);
-- What a file states, by its blob, the detectors and their limits (T17). The key is a digest of the three.
CREATE TABLE weighbridge.facts (
  installation_id bigint NOT NULL,
  stamp text NOT NULL,
  key text NOT NULL,
  content text NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, stamp, key)
);
-- Repositories that were read as a whole, by detectors with this stamp.
CREATE TABLE weighbridge.baselines (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  stamp text NOT NULL,
  commit_id text NOT NULL,
  PRIMARY KEY (installation_id, repository_id, stamp)
);
-- The AI SBOM of one commit.
CREATE TABLE weighbridge.snapshots (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  commit_id text NOT NULL,
  content bytea NOT NULL,
  -- The state of the default branch: one per repository counts for the inventory.
  latest boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, repository_id, commit_id)
);
CREATE UNIQUE INDEX snapshots_latest ON weighbridge.snapshots (installation_id, repository_id) WHERE latest;
CREATE TABLE weighbridge.components (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  commit_id text NOT NULL,
  purl text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL,
  rung text,
  license text,
  PRIMARY KEY (installation_id, repository_id, commit_id, purl, version),
  FOREIGN KEY (installation_id, repository_id, commit_id)
    REFERENCES weighbridge.snapshots (installation_id, repository_id, commit_id) ON DELETE CASCADE
);
CREATE INDEX components_purl ON weighbridge.components (installation_id, purl);
-- One verdict: of a pull request, its base, its head and a policy (T1).
CREATE TABLE weighbridge.evaluations (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  base text NOT NULL,
  head text NOT NULL,
  policy text NOT NULL,
  conclusion text NOT NULL,
  report bytea,
  valid_until timestamptz,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (installation_id, repository_id, number, base, head, policy)
);
CREATE INDEX evaluations_head ON weighbridge.evaluations (installation_id, repository_id, head);
-- What is remembered of a pull request between two evaluations.
CREATE TABLE weighbridge.pulls (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  head text NOT NULL,
  waiting_since timestamptz,
  comment_id bigint,
  PRIMARY KEY (installation_id, repository_id, number)
);
CREATE TABLE weighbridge.hub_credentials (
  installation_id bigint NOT NULL,
  host text NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (installation_id, host)
);
-- The policy repository is bound once, by its number (T23).
CREATE TABLE weighbridge.policy_bindings (
  installation_id bigint PRIMARY KEY,
  repository_id bigint NOT NULL,
  -- As it was called then: the number counts.
  owner text NOT NULL,
  name text NOT NULL,
  bound_at timestamptz NOT NULL DEFAULT now(),
  other_repository_id bigint,
  other_seen_at timestamptz
);
`;

const OF_TENANTS = [
  'installations',
  'deliveries',
  'repositories',
  'facts',
  'baselines',
  'snapshots',
  'components',
  'evaluations',
  'pulls',
  'hub_credentials',
  'policy_bindings',
];

/** To list what waits or what to sweep, over all tenants; never to read what belongs to one. */
const LISTED = ['installations', 'deliveries'];

const secured = OF_TENANTS.map(
  (table) => `
ALTER TABLE weighbridge.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.${table} USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`,
);
const listed = LISTED.map(
  (table) => `
CREATE POLICY operator ON weighbridge.${table} FOR SELECT USING (current_setting('weighbridge.scope', true) = 'operator');`,
);

export const start: Migration = { name: '001-start', sql: [TABLES, ...secured, ...listed].join('\n') };
