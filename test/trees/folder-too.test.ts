/** A folder of the tree that bears the name of a hub id removes no load (T37). */
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { checking, PINNED, told } from '../support/checking.ts';
import { commitOf } from '../support/day-one.ts';

const doors = checking();
let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const EVIL: FakeRepo = { id: 'evil/x', commits: [commitOf(1)], card: { license: 'mit' } };
const load = (name: string, more = ''): string => `from transformers import AutoModel\nAutoModel.from_pretrained("${name}"${more})\n`;
const DECOY = { 'evil/x/config.json': '{}' };

async function found(head: Record<string, string>, policy: string, repos: readonly FakeRepo[]): Promise<string[]> {
  hub = await startHub({ repos });
  const result = await doors.check({ 'README.md': 'x' }, head, { policy, hub: hub.url });
  return told(result).filter((one) => one.includes('!') || one.includes('provenance'));
}

describe('a decoy', () => {
  it.each([
    ['Python', { 'app.py': load('evil/x') }, 'app.py'],
    ['Python, at a commit: the folder would be taken all the same', { 'app.py': load('evil/x', `, revision="${commitOf(1)}"`) }, 'app.py'],
    ['a Dockerfile', { Dockerfile: 'FROM x\nCMD ["vllm", "serve", "evil/x"]\n' }, 'Dockerfile'],
    ['a compose file', { 'compose.yml': 'services:\n  a:\n    image: v\n    command: vllm serve evil/x\n' }, 'compose.yml'],
  ])('%s: the load is judged, and not pinned', async (_, head, place) => {
    expect(await found({ ...head, ...DECOY }, PINNED, [EVIL])).toEqual([`new! model/provenance ${place}`]);
  });

  it('hides no denied model', async () => {
    const policy = 'version: 1\nmodels: { deny: ["hf:evil/*"] }\n';
    expect(await found({ 'app.py': load('evil/x'), ...DECOY }, policy, [EVIL])).toEqual(['new! model/denied app.py']);
  });
});

describe('a folder that is meant', () => {
  it('whose name the hub does not have stands at "named": nothing is unknown', async () => {
    expect(await found({ 'app.py': load('models/mine'), 'models/mine/config.json': '{}' }, 'version: 1\n', [])).toEqual([]);
  });

  it('is not taken for pinned, as the name may be registered', async () => {
    expect(await found({ 'app.py': load('models/mine'), 'models/mine/config.json': '{}' }, PINNED, [])).toEqual([
      'new! model/provenance app.py',
    ]);
  });

  it('and is written as one asks nobody', async () => {
    expect(await found({ 'app.py': load('./models/mine'), 'models/mine/config.json': '{}' }, PINNED, [])).toEqual([]);
  });

  it('without such a folder an unknown name still blocks', async () => {
    expect(await found({ 'app.py': load('models/mine'), 'models/mine/readme.md': '' }, 'version: 1\n', [])).toEqual([
      'new! model/provenance app.py',
    ]);
  });
});
