/** A toy: a forge that tells the files of a commit. What a newcomer writes to add a host, and all of it. */
import { z } from 'zod';
import { displayName } from '../../../src/core/ref/format.ts';
import { isFullCommit, isHubId } from '../../../src/core/ref/parse.ts';
import { type Host, type HostSubject, NO_RELATIONS } from '../../../src/core/hosts/host.ts';

const answerSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  files: z.array(z.object({ path: z.string().max(1000), size: z.number().int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(1000),
});

/** T19: nothing becomes part of a path before a strict pattern took it; `encodeURIComponent('..')` is still "..". */
function questionOf({ ref, requested }: HostSubject) {
  const isPossible = ref.type === 'mcp' && ref.namespace !== null && isHubId(displayName(ref));
  if (!isPossible || requested === null || !isFullCommit(requested)) return null;
  const path = `repos/${displayName(ref)}/commits/${requested.toLowerCase()}`;
  return { key: `toy/${path}`, host: 'toy', path: `/api/${path}`, query: {}, maxBytes: 1_000_000 };
}

function answerTo(subject: HostSubject, evidence: Parameters<Host['facts']>[1]) {
  const answer = evidence.answer(questionOf(subject)?.key ?? '');
  const body = answer?.digest == null ? undefined : evidence.body(answer.digest);
  try {
    return { answer, data: body === undefined ? null : answerSchema.parse(JSON.parse(new TextDecoder().decode(body))) };
  } catch {
    return { answer, data: null };
  }
}

export const toy: Host = {
  id: 'toy',
  about: {
    title: 'Models of a toy forge',
    motivation: 'A host must be easy to add.',
    decides: 'It asks for one commit and believes the digests in the answer.',
    remedy: 'Name the full commit.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['mcp'],
  vouches: { existence: true, revision: true, bytes: true },
  service: {
    publicUrl: 'https://toy.example',
    variables: { url: 'TOY_URL', tokens: ['TOY_TOKEN'] },
    paths: { json: '/api/', bytes: '/raw/' },
    errors: { header: 'x-toy-error', codes: { Gone: { state: 'not-found', text: 'the forge has no such repository' } } },
  },
  needs: (subjects, evidence, wanted) =>
    wanted.has('files') ? subjects.flatMap((one) => questionOf(one) ?? []).filter(({ key }) => evidence.answer(key) === undefined) : [],
  facts(subject, evidence) {
    if (questionOf(subject) === null)
      return { state: 'unresolved', reason: 'not-asked', detail: 'the forge is asked for full commits only', facts: null };
    const { answer, data } = answerTo(subject, evidence);
    if (answer === undefined) return null;
    if (data === null)
      return { state: 'unresolved', reason: answer.state === 'ok' ? 'invalid' : answer.state, detail: answer.detail, facts: null };
    const nothing = { redirectedTo: null, gated: false, licenses: [], baseModels: [], datasets: [], pipelineTag: null, libraryName: null };
    const files = data.files.map(({ path, size, sha256 }) => ({ path, size, hashes: [{ algorithm: 'sha256' as const, value: sha256 }] }));
    const reach = { reachable: 'yes', reachableDetail: 'the forge says so' } as const;
    return { state: 'facts', facts: { ...nothing, ...reach, commit: data.sha, files, digestsConsistent: true, architecture: null } };
  },
  files(subject, evidence) {
    const { data } = answerTo(subject, evidence);
    return data?.files.map((file) => ({ ...file, state: 'known', hashed: false })) ?? null;
  },
  relations: () => NO_RELATIONS,
  proofs({ resolution }, { now }) {
    const said = { topic: 'source', reason: null, by: 'hub', asOf: now.toISOString() } as const;
    if (resolution.state === 'resolved')
      return { verifications: [{ ...said, outcome: 'passed', detail: 'the forge has it' }], signatures: [] };
    // Only what it denies failed: no answer is no proof of anything.
    const isDenied = resolution.reason === 'not-found';
    return { verifications: isDenied ? [{ ...said, outcome: 'failed', detail: resolution.detail }] : [], signatures: [] };
  },
};
