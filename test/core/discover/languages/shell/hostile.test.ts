import { describe, expect, it } from 'vitest';
import { dockerfileDetector } from '../../../../../src/core/discover/configs/dockerfile/index.ts';
import { yamlDetector } from '../../../../../src/core/discover/configs/yaml/index.ts';
import { factsOf } from '../../facts.ts';
import { linked } from '../../linking.ts';

const isLimit = (fact: { readonly kind: string; readonly code?: string }): boolean => fact.kind === 'problem' && fact.code === 'limit';

/** A quarter of a megabyte of each: none costs more than its length, or the limit that it meets is said (T39). */
describe('hostile commands', () => {
  it.each<[string, string]>([
    ['modules of one command', `RUN vllm serve org/a --lora-modules ${'a=b/c '.repeat(40_000)}`],
    ['options of one command', `RUN vllm serve org/a ${'--tokenizer b/c '.repeat(15_000)}`],
    ['models of one command', `RUN vllm serve org/a ${'--model b/c '.repeat(20_000)}`],
    ['JSON in JSON', `RUN vllm serve org/a --speculative-config '${'{"model":'.repeat(2_000)}1${'}'.repeat(2_000)}'`],
    ['a variable of many words', `ENV A="${'x '.repeat(1_500)}"\nRUN ${'vllm serve $A $A $A;'.repeat(10_000)}`],
    ['a variable of variables', `ENV A="--model org/a"\n${'ENV A="$A $A"\n'.repeat(200)}RUN vllm serve $A`],
    ['fallbacks in fallbacks', `RUN hf download ${'${A:-'.repeat(37_500)}x`],
    ['fallbacks beside each other', `RUN hf download ${'${A:-${B:-c}}'.repeat(17_500)}`],
    ['scripts in scripts', `RUN ${'sh -c "'.repeat(25_000)}hf download org/a`],
    ['evaluations', `RUN ${'eval '.repeat(37_500)}hf download org/a`],
    ['here-documents without an end', `RUN <<X\n${'a <<E\n'.repeat(35_000)}\nX\n`],
    ['here-documents', `RUN <<X\n${'a <<E\nE\n'.repeat(25_000)}\nX\n`],
    ['here-documents of one line', `COPY ${'<<E '.repeat(50_000)}/x\n${'E\n'.repeat(1_000)}`],
    ['entrypoints', 'ENTRYPOINT ["vllm", "serve"]\nCMD ["org/a"]\n'.repeat(2_400)],
    ['a long line', `RUN ${'a'.repeat(250_000)} && hf download org/a`],
    ['NULs', `RUN hf download org/a${'\0'.repeat(125_000)}`],
  ])('%s', (_name, text) => {
    const facts = factsOf(dockerfileDetector, `FROM x\n${text}\n`);
    expect(facts.length).toBeLessThan(5_100);
    expect(facts.length === 0 || facts.some((fact) => fact.kind === 'load' || isLimit(fact))).toBe(true);
  });

  it.each<[string, string]>([
    ['keys', `base_model: org/a\n${Array.from({ length: 5_000 }, (_, index) => `k${index}: org/b\n`).join('')}`],
    ['models under one key', `base_models: [${'org/a, '.repeat(5_000)}]\n`],
    ['one key many times', 'base_model: org/a\n'.repeat(3_750)],
    ['revisions', `base_model: org/a\n${'revision: v1\n'.repeat(3_750)}`],
    ['variables', `env: {${'M: org/a, '.repeat(3_750)}}\nrun: hf download $M\n`],
    ['a long scalar', `base_model: org/a\nx: ${'a'.repeat(225_000)}\n`],
    ['aliases of one list', `x: &x [${'hf list, '.repeat(1_000)}]\ny: {base_model: org/a, run: [${'*x, '.repeat(1_000)}]}\n`],
    ['a script of blank lines', `base_model: org/a\nx: |\n${'\n'.repeat(5_000)}  # a\n  b\ny: "${'\\n'.repeat(5_000)}x"\n`],
    ['templates', `${'{{- if a\n'.repeat(25_000)}base_model: org/a\n`],
  ])('YAML: %s', (_name, text) => {
    const facts = factsOf(yamlDetector, text);
    expect(facts.length).toBeLessThan(5_100);
    expect(facts.some((fact) => fact.kind === 'load' || fact.kind === 'problem')).toBe(true);
  });

  it('Python code in thirty thousand commands', async () => {
    const { problems } = await linked({ Dockerfile: `RUN ${"python -c 'from_pretrained(1)';".repeat(30_000)}\n` });
    expect(problems).toMatchObject([{ code: 'limit' }]);
  });
});
