/** A stand-in hub that knows every model and every commit that it is asked for: what is left is what the readers make of a change. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from '../../hub-fake/answers.ts';
import type { FakeRepo } from '../../hub-fake/index.ts';

const TIP = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const ASKED = /^\/(?:api\/(models|datasets)\/)?((?:[^/]+\/)?[^/]+)\/(?:refs|(?:revision|commits|raw)\/([^/]+))/;

export interface GenerousHub {
  readonly url: string;
  /** How many revisions it has learned from questions: answers about a repository from before know fewer. */
  learned(): number;
  close(): Promise<void>;
}

/** `trainedOn`: the license of the data that every model says it was trained on; null: no model says so. */
export async function startGenerousHub(trainedOn: string | null = null): Promise<GenerousHub> {
  const repos = new Map<string, FakeRepo>();
  if (trainedOn !== null) repos.set(`datasets/${DATA}`, { kind: 'datasets', id: DATA, commits: [TIP], card: { license: trainedOn } });
  const cards = { models: trainedOn === null ? CARD : { ...CARD, datasets: [DATA] }, datasets: CARD };
  let learned = 0;
  /** A revision is learned before it is asked for in earnest: a commit belongs to main, any other name is a tag. */
  function learn(path: string): void {
    const [, kind = 'models', id = '', asked = TIP] = ASKED.exec(path) ?? [];
    if (id === '') return;
    const [name, revision] = [decodeURIComponent(id), decodeURIComponent(asked)];
    const sort = kind === 'datasets' ? kind : 'models';
    const known: FakeRepo = repos.get(`${sort}/${name}`) ?? { kind: sort, id: name, commits: [TIP], card: cards[sort] };
    const isCommit = /^[0-9a-f]{40}$/.test(revision);
    const isNew = isCommit ? !known.commits.includes(revision) : revision !== 'main' && known.tags?.[revision] === undefined;
    if (isNew) learned += 1;
    repos.set(`${sort}/${name}`, isNew ? withRevision(known, revision, isCommit) : known);
  }
  const server = createServer((request, response) => {
    learn((request.url ?? '').split('?')[0] ?? '');
    answer(request, response, repos, 1000);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    learned: () => learned,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const CARD = { license: 'apache-2.0' };
const DATA = 'lab/collected';

function withRevision(repo: FakeRepo, revision: string, isCommit: boolean): FakeRepo {
  return isCommit ? { ...repo, commits: [...repo.commits, revision] } : { ...repo, tags: { ...repo.tags, [revision]: TIP } };
}
