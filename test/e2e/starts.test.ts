/** Two trees, judged as the doors do it, with a hub that confirms everything: what a change of starts and settings does to the verdict. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  check,
  createEvidence,
  detectors,
  effectivePolicy,
  hubSettings,
  loadPolicy,
  memoryCache,
  openParsers,
  openPorts,
  type Parsers,
  rules,
} from '../../src/core/index.ts';
import { memoryTree } from '../../src/core/io/trees/memory-tree.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { commitOf } from '../support/day-one.ts';

type Files = Readonly<Record<string, string>>;

const COMMIT = commitOf(1);
const LOAD = `from transformers import AutoModel\nAutoModel.from_pretrained("acme/a", revision="${COMMIT}")\n`;
const FLOATING = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';
const PINNED = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n  model/floating: off\n  license/unknown: off\n';

let hub: FakeHub;
let parsers: Parsers;
beforeAll(async () => {
  hub = await startHub({ repos: [{ id: 'acme/a', commits: [COMMIT], card: { license: 'mit' } }] });
  parsers = openParsers();
});
afterAll(async () => {
  await parsers.close();
  await hub.close();
});

/** "rule gap scope status" of what is new or blocks; the conclusion first. */
async function judged(base: Files, head: Files, policy = PINNED): Promise<string[]> {
  const now = new Date('2026-11-24T12:00:00Z');
  const settings = hubSettings({}, { hubUrl: hub.url });
  const { ports, close } = openPorts({
    detectors,
    cache: memoryCache(),
    evidence: createEvidence(),
    hub: settings,
    offline: false,
    now,
    progress: () => undefined,
    parsers,
  });
  try {
    const { verdict } = await check(
      {
        base: memoryTree(base),
        head: memoryTree({ ...base, ...head }),
        subject: { name: 'product', version: null },
        policy: effectivePolicy([loadPolicy(policy, 'weighbridge.yml', rules)], rules),
        policyPaths: [],
        notes: [],
      },
      ports,
    );
    const fresh = verdict.findings.filter(({ status, blocks }) => blocks || status === 'new' || status === 'worse');
    return [verdict.conclusion, ...fresh.map(({ finding, status }) => `${finding.rule} ${finding.gap} ${finding.scope} ${status}`)];
  } finally {
    await close();
  }
}

describe('a start that is new makes a place of the product (T5, T42)', () => {
  const before = { 'demo/serve.py': FLOATING, Dockerfile: 'FROM python\nCMD ["python", "app.py"]\n', 'app.py': '' };
  it.each<[string, Files]>([
    ['the command of an image', { Dockerfile: 'FROM python\nCMD ["python", "demo/serve.py"]\n' }],
    ['a service', { 'compose.yaml': 'services:\n  a:\n    command: python -m demo.serve\n' }],
    ['a script of the package', { 'pyproject.toml': '[project.scripts]\nx = "demo.serve:main"\n' }],
    ['code that runs it', { 'app.py': 'import runpy\nrunpy.run_path("demo/serve.py")\n' }],
    ['a copy into the image', { Dockerfile: 'FROM python\nCOPY demo /app\nCMD ["python", "app.py"]\n' }],
  ])('%s', async (_name, head) => {
    expect(await judged(before, head)).toEqual(['block', 'model/provenance floating product new']);
    expect(await judged({ ...before, ...head }, { 'README.md': 'words\n' })).toEqual(['pass']);
  });

  it('the load alone only warns there, and nothing that the label cannot excuse is excused', async () => {
    expect(await judged({ 'app.py': '' }, { 'demo/serve.py': FLOATING })).toEqual(['warn', 'model/provenance floating example new']);
    const unknown = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/nobody")\n';
    expect(await judged({ 'app.py': '' }, { 'tests/x.py': unknown })).toEqual(['block', 'model/provenance source-not-found test new']);
    expect(await judged({ 'app.py': '' }, { 'tests/x.py': LOAD }, 'version: 1\nmodels: { deny: ["hf:acme/*"] }\n')).toEqual([
      'block',
      'model/denied denied test new',
    ]);
  });
});

describe('a setting that is new moves what was pinned (T37)', () => {
  const before = { 'app/main.py': LOAD, Dockerfile: 'FROM python\nCMD ["python", "app/main.py"]\n' };
  const redirected = [
    'block',
    'model/provenance other-endpoint product new',
    'model/source-redirected endpoint:https://evil.example product new',
  ];
  it.each<[string, Files]>([
    ['ENV of the image', { Dockerfile: 'FROM python\nENV HF_ENDPOINT=https://evil.example\nCMD ["python", "app/main.py"]\n' }],
    ['.env', { '.env': 'HF_ENDPOINT=https://evil.example\n' }],
    ['a service', { 'compose.yaml': 'services:\n  a:\n    build: .\n    environment: {HF_ENDPOINT: "https://evil.example"}\n' }],
    [
      'a workflow',
      {
        '.github/workflows/x.yml': 'env: {HF_ENDPOINT: "https://evil.example"}\njobs:\n  a:\n    steps:\n      - run: python app/main.py\n',
      },
    ],
  ])('%s', async (_name, head) => {
    expect(await judged(before, {})).toEqual(['pass']);
    expect(await judged(before, head)).toEqual(redirected);
    expect(await judged(before, head, 'version: 1\n')).toEqual(['block', redirected[2]]);
  });

  it('the public hub moves nothing', async () => {
    expect(await judged(before, { '.env': 'HF_ENDPOINT=https://huggingface.co\n' })).toEqual(['pass']);
  });

  it('what the environment decides is named at most, and blocks nobody who does not ask for more', async () => {
    const head = {
      'compose.yaml': 'services:\n  a:\n    build: .\n    environment:\n      - HF_ENDPOINT=${HF_ENDPOINT:-https://huggingface.co}\n',
    };
    expect(await judged(before, head)).toEqual(['block', 'model/provenance endpoint-override product new']);
    expect(await judged(before, head, 'version: 1\n')).toEqual(['pass']);
  });
});
