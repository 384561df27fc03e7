/** Trusted publishers as an index serves them, or a lock pins them, and whether a build is one of them. Source: PEP 740; PyPI, "Integrity API"; pypi-attestations. */
import { z } from 'zod';
import type { BuildIdentity } from '../../../model/index.ts';

export type Publisher =
  /** `workflow`: its file name below .github/workflows. */
  | { readonly kind: 'GitHub'; readonly repository: string; readonly workflow: string; readonly environment: string | null }
  /** `workflow`: path of its file. */
  | { readonly kind: 'GitLab'; readonly repository: string; readonly workflow: string; readonly environment: string | null }
  | { readonly kind: 'Google'; readonly email: string }
  /** One that is not known here: it agrees with nobody and contradicts nobody. */
  | { readonly kind: 'unknown'; readonly name: string };

const text = z.string().min(1).max(1024);
/** Missing, null and empty all say: none. */
const environment = z
  .string()
  .max(1024)
  .nullish()
  .transform((name) => (name === undefined || name === '' ? null : name));

const kinds = z.looseObject({ kind: z.string().min(1).max(256) });
const github = z
  .looseObject({ kind: z.literal('GitHub'), repository: text, workflow: text, environment })
  .transform(({ kind, repository, workflow, environment: name }): Publisher => ({ kind, repository, workflow, environment: name }));
const gitlab = z.looseObject({ kind: z.literal('GitLab'), repository: text, workflow_filepath: text, environment }).transform(
  ({ kind, repository, workflow_filepath: workflow, environment: name }): Publisher => ({
    kind,
    repository,
    workflow,
    environment: name,
  }),
);
const google = z.looseObject({ kind: z.literal('Google'), email: text }).transform(({ kind, email }): Publisher => ({ kind, email }));
const KNOWN: ReadonlyMap<string, z.ZodType<Publisher>> = new Map<string, z.ZodType<Publisher>>([
  ['GitHub', github],
  ['GitLab', gitlab],
  ['Google', google],
]);

/** Null: no publisher, or one of a known kind that lacks what its kind has. Other members, such as `claims`, are passed over. */
export function readPublisher(data: unknown): Publisher | null {
  const read = kinds.safeParse(data);
  if (!read.success) return null;
  const { kind } = read.data;
  const known = KNOWN.get(kind);
  if (known === undefined) return { kind: 'unknown', name: kind };
  return known.safeParse(data).data ?? null;
}

/**
 * Whether a proven build is this publisher; null where its kind is not known. Of an environment the certificate says nothing that is compared. The
 * publisher that the index serves is unsigned: that both agree says that the index is consistent; whom to trust is pinned in a policy or a lock.
 */
export function isPublisher(publisher: Publisher, build: BuildIdentity): boolean | null {
  switch (publisher.kind) {
    case 'GitHub': {
      const repository = `https://github.com/${publisher.repository}`;
      const config = `${repository}/.github/workflows/${publisher.workflow}`;
      return build.issuer === 'https://token.actions.githubusercontent.com' && build.repository === repository && runs(build, config);
    }
    case 'GitLab': {
      const repository = `https://gitlab.com/${publisher.repository}`;
      return (
        build.issuer === 'https://gitlab.com' && build.repository === repository && runs(build, `${repository}//${publisher.workflow}`)
      );
    }
    case 'Google':
      return build.issuer === 'https://accounts.google.com' && build.subjectKind === 'email' && build.subject === publisher.email;
    case 'unknown':
      return null;
  }
}

/** A publisher does not know on which ref or commit it runs: that is the certificate's own word. */
function runs({ config, commit, ref }: BuildIdentity, path: string): boolean {
  return [commit, ref].some((suffix) => suffix !== null && config === `${path}@${suffix}`);
}
