import { describe, expect, it } from 'vitest';
import { modelfileDetector } from '../../../../src/core/discover/configs/modelfile.ts';
import { factsOf } from '../facts.ts';
import { told } from '../linking.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('models that a local server gets by name', () => {
  it.each<[string, string, string, string[]]>([
    ['a Modelfile', 'Modelfile', 'FROM llama3.2:3b\nPARAMETER temperature 1\n', ['ollama:llama3.2@3b literal Modelfile:1']],
    [
      'one of the hub',
      'models/a.modelfile',
      '# FROM x\nfrom hf.co/org/name-gguf:Q4_K_M\n',
      ['hf:org/name-gguf literal models/a.modelfile:2'],
    ],
    ['a digest', 'Modelfile.prod', `FROM llama3.2@${DIGEST}\n`, [`ollama:llama3.2@${DIGEST} literal Modelfile.prod:1`]],
    [
      'an adapter',
      'Modelfile',
      'FROM owner/base\nADAPTER ./lora.gguf\nADAPTER owner/lora\n',
      ['ollama:owner/base literal Modelfile:1', 'ollama:owner/lora literal Modelfile:3'],
    ],
    ['a file beside it', 'Modelfile', 'FROM ./model.gguf\nFROM model.gguf\n', []],
    [
      'a model of a service',
      'compose.yaml',
      'services:\n  a:\n    models: [llm]\nmodels:\n  llm:\n    model: ai/smollm2:360M\n',
      ['oci:ai/smollm2@360M literal compose.yaml:6'],
    ],
    [
      'one of the hub',
      'compose.yaml',
      'services:\n  a: {}\nmodels:\n  llm:\n    model: hf.co/org/name-gguf\n',
      ['hf:org/name-gguf literal compose.yaml:5'],
    ],
    [
      'a provider',
      'compose.yaml',
      'services:\n  a:\n    provider:\n      type: model\n      options:\n        model: ai/gemma3\n',
      ['oci:ai/gemma3 literal compose.yaml:6'],
    ],
    ['docker model pull', 'a.sh', 'docker model pull ai/smollm2:latest\n', ['oci:ai/smollm2@latest literal a.sh:1']],
    ['docker model run', 'a.sh', 'docker model run hf.co/org/name-gguf "hello"\n', ['hf:org/name-gguf literal a.sh:1']],
  ])('%s in %s', async (_, path, text, expected) => {
    expect(await told({ [path]: text })).toEqual(expected);
  });

  it.each(['FROM '.repeat(100_000), `FROM ${'a/'.repeat(100_000)}`, 'FROM a\n'.repeat(50_000), `${'\t'.repeat(100_000)}FROM a`])(
    'is read within its limits',
    (text) => {
      expect(factsOf(modelfileDetector, text).length).toBeLessThanOrEqual(20_001);
    },
  );
});
