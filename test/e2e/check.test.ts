import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_REPOS } from '../../scripts/demo/hub.ts';
import { makeDemoRepository } from '../../scripts/demo/repository.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { CLI, weighbridge, weighbridgeProcess } from '../support/cli.ts';
import { commitOf, DAY_ONE_REPOS, writeDayOne } from '../support/day-one.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const disposals: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});
function repo(): TestRepository {
  const made = makeRepository();
  disposals.push(() => made.dispose());
  return made;
}
async function hub(repos: readonly FakeRepo[]): Promise<FakeHub> {
  const started = await startHub({ repos });
  disposals.push(() => started.close());
  return started;
}
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weighbridge-e2e-'));
  disposals.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
interface Json {
  verdict: {
    conclusion: string;
    wouldBe: string;
    findings: { status: string; blocks: boolean; finding: { id: string; rule: string; name: string; gap: string } }[];
    changes: { identity: string; type: string }[];
    notes: { code: string }[];
  };
}
async function checked(made: TestRepository, hubUrl: string, extra: readonly string[] = []): Promise<{ code: number | null; json: Json }> {
  const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--hub-url', hubUrl, '--format', 'json', ...extra], {
    cwd: made.folder,
  });
  expect(ran.err).toBe('');
  return { code: ran.code, json: JSON.parse(ran.out) as Json };
}

describe('the demo pull request', () => {
  it('is blocked for the floating model, the license, the changed hash and the weights; the fine one is fine', async () => {
    const made = join(folder(), 'product');
    makeDemoRepository(made);
    const served = await hub(DEMO_REPOS);
    const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature/assistant', '--hub-url', served.url, '--format', 'json'], {
      cwd: made,
    });
    expect([ran.code, ran.err]).toEqual([1, '']);
    const { verdict } = JSON.parse(ran.out) as Json;
    expect(verdict.conclusion).toBe('block');
    const refused = verdict.findings
      .filter(({ blocks }) => blocks)
      .map(({ finding }) => `${finding.rule} ${finding.name}`)
      .sort();
    expect(refused).toEqual([
      'dependency/integrity-changed @huggingface/transformers',
      'license/denied lab/voice-nc',
      'model/provenance acme/support-llama',
      'model/provenance weights/classifier.safetensors',
    ]);
    expect(verdict.changes.find(({ identity }) => identity === 'pkg:huggingface/acme/ranker')?.type).toBe('changed');
    expect(verdict.findings.some(({ finding }) => finding.name === 'acme/ranker' && finding.rule.startsWith('model/'))).toBe(false);
    expect(verdict.findings.filter(({ finding }) => finding.name === 'acme/ner').every(({ status }) => status === 'existing')).toBe(true);
  });

  it('gives the same bytes again, also from saved evidence without a hub, and says that it replayed', async () => {
    const made = join(folder(), 'product');
    makeDemoRepository(made);
    const served = await hub(DEMO_REPOS);
    const evidence = join(folder(), 'evidence');
    const args = ['scan', '--ref', 'feature/assistant', '--hub-url', served.url, '--evidence', evidence, '--format', 'cyclonedx'];
    await weighbridge(args, { cwd: made });
    await served.close();
    const first = await weighbridge(args, { cwd: made });
    const second = await weighbridge(args, { cwd: made });
    expect(first.code).toBe(0);
    const stable = (text: string): string => text.replace(/"timestamp": "[^"]+"/g, '').replace(/"serialNumber": "[^"]+"/g, '');
    expect(stable(second.out)).toBe(stable(first.out));
    const comment = await weighbridge(
      ['check', '--base', 'main', '--head', 'feature/assistant', '--evidence', evidence, '--format', 'markdown'],
      { cwd: made },
    );
    expect(comment.out).toMatch(/saved answers/);
    expect(readFileSync(join(evidence, 'answers.json'), 'utf8')).not.toMatch(/authorization|bearer|\?/i);
    writeFileSync(join(evidence, 'answers.json'), readFileSync(join(evidence, 'answers.json'), 'utf8').replace('HTTP 200', 'HTTP 201'));
  });
});

describe('day one: nothing old is in the way', () => {
  it('30 floating loads and 2 gated models do not block; one more floating load is told with its edit', async () => {
    const made = repo();
    writeDayOne(made);
    const served = await hub(DAY_ONE_REPOS);
    const { code, json } = await checked(made, served.url);
    expect(code).toBe(0);
    expect(json.verdict.conclusion).toBe('warn');
    expect(json.verdict.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding.rule)).toEqual(['model/floating']);
    const comment = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--hub-url', served.url, '--format', 'markdown'], {
      cwd: made.folder,
    });
    expect(comment.out).toContain('Ready to merge');
    expect((await weighbridge([], { cwd: made.folder })).out.split('\n').length).toBeLessThanOrEqual(20);
  });

  it('an unrelated change is silent even when main moved on the hub between two runs', async () => {
    const made = repo();
    writeDayOne(made);
    made.checkout('main');
    made.git('branch', '-D', 'feature');
    made.branch('feature');
    made.write('README.md', 'words\n');
    made.commit();
    const served = await hub(DAY_ONE_REPOS);
    const before = await checked(made, served.url);
    served.set({ id: 'acme/model-3', commits: [commitOf(99), commitOf(3)], card: { license: 'cc-by-nc-4.0' } });
    const after = await checked(made, served.url);
    for (const { code, json } of [before, after]) {
      expect(code).toBe(0);
      expect(json.verdict.changes).toEqual([]);
      expect(json.verdict.findings.filter(({ status }) => status !== 'existing')).toEqual([]);
    }
  });
});

describe('hubs that do not answer', () => {
  it.each([
    ['500', 500, 'server-error'],
    ['a page instead of data', 'html', 'invalid'],
    ['half a JSON', 'garbage', 'invalid'],
    ['a closed connection', 'drop', 'unreachable'],
    ['a rate limit', 429, 'rate-limited'],
  ] as const)('%s: a new model is never green', async (_name, fault, reason) => {
    const made = repo();
    writeDayOne(made);
    const served = await hub(DAY_ONE_REPOS);
    served.fault('acme/model-28', fault);
    const { code, json } = await checked(made, served.url);
    expect(code).toBe(2);
    const incomplete = json.verdict.findings.filter(({ finding, blocks }) => blocks && finding.rule === 'verification/incomplete');
    expect(incomplete.map(({ finding }) => finding.gap).join(' ')).toContain(reason);
    expect(json.verdict.conclusion).toBe('wait');
  });

  it('offline: said in every format, and not green for what is new', async () => {
    const made = repo();
    writeDayOne(made);
    for (const format of ['terminal', 'markdown', 'html']) {
      const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--offline', '--format', format], {
        cwd: made.folder,
      });
      expect([ran.code, ran.err]).toEqual([2, '']);
      expect(ran.out).toMatch(/offline/);
      expect(ran.out).toMatch(/Could not check/);
    }
  });
});

describe('provenance that somebody tries to fake', () => {
  const GOOD = commitOf(1);
  const FORK = commitOf(2);
  async function verdictOf(code: string, repos: readonly FakeRepo[]): Promise<Json['verdict']> {
    const made = repo();
    made.write('a.py', 'x = 1\n');
    made.commit();
    made.branch('feature');
    made.write('b.py', `import os\nfrom transformers import AutoModel\n${code}\n`);
    made.commit();
    return (await checked(made, (await hub(repos)).url)).json.verdict;
  }
  const refused = (verdict: Json['verdict']): string[] =>
    [...new Set(verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.rule))].sort();
  const model: FakeRepo = { id: 'acme/a', commits: [GOOD], foreign: [FORK], card: { license: 'mit' } };

  it.each([
    ['a pinned commit of the branch', `AutoModel.from_pretrained("acme/a", revision="${GOOD}")`, [model], []],
    ['a commit of a fork (T7)', `AutoModel.from_pretrained("acme/a", revision="${FORK}")`, [model], ['model/foreign-commit']],
    ['a pull-request ref (T7)', 'AutoModel.from_pretrained("acme/a", revision="refs/pr/1")', [model], ['model/foreign-commit']],
    ['a source that does not exist', 'AutoModel.from_pretrained("acme/nobody")', [model], ['model/provenance']],
    [
      'an endpoint set by the tree (T9)',
      `os.environ["HF_ENDPOINT"] = "https://mirror.example"\nAutoModel.from_pretrained("acme/a", revision="${GOOD}")`,
      [model],
      ['model/source-redirected'],
    ],
    [
      'a name that moved to another owner',
      'AutoModel.from_pretrained("acme/a")',
      [
        { id: 'acme/a', commits: [], redirectTo: 'other/a' },
        { ...model, id: 'other/a' },
      ],
      ['model/redirected'],
    ],
  ] as const)('%s', async (_name, code, repos, rules) => {
    expect(refused(await verdictOf(code, [...repos]))).toEqual(rules);
  });

  it('a hub that names digests which do not belong to the commit', async () => {
    const lying: FakeRepo = { ...model, files: [{ path: 'model.safetensors', size: 10, sha256: 'a'.repeat(64), blobId: 'b'.repeat(40) }] };
    const verdict = await verdictOf(`AutoModel.from_pretrained("acme/a", revision="${GOOD}")`, [lying]);
    expect(verdict.conclusion).not.toBe('pass');
  });
});

describe('what a first user met', () => {
  it('a package from git is another source, and not the version of the registry beside it', async () => {
    const made = repo();
    made.write('requirements.txt', 'transformers==4.57.1\n');
    made.commit();
    made.branch('feature');
    made.write('requirements.txt', 'transformers==4.57.1\ntransformers @ git+https://github.com/huggingface/transformers\n');
    made.commit();
    const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--offline', '--format', 'json'], { cwd: made.folder });
    const bom = (JSON.parse(ran.out) as { bom: { components: { name: string; version: string | null; sightings: unknown[] }[] } }).bom;
    expect(bom.components.map(({ name, version, sightings }) => [name, version, sightings.length])).toEqual([
      ['transformers', null, 1],
      ['transformers', '4.57.1', 1],
    ]);
  });

  it('a reader that closes the pipe early changes nothing about the verdict', async () => {
    const made = repo();
    writeDayOne(made);
    const { execFileSync } = await import('node:child_process');
    const script = `"${process.execPath}" "${CLI}" scan --offline --format json -C "${made.folder}" | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    expect(
      execFileSync('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'pipe'] })
        .toString()
        .trim(),
    ).toBe('0');
  });

  it('in a subfolder the whole repository and its policy are meant', async () => {
    const made = repo();
    writeDayOne(made);
    made.write('.github/weighbridge.yml', 'version: 1\nmode: evaluate\n');
    const summary = await weighbridge([], { cwd: join(made.folder, 'service') });
    expect(summary.out).toContain('31 models');
    expect(summary.out).toContain('Policy found');
    const init = await weighbridge(['init', '--yes'], { cwd: join(made.folder, 'service') });
    expect([init.code, init.err]).toEqual([2, expect.stringMatching(/exists already/)]);
  });
});

/** Offline, nothing can be locked, pinned or declared at its commit: exit code and first line of the error. */
const WITHOUT_A_HUB: Readonly<Record<string, readonly [number, unknown]>> = {
  lock: [1, expect.not.stringMatching(/^weighbridge:/)],
  pin: [1, expect.not.stringMatching(/^weighbridge:/)],
  // A person has to say what is done for it; what the model of this repository comes under nobody says.
  license: [1, expect.not.stringMatching(/^weighbridge:/)],
  notice: [1, 'wrote 1 of 1 files into notices'],
  declare: [2, expect.stringMatching(/^weighbridge: hf:org\/name cannot be declared: the hub did not answer/)],
};

describe('help', () => {
  it('every example of every verb runs as printed', async () => {
    const made = repo();
    made.write('app.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/support-llama")\n');
    made.write('app/llm.py', `from transformers import AutoModel\n${'\n'.repeat(12)}AutoModel.from_pretrained(os.environ["MODEL_ID"])\n`);
    made.write('weighbridge.lock', '{ "formatVersion": 1, "entries": {} }\n');
    made.commit();
    made.branch('feature');
    made.write('models/ner/config.json', '{}');
    made.write(
      'keys/acme.key.pem',
      String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })),
    );
    const overview = await weighbridge(['--help']);
    const verbs = [...overview.out.matchAll(/^ {2}(\w+) {2}/gm)].map(([, verb]) => verb ?? '');
    expect(verbs.length).toBeGreaterThanOrEqual(6);
    for (const verb of verbs) {
      const help = await weighbridge([verb, '--help']);
      const example = /Example:\n {2}weighbridge (.+)\n/.exec(help.out)?.[1] ?? '';
      expect(example).not.toBe('');
      const ran = await weighbridgeProcess(example.split(' '), { cwd: made.folder });
      expect([verb, ran.code, ran.err.split('\n')[0]]).toEqual([
        verb,
        ...(WITHOUT_A_HUB[verb] ?? [0, expect.not.stringMatching(/^weighbridge:/)]),
      ]);
    }
  });
});
