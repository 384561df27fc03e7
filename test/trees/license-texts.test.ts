/** License texts at the pinned revisions of a hub: what a pull request is told about them (T11). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import type { FakeFile } from '../hub-fake/repo.ts';
import { checking } from '../support/checking.ts';
import { commitOf } from '../support/day-one.ts';
import { madeUpTerms } from '../support/made-up-licenses.ts';

const doors = checking();
let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const APACHE = readFileSync(join(import.meta.dirname, '../../LICENSE'), 'utf8');
const MODIFIED = `${APACHE}\nCommercial use needs a written agreement.\n`;
const POLICY = 'version: 1\nproduct: { use: [commercial, saas] }\n';

function text(content: string, path = 'LICENSE'): FakeFile {
  return { path, size: Buffer.byteLength(content), text: content };
}

function load(at: number): Record<string, string> {
  return { 'app.py': `from transformers import AutoModel\nAutoModel.from_pretrained("acme/ner", revision="${commitOf(at)}")\n` };
}

/** Newest first: revision 2 after revision 1. */
function repo(one: Pick<FakeRepo, 'card' | 'files'>, two: Pick<FakeRepo, 'card' | 'files'> = one): FakeRepo {
  return { id: 'acme/ner', commits: [commitOf(2), commitOf(1)], at: { [commitOf(1)]: one, [commitOf(2)]: two } };
}

async function run(from: Record<string, string>, to: Record<string, string>, repos: readonly FakeRepo[]): Promise<CheckResult> {
  hub = await startHub({ repos });
  return doors.check({ 'README.md': 'x', ...from }, to, { policy: POLICY, hub: hub.url });
}

function licenses({ verdict }: CheckResult): string[] {
  return verdict.findings
    .filter(({ finding, status }) => finding.rule.startsWith('license/') && status !== 'existing' && status !== 'fixed')
    .map(({ finding, status }) => `${status} ${finding.rule}: ${finding.reason}`)
    .sort();
}

const card = { license: 'apache-2.0' };

describe('a model that a change adds', () => {
  it('whose text is what its card says', async () => {
    expect(licenses(await run({}, load(1), [repo({ card, files: [text(APACHE)] })]))).toEqual([]);
  });

  it('whose text is a modified one under the tag of the original', async () => {
    expect(licenses(await run({}, load(1), [repo({ card, files: [text(MODIFIED)] })]))).toEqual([
      'new license/text-mismatch: LICENSE holds terms besides a license that is known, near to Apache-2.0, the card says Apache-2.0: until that is settled all of it applies',
      'new license/unknown: nobody can say what its terms are (not recognized: LICENSE, terms besides a license that is known, near to Apache-2.0)',
    ]);
  });

  it('whose prompt forbids what its card allows', async () => {
    const prompt = { ...card, extra_gated_prompt: '# CC-BY-NC-4.0\n' };
    const found = await run({}, load(1), [repo({ card: prompt, files: [] })]);
    expect(licenses(found)).toEqual([
      'new license/denied: CC-BY-NC-4.0 forbids commercial use, and the product is commercial',
      'new license/text-mismatch: the prompt that people accept says CC-BY-NC-4.0, the card says Apache-2.0: until that is settled all of it applies',
    ]);
    expect(found.verdict.conclusion).toBe('block');
  });

  it('whose text the hub does not give: the answer is missing, and not "no text"', async () => {
    hub = await startHub({ repos: [repo({ card, files: [text(MODIFIED)] })] });
    hub.fault('/raw/', 500);
    const { verdict } = await doors.check({ 'README.md': 'x' }, load(1), { policy: POLICY, hub: hub.url });
    expect(verdict.findings.map(({ finding, blocks }) => `${blocks ? '!' : ''}${finding.rule}`)).toContain('!verification/incomplete');
  });
});

describe('a model that a change moves to another revision', () => {
  it('with other terms is told what they change', async () => {
    const two = { card: { license: 'cc-by-nc-4.0' }, files: [] };
    expect(licenses(await run(load(1), load(2), [repo({ card, files: [text(APACHE)] }, two)]))).toEqual([
      'new license/changed: Apache-2.0 before, CC-BY-NC-4.0 now: it now forbids commercial use',
      'new license/denied: CC-BY-NC-4.0 forbids commercial use, and the product is commercial',
    ]);
  });

  it('with other words in a text that nobody knows', async () => {
    const files = [[text(madeUpTerms(1))], [text(madeUpTerms(2))]] as const;
    const found = await run(load(1), load(2), [repo({ card: {}, files: files[0] }, { card: {}, files: files[1] })]);
    expect(licenses(found).filter((one) => one.includes('changed'))).toEqual([
      'new license/changed: LICENSE has other words than before, and they are those of no license that is known',
    ]);
  });

  it('with the same text is told nothing', async () => {
    expect(licenses(await run(load(1), load(2), [repo({ card, files: [text(APACHE)] })]))).toEqual([]);
  });
});
