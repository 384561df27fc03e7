import { afterEach, describe, expect, it } from 'vitest';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { weighbridge } from '../support/cli.ts';
import { commitOf } from '../support/day-one.ts';
import { makeRepository } from '../support/repo.ts';

const GOOD = commitOf(1);
const MODEL: FakeRepo = { id: 'acme/a', commits: [GOOD], card: { license: 'mit' } };
const PINNED = `from transformers import AutoModel\nAutoModel.from_pretrained("acme/a", revision="${GOOD}")\n`;
const FLOATING = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';
const POLICY = 'version: 1\nproduct: { use: [commercial] }\nrules:\n  model/provenance: { level: block, require: pinned }\n';

let hub: FakeHub | null = null;
const disposals: (() => void)[] = [];
afterEach(async () => {
  await hub?.close();
  hub = null;
  for (const dispose of disposals.splice(0)) dispose();
});

async function refused(
  base: Record<string, string>,
  head: Record<string, string>,
  repos: readonly FakeRepo[],
): Promise<{ code: number | null; rules: string[] }> {
  const made = makeRepository();
  disposals.push(() => made.dispose());
  for (const [path, content] of Object.entries({ '.github/weighbridge.yml': POLICY, ...base })) made.write(path, content);
  made.commit();
  made.branch('feature');
  for (const [path, content] of Object.entries(head)) made.write(path, content);
  made.commit();
  hub = await startHub({ repos });
  const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--hub-url', hub.url, '--format', 'json'], {
    cwd: made.folder,
  });
  const { verdict } = JSON.parse(ran.out) as { verdict: { findings: { blocks: boolean; finding: { rule: string } }[] } };
  return { code: ran.code, rules: [...new Set(verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.rule))].sort() };
}

function notebook(code: string): string {
  return JSON.stringify({
    cells: [{ cell_type: 'code', source: code, metadata: {}, outputs: [], execution_count: null }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}
const lock = (integrity: string): string =>
  JSON.stringify(
    {
      lockfileVersion: 3,
      packages: { '': { name: 'p' }, 'node_modules/openai': { version: '5.0.0', resolved: 'https://r.example/o.tgz', integrity } },
    },
    null,
    1,
  );
const uv = (version: string, hash: string): string =>
  `version = 1\n[[package]]\nname = "openai"\nversion = "${version}"\nsource = { registry = "https://r.example/simple" }\nsdist = { url = "https://r.example/o.tar.gz", hash = "sha256:${hash.repeat(64)}" }\n`;
const sha512 = (byte: number): string => `sha512-${Buffer.alloc(64, byte).toString('base64')}`;

describe('what a review got past the check, against the bundled program', () => {
  it('the control: a pinned model of an honest hub passes', async () => {
    expect(await refused({}, { 'a.py': PINNED }, [MODEL])).toEqual({ code: 0, rules: [] });
  });

  it.each<[string, Record<string, string>, Record<string, string>, readonly FakeRepo[], string]>([
    ['a load in a notebook', {}, { 'a.ipynb': notebook(FLOATING) }, [MODEL], 'model/provenance'],
    ['a load in an old-style suffix', {}, { 'a.pyw': FLOATING }, [MODEL], 'model/provenance'],
    ['a folder of the same name', {}, { 'a.py': FLOATING, 'acme/a/.keep': '' }, [MODEL], 'model/provenance'],
    [
      'an adapter without a declared base',
      {},
      { 'a.py': PINNED },
      [{ ...MODEL, files: [{ path: 'adapter_config.json', size: 9 }] }],
      'model/provenance',
    ],
    [
      'a license at the end of a long list',
      {},
      { 'a.py': PINNED },
      [{ ...MODEL, card: { license: [...Array.from({ length: 22 }, (_, index) => `bsd-${index}`), 'cc-by-nc-4.0'] } }],
      'license/denied',
    ],
    [
      'the same version in another spelling',
      { 'uv.lock': uv('1.0.0', 'a') },
      { 'uv.lock': uv('1.0', 'b') },
      [MODEL],
      'dependency/integrity-changed',
    ],
    [
      'a second hash beside the first',
      { 'package-lock.json': lock(sha512(1)) },
      { 'package-lock.json': lock(`${sha512(1)} ${sha512(2)}`) },
      [MODEL],
      'dependency/integrity-changed',
    ],
  ])('%s', async (_name, base, head, repos, rule) => {
    const { code, rules } = await refused(base, head, repos);
    expect(code).toBe(1);
    expect(rules).toContain(rule);
  });
});
