/** The GraphQL queries about tags and releases: one by its name, or the newest. */
import { tryGit } from '../git.ts';
import { textOf } from '../json.ts';
import { Refused } from '../refuse.ts';
import { type Answer, type Call, canSee, lookUp, may, ok } from '../router.ts';
import type { Json, Repository } from '../state.ts';

/** The most that a connection gives. */
const PAGE = 100;

export function tagsOf(call: Call, text: string): Answer {
  const variables = (call.body['variables'] ?? {}) as Json;
  const repository = lookUp(call.state, `${textOf(variables['owner'])}/${textOf(variables['repo'])}`);
  if (repository === undefined || !canSee(call, repository) || !may(call, repository, 'contents:read'))
    throw new Refused(404, 'Could not resolve to a Repository');
  if (/\bqualifiedName\b/.test(text)) {
    const release = repository.releases.get(textOf(variables['tag']));
    const found = release === undefined ? null : { isDraft: release.draft, publishedAt: release.publishedAt };
    return ok({ data: { repository: { ref: refOf(repository, textOf(variables['ref'])), release: found } } });
  }
  const releases = [...repository.releases].reverse().map(([tagName, { draft }]) => ({ tagName, isDraft: draft }));
  const names = lines(repository, ['for-each-ref', '--sort=-creatordate', '--format=%(refname:lstrip=2)', 'refs/tags/']);
  return ok({
    data: {
      repository: { releases: { nodes: releases.slice(0, PAGE) }, refs: { nodes: names.slice(0, PAGE).map((name) => ({ name })) } },
    },
  });
}

function refOf(repository: Repository, ref: string): Json | null {
  const format =
    '--format=%(refname)%09%(objecttype)%09%(objectname)%09%(committerdate:iso-strict)%09%(taggerdate:iso-strict)%09%(*objectname)%09%(*committerdate:iso-strict)';
  const row = lines(repository, ['for-each-ref', format, ref]).find((line) => line.startsWith(`${ref}\t`));
  const [, type, oid, committedDate, date, marked, markedDate] = row?.split('\t') ?? [];
  if (type === 'commit') return { target: { oid, committedDate } };
  if (type === 'tag') return { target: { tagger: { date }, target: { oid: marked, committedDate: markedDate } } };
  return type === undefined ? null : { target: {} };
}

function lines(repository: Repository, args: readonly string[]): readonly string[] {
  return (tryGit(repository.gitDirectory, [...args])?.toString() ?? '').split('\n').filter((line) => line !== '');
}
