import { stampedBy } from '../../../src/core/discover/stamped.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../src/core/io/evidence/gather.ts';
import { addressesIn } from '../../../src/core/io/net/settings.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import type { Fact, FileFacts, Tree } from '../../../src/core/model/index.ts';
import { pinTree } from '../../../src/core/verbs/pin-tree.ts';
import type { Ports } from '../../../src/core/ports/index.ts';
import { pythonDetector } from '../../../src/core/discover/languages/python/detector.ts';
import { factsOf } from '../../support/grammar.ts';
import { type FakeHub, startHub } from '../../hub-fake/index.ts';
import { COMMIT } from './pinning.ts';

const SOURCE = 'from transformers import AutoModel\na = AutoModel.from_pretrained("acme/a")\nb = AutoModel.from_pretrained("acme/a")\n';

const NOW = new Date('2026-11-24T12:00:00Z');
let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({ repos: [{ id: 'acme/a', commits: [COMMIT] }] });
});
afterAll(() => hub.close());

/** `spoil`: what a reader of the edited file would see instead. */
function ports(spoil: (facts: readonly Fact[], text: string) => readonly Fact[]): Ports {
  const evidence = createEvidence();
  return {
    evidence,
    now: NOW,
    progress: () => {},
    log: () => {},
    async gather(questions) {
      const settings = {
        addresses: addressesIn({ hubUrl: hub.url, token: null }),
        offline: false,
        now: () => NOW,
        sleep: () => Promise.resolve(),
        random: () => 0.5,
      };
      await gather(questions, evidence, settings);
    },
    async extract(tree: Tree, entries) {
      const files = new Map<string, FileFacts>();
      for (const entry of entries) {
        const read = await tree.read(entry, 1000);
        const text = read.state === 'ok' ? Buffer.from(read.bytes).toString() : '';
        files.set(entry.path, {
          blob: entry.id,
          depth: 'full',
          facts: stampedBy(pythonDetector, spoil(await factsOf(pythonDetector, text, 'full'), text)),
        });
      }
      return files;
    },
  };
}

it('gives the edits of a tree, and what it was before', async () => {
  const made = await pinTree(
    memoryTree({ 'a.py': SOURCE }),
    { name: 'x', version: null },
    [],
    ports((facts) => facts),
  );
  const after = SOURCE.replaceAll('"acme/a"', `"acme/a", revision="${COMMIT}"`);
  expect(made).toMatchObject({ files: [{ path: 'a.py', before: SOURCE, after }], notPinned: [] });
});

it('a file that does not read as meant once it is edited is left alone, all of it', async () => {
  const broken = ports((facts, text) => (text.includes(COMMIT) ? facts.filter((fact) => fact.kind !== 'load' || fact.line !== 2) : facts));
  const made = await pinTree(memoryTree({ 'a.py': SOURCE }), { name: 'x', version: null }, [], broken);
  expect(made.files).toEqual([]);
  expect(made.notPinned.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 not-confirmed', '3 not-confirmed']);
});
