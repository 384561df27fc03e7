/** Tags and releases of a repository, by GraphQL: the REST API lists tags by name and not by time, and asks once for each annotated one. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';
import { isObjectId } from './object-id.ts';

export interface TaggedCommit {
  readonly commit: string;
  /** ISO 8601: of the release, else of the tag, else of its commit. */
  readonly at: string;
  /** A release was made of it, and is no draft any more. */
  readonly published: boolean;
}

const COMMIT = '... on Commit { oid committedDate }';
const TAG =
  `query($owner: String!, $repo: String!, $ref: String!, $tag: String!) { repository(owner: $owner, name: $repo) { ref(qualifiedName: $ref) { ` +
  `target { ${COMMIT} ... on Tag { tagger { date } target { ${COMMIT} } } } } release(tagName: $tag) { isDraft publishedAt } } }`;

const date = z.iso.datetime({ offset: true });
/** Absent of what is no commit. */
const marks = { oid: z.string().refine(isObjectId).optional(), committedDate: date.optional() };
const target = z.object({
  ...marks,
  tagger: z.object({ date: date.nullable() }).nullish(),
  target: z.object(marks).optional(),
});
const tagAnswer = z.object({
  repository: z.object({
    ref: z.object({ target }).nullable(),
    release: z.object({ isDraft: z.boolean(), publishedAt: date.nullable() }).nullable(),
  }),
});

/** What a tag marks now; null: it is gone, or marks no commit. */
export async function readTag(client: GitHubClient, name: RepositoryName, wanted: string): Promise<TaggedCommit | null> {
  const variables = { ...at(name), ref: `refs/tags/${wanted}`, tag: wanted };
  const { ref, release } = (await client.graphql(TAG, variables, tagAnswer)).repository;
  // An annotated tag is an object of its own, which marks the commit.
  const { oid: commit, committedDate } = ref?.target.target ?? ref?.target ?? {};
  if (commit === undefined || committedDate === undefined) return null;
  const published = release?.isDraft === false ? release.publishedAt : null;
  const made = published ?? ref?.target.tagger?.date ?? committedDate;
  return { commit, at: new Date(made).toISOString(), published: published !== null };
}

/** As many as GraphQL gives at once: who may push sees drafts among them, which are none. */
const LATEST =
  'query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ' +
  'releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName isDraft } } ' +
  'refs(refPrefix: "refs/tags/", first: 100, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) { nodes { name } } } }';

const latestAnswer = z.object({
  repository: z.object({
    releases: z.object({ nodes: z.array(z.object({ tagName: z.string(), isDraft: z.boolean() })) }),
    refs: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
  }),
});

/** Tags of the newest releases, newest first; where there are fewer, filled up with the newest other tags. Empty: the repository is gone. */
export async function latestTags(client: GitHubClient, name: RepositoryName, last: number): Promise<readonly string[]> {
  try {
    const { releases, refs } = (await client.graphql(LATEST, at(name), latestAnswer)).repository;
    const released = releases.nodes.filter(({ isDraft }) => !isDraft).map(({ tagName }) => tagName);
    return [...new Set([...released, ...(refs?.nodes ?? []).map((one) => one.name)])].slice(0, last);
  } catch (error) {
    if (isGitHubError(error, 'missing')) return [];
    throw error;
  }
}
