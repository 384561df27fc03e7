import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { weighbridge } from '../support/cli.ts';
import { commitOf, DAY_ONE_REPOS, writeDayOne } from '../support/day-one.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const disposals: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});
async function hub(repos: readonly FakeRepo[]): Promise<FakeHub> {
  const started = await startHub({ repos });
  disposals.push(() => started.close());
  return started;
}
function repo(): TestRepository {
  const made = makeRepository();
  disposals.push(() => made.dispose());
  return made;
}

describe('day one', () => {
  it('goes from floating to pinned and locked by one command; the gated ones are listed; twice changes nothing', async () => {
    const served = await hub(DAY_ONE_REPOS);
    const made = repo();
    writeDayOne(made);
    made.checkout('main');
    const shown = await weighbridge(['pin', '--hub-url', served.url], { cwd: made.folder });
    expect([shown.code, shown.err]).toEqual([1, '']);
    expect(shown.out).toContain('28 lines in 14 files');
    expect(made.git('status', '--short')).toBe('');
    const written = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
    expect([written.code, written.err]).toEqual([1, '']);
    expect(written.out.match(/^! service\/gated\.py:\d+: hf:acme\/gated-[ab] is not pinned/gm)).toHaveLength(2);
    expect(readFileSync(join(made.folder, 'service/part_0.py'), 'utf8')).toBe(
      `from transformers import AutoModel\n\nmodel_0 = AutoModel.from_pretrained("acme/model-0", revision="${commitOf(0)}")\nmodel_1 = AutoModel.from_pretrained("acme/model-1", revision="${commitOf(1)}")\n`,
    );
    // Only lines with a load changed, each in one place: the diff reads like a person's.
    expect(made.git('diff', '--shortstat')).toContain('14 files changed, 28 insertions(+), 28 deletions(-)');
    const lock = JSON.parse(readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8')) as {
      entries: Record<string, { commit: string; requested: string }>;
    };
    expect(Object.keys(lock.entries)).toHaveLength(28);
    expect(lock.entries['hf:acme/model-3']).toMatchObject({ commit: commitOf(3), requested: commitOf(3) });
    const scanned = await weighbridge(['scan', '--hub-url', served.url, '--format', 'json'], { cwd: made.folder });
    const { verdict } = JSON.parse(scanned.out) as { verdict: { findings: { finding: { rule: string; name: string } }[] } };
    const floating = verdict.findings.filter(({ finding }) => finding.rule === 'model/floating').map(({ finding }) => finding.name);
    expect(floating.sort()).toEqual(['acme/gated-a', 'acme/gated-b']);
    made.commit('pinned');
    await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
    expect(made.git('status', '--short')).toBe('');
  });
});

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const PIN = `revision="${COMMIT}"`;
const LOADS: readonly (readonly [name: string, before: string, after: string])[] = [
  ['a plain call', 'm = AutoModel.from_pretrained("acme/a")\n', `m = AutoModel.from_pretrained("acme/a", ${PIN})\n`],
  ['several lines with a trailing comma', 'm = AutoModel.from_pretrained(\n    "acme/a",\n    torch_dtype="auto",  # as shipped\n)\n', PIN],
  [
    'a branch that is named',
    'm = AutoModel.from_pretrained("acme/a", revision="main")\n',
    `m = AutoModel.from_pretrained("acme/a", ${PIN})\n`,
  ],
  ['a pipeline', 'm = pipeline("ner", model="acme/a")\n', PIN],
  ['a constant', 'NAME = "acme/a"\nm = AutoModel.from_pretrained(NAME)\n', `m = AutoModel.from_pretrained(NAME, ${PIN})\n`],
  ['a snapshot', 'm = snapshot_download("acme/a")\n', PIN],
  ['CRLF', 'x = 1\r\nm = AutoModel.from_pretrained("acme/a")\r\n', `m = AutoModel.from_pretrained("acme/a", ${PIN})\r\n`],
];
const IMPORTS = 'from transformers import AutoModel, pipeline\nfrom huggingface_hub import snapshot_download\n';

it.each(LOADS)('%s: the commit is where the load reads it', async (_name, before, after) => {
  const served = await hub([{ id: 'acme/a', commits: [COMMIT], card: { license: 'mit' } }]);
  const made = repo();
  made.write('app.py', IMPORTS + before);
  made.commit();
  const ran = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
  expect([ran.code, ran.err]).toEqual([0, '']);
  expect(readFileSync(join(made.folder, 'app.py'), 'utf8')).toContain(after);
  const again = await weighbridge(['pin', '--hub-url', served.url], { cwd: made.folder });
  expect([again.code, again.out]).toEqual([0, 'Nothing to pin.\n']);
});

it.each([
  [
    'the environment decides',
    'import os\nm = AutoModel.from_pretrained("acme/a", revision=os.environ.get("REV", "main"))\n',
    /is not pinned/,
  ],
  ['a load inside an f-string', 'm = f"{AutoModel.from_pretrained(\'acme/a\')}"\n', /no edit is made here/],
  [
    'a name that a caller may replace',
    'def load(name="acme/a"):\n    return AutoModel.from_pretrained(name)\n',
    /a caller can pass another name/,
  ],
  ['a commit that is computed', 'm = AutoModel.from_pretrained("acme/a", revision=pick())\n', /is not pinned/],
  ['a name that no hub can have', 'm = AutoModel.from_pretrained("no name | at all")\n', /not a possible name/],
  ['a name that the code computes', 'm = AutoModel.from_pretrained(pick())\n', /the code computes the name/],
  ['a model that the hub does not have', 'm = AutoModel.from_pretrained("acme/none")\n', /the hub did not say which commit it is/],
])('%s: listed and left alone', async (_name, code, words) => {
  const served = await hub([{ id: 'acme/a', commits: [COMMIT] }]);
  const made = repo();
  made.write('app.py', IMPORTS + code);
  made.commit();
  const ran = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
  expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(words)]);
  expect(readFileSync(join(made.folder, 'app.py'), 'utf8')).toBe(IMPORTS + code);
});

it('only what is named is changed, and nothing outside of the repository', async () => {
  const served = await hub([{ id: 'acme/a', commits: [COMMIT], card: { license: 'mit' } }]);
  const made = repo();
  const load = `${IMPORTS}m = AutoModel.from_pretrained("acme/a")\n`;
  made.write('one/app.py', load);
  made.write('two/app.py', load);
  made.commit();
  await weighbridge(['pin', 'one', '--write', '--hub-url', served.url], { cwd: made.folder });
  expect(made.git('diff', '--name-only')).toBe('one/app.py');
  const both = await weighbridge(['pin', '--write', '--dry-run', '--offline'], { cwd: made.folder });
  expect([both.code, both.err]).toEqual([2, expect.stringMatching(/are opposites/)]);
  const outside = await weighbridge(['pin', '..', '--offline'], { cwd: made.folder });
  expect([outside.code, outside.err]).toEqual([2, expect.stringMatching(/is not below/)]);
});

describe('every kind of file', () => {
  const names = ['py', 'nb', 'docker', 'env', 'compose', 'step', 'config', 'uri'];
  const commit = (name: string): string => commitOf(60 + names.indexOf(name));
  const rev = (name: string): string => `revision="${commit(name)}"`;
  const notebook = (code: string): string =>
    `${JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, source: ['from transformers import AutoModel\n', code], outputs: [] }], nbformat: 4 }, null, 1)}\n`;
  const FILES: readonly (readonly [path: string, before: string, after: string])[] = [
    [
      'app.py',
      `${IMPORTS}m = AutoModel.from_pretrained("acme/py")\n`,
      `${IMPORTS}m = AutoModel.from_pretrained("acme/py", ${rev('py')})\n`,
    ],
    ['a.ipynb', notebook('AutoModel.from_pretrained("acme/nb")'), notebook(`AutoModel.from_pretrained("acme/nb", ${rev('nb')})`)],
    [
      'Dockerfile',
      'FROM x\r\nENV REV=main\r\nRUN hf download acme/docker \\\r\n  --local-dir /m\r\nRUN hf download acme/env --revision $REV\r\n',
      `FROM x\r\nENV REV=${commit('env')}\r\nRUN hf download acme/docker --revision ${commit('docker')} \\\r\n  --local-dir /m\r\nRUN hf download acme/env --revision $REV\r\n`,
    ],
    [
      'compose.yaml',
      'services:\n  llm:\n    image: vllm/vllm-openai:v1\n    command: ["--model", "acme/compose"]\n',
      `services:\n  llm:\n    image: vllm/vllm-openai:v1\n    command: ["--model", "acme/compose", "--revision", "${commit('compose')}"]\n`,
    ],
    [
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    steps:\n      - run: |\n          hf download acme/step\n',
      `jobs:\n  a:\n    steps:\n      - run: |\n          hf download acme/step --revision ${commit('step')}\n`,
    ],
    [
      'train.yml',
      'model: acme/config\nrevision: main\nuri: hf://acme/uri\n',
      `model: acme/config\nrevision: "${commit('config')}"\nuri: hf://acme/uri@${commit('uri')}\n`,
    ],
  ];

  it('is pinned by one command, check says so, twice changes nothing', async () => {
    const served = await hub(names.map((name) => ({ id: `acme/${name}`, commits: [commit(name)], card: { license: 'mit' } })));
    const made = repo();
    for (const [path, before] of FILES) made.write(path, before);
    made.write('policy.yml', 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n');
    made.commit();
    chmodSync(join(made.folder, 'app.py'), 0o755);
    const ran = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.err, ran.out.match(/^!.*/gm)]).toEqual([0, '', null]);
    for (const [path, , after] of FILES) expect(readFileSync(join(made.folder, path), 'utf8')).toBe(after);
    expect(statSync(join(made.folder, 'app.py')).mode & 0o777).toBe(0o755);
    made.commit('pinned');
    const checked = await weighbridge(['check', '--policy', 'policy.yml', '--hub-url', served.url, '--format', 'json'], {
      cwd: made.folder,
    });
    const { verdict } = JSON.parse(checked.out) as {
      verdict: { conclusion: string; findings: { finding: { rule: string; name: string } }[] };
    };
    const open = verdict.findings
      .filter(({ finding }) => /^(?:model|dataset)\//.test(finding.rule))
      .map(({ finding }) => `${finding.rule} ${finding.name}`);
    expect([checked.code, open]).toEqual([0, []]);
    const lock = JSON.parse(readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8')) as { entries: Record<string, unknown> };
    expect(Object.keys(lock.entries).sort()).toEqual(names.map((name) => `hf:acme/${name}`).sort());
    const again = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
    expect([again.code, made.git('status', '--short')]).toEqual([0, '']);
  });

  it('a build argument gets the commit, and is named each time', async () => {
    const served = await hub([{ id: 'acme/a', commits: [COMMIT], card: { license: 'mit' } }]);
    const made = repo();
    const file = (revision: string): string => `FROM x\nARG REV=${revision}\nRUN hf download acme/a --revision $REV\n`;
    made.write('Dockerfile', file('main'));
    made.commit();
    for (const count of [1, 0]) {
      const ran = await weighbridge(['pin', '--write', '--hub-url', served.url], { cwd: made.folder });
      expect([ran.code, ran.out]).toEqual([
        1,
        expect.stringMatching(/^! Dockerfile:3: hf:acme\/a is not pinned: the commit is only a default/m),
      ]);
      expect(ran.out).toContain(count === 0 ? 'Nothing else to pin.' : 'Pinned: 1 line in 1 file.');
      expect(readFileSync(join(made.folder, 'Dockerfile'), 'utf8')).toBe(file(COMMIT));
    }
  });
});
