import type { Migration } from '../sql.ts';

const TABLES = `
-- Who uses what, and since when: on default branches, in releases, and what open pull requests add.
CREATE TABLE weighbridge.uses (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  held text NOT NULL CHECK (held IN ('branch', 'pull', 'release')),
  -- Tag, or number of the pull request; empty for the default branch.
  name text NOT NULL,
  -- Digest of what the use is: names of others are too long for an index.
  key text NOT NULL,
  -- The identity in small letters, cut: what is looked for.
  identity text COLLATE "C" NOT NULL,
  purl text NOT NULL,
  version text NOT NULL,
  requested text NOT NULL,
  kind text NOT NULL,
  through text NOT NULL,
  relation text,
  places text NOT NULL,
  more_places integer NOT NULL,
  -- The newest commit that has it, and the first one that was seen with it.
  commit_id text NOT NULL,
  since timestamptz NOT NULL,
  since_commit text NOT NULL,
  -- When it was seen to be gone.
  until timestamptz
);
CREATE UNIQUE INDEX uses_now ON weighbridge.uses (installation_id, repository_id, held, name, key) WHERE until IS NULL;
CREATE INDEX uses_identity ON weighbridge.uses (installation_id, identity, repository_id);
-- A tag, or a release, at the commit that it had: one that was moved is two.
CREATE TABLE weighbridge.releases (
  installation_id bigint NOT NULL,
  repository_id bigint NOT NULL,
  tag text NOT NULL,
  commit_id text NOT NULL,
  published boolean NOT NULL,
  released_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- Its AI SBOM.
  content bytea NOT NULL,
  PRIMARY KEY (installation_id, repository_id, tag, commit_id)
);
-- The rows of uses are those of this snapshot.
ALTER TABLE weighbridge.snapshots ADD COLUMN listed boolean NOT NULL DEFAULT false;
`;

const secured = ['uses', 'releases'].map(
  (table) => `
ALTER TABLE weighbridge.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE weighbridge.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON weighbridge.${table} USING (installation_id = nullif(current_setting('weighbridge.installation', true), '')::bigint);`,
);

export const uses: Migration = { name: '005-uses', sql: [TABLES, ...secured].join('\n') };
