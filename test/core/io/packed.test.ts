import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../src/core/discover/languages/python/detector.ts';
import { decodeFacts, encodeFacts } from '../../../src/core/io/extract/fact-codec.ts';
import { pack, unpack } from '../../../src/core/io/extract/packed.ts';
import type { Stamped } from '../../../src/core/model/index.ts';
import { factsOf } from '../../support/grammar.ts';

const CODE =
  'from transformers import AutoModel\nM = {"__proto__": "org/a", "b": ["\\ud800", None]}\ndef f(m=M):\n    return AutoModel.from_pretrained(m)\nf("org/b")\n';

describe('scopes travel packed', () => {
  it('and say the same when somebody looks', async () => {
    const facts = await factsOf(pythonDetector, CODE);
    expect(facts.map(({ kind }) => kind)).toContain('scopes');
    expect(facts.map(pack).map(unpack)).toEqual(facts);
    expect(facts.map((fact) => ({ ...unpack(pack(fact)) }))).toEqual(facts);
  });

  it('a cache keeps them as they came, opened or not, with their detector', async () => {
    const facts = (await factsOf(pythonDetector, CODE)).map((fact): Stamped => Object.assign(unpack(pack(fact)), { detector: 'python' }));
    const closed = JSON.stringify(encodeFacts(facts));
    expect(facts.flatMap((fact) => (fact.kind === 'scopes' ? fact.scopes : [])).length).toBeGreaterThan(0);
    expect(JSON.stringify(encodeFacts(facts))).toBe(closed);
    expect(decodeFacts(JSON.parse(closed) as unknown[])).toEqual(facts);
  });
});
