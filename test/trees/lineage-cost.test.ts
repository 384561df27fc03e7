/** What only suggests what a model was made from, and what it costs to follow a lineage: in questions, not in time (T11, T32). */
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/core/policy/rules/index.ts';
import { startOci } from '../oci-fake/index.ts';
import { ancestorIn, componentIn, loading, model, stepsOf, tracing } from '../support/lineage.ts';

const trace = tracing();
const CODE = { 'app/a.py': loading('acme/ner') };

describe('hints (T11)', () => {
  it('a configuration that names another model, where the card says nothing', async () => {
    const result = await trace.check(
      [model('acme/ner', {}, { config: { _name_or_path: 'bert/base' } }), model('bert/base', { license: 'mit' })],
      CODE,
    );
    expect(stepsOf(result)).toEqual(['hf:acme/ner base hint hf:bert/base']);
  });

  it.each([
    ['a path', '/tmp/out'],
    ['itself', 'acme/ner'],
    ['a name that nobody has', 'output'],
  ])('%s suggests nothing', async (_, name) => {
    const result = await trace.check([model('acme/ner', {}, { config: { _name_or_path: name } })], CODE);
    expect(componentIn(result).lineage).toBeUndefined();
  });

  it('what the card states needs no hint', async () => {
    const result = await trace.check([model('acme/ner', { base_model: 'a/b' }, { config: { _name_or_path: 'a/b' } })], CODE);
    expect(stepsOf(result)).toEqual(['hf:acme/ner base card hf:a/b']);
  });

  it('the weights of another model, at no further question', async () => {
    const files = [{ path: 'model.safetensors', size: 1000, sha256: 'ab'.repeat(32) }];
    const result = await trace.check(
      [model('acme/ner', { license: 'mit' }, { files }), model('meta/llama', { license: 'llama3.1' }, { files })],
      { 'app/a.py': loading('acme/ner', 'meta/llama') },
    );
    expect(stepsOf(result)).toEqual(['hf:acme/ner base hint hf:meta/llama']);
    expect(ancestorIn(result, 'hf:meta/llama').claims).toMatchObject([{ text: 'llama3.1' }]);
    expect(trace.listings()).toEqual(['models/acme/ner', 'models/meta/llama']);
  });
});

describe('what it costs', () => {
  const repos = [
    model('acme/ner', { base_model: 'a/b' }),
    model('a/b', { base_model: 'c/d', datasets: ['e/data'] }),
    model('c/d', { license: 'mit' }),
    { ...model('e/data', { license: 'cc-by-nc-4.0' }), kind: 'datasets' as const },
  ];

  it('a fine-tune with three ancestors: three listings more', async () => {
    const result = await trace.check(repos, CODE);
    expect(componentIn(result).lineage?.ancestors).toHaveLength(3);
    expect(trace.listings()).toEqual(['datasets/e/data', 'models/a/b', 'models/acme/ner', 'models/c/d']);
  });

  it('an unrelated change asks about no ancestor', async () => {
    const result = await trace.check(repos, { 'app/b.py': 'x = 1\n', 'app/a.py': `\n\n${CODE['app/a.py']}` }, CODE);
    expect(trace.listings()).toEqual(['models/acme/ner']);
    expect(componentIn(result).lineage).toBeUndefined();
    expect(result.verdict.changes).toEqual([]);
  });

  it('where no rule wants a license, nobody is asked', async () => {
    const policy = `version: 1\nrules: { ${rules.flatMap(({ id, topics }) => (topics.includes('license') ? [`${id}: off`] : [])).join(', ')} }\n`;
    const result = await trace.check(repos, CODE, undefined, { policy });
    expect(trace.listings()).toEqual(['models/acme/ner']);
    expect(componentIn(result).lineage).toBeUndefined();
  });

  it('both sides share one answer, and what moved in the world is no change', async () => {
    const result = await trace.check(repos, { 'app/b.py': loading('acme/ner') }, CODE);
    const [moved] = result.verdict.changes;
    expect(moved?.base[0]?.lineage).toEqual(moved?.head[0]?.lineage);
    expect(moved?.head[0]?.lineage?.ancestors).toHaveLength(3);
    expect(moved?.aspects).toEqual(['places']);
  });
});

it('an ancestor on another host is asked about there, and never on the hub (T37)', async () => {
  const registry = await startOci();
  try {
    const text = 'LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\n';
    const layer = (mediaType: string, content: string) => ({
      mediaType,
      digest: registry.blob('library/llama3.2', content),
      size: content.length,
    });
    registry.push(
      'library/llama3.2',
      {
        schemaVersion: 2,
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: layer('application/vnd.docker.container.image.v1+json', '{"model_family":"llama"}'),
        layers: [layer('application/vnd.ollama.image.model', 'GGUF'), layer('application/vnd.ollama.image.license', text)],
      },
      'latest',
    );
    const repos = [model('acme/ner', { base_model: 'https://ollama.com/library/llama3.2' }), model('library/llama3.2', { license: 'mit' })];
    const result = await trace.check(repos, CODE, undefined, { registries: registry.environment });
    expect(ancestorIn(result, 'ollama:llama3.2')).toMatchObject({ unresolved: null, claims: [{ name: text.trim() }] });
    expect(trace.listings()).toEqual(['models/acme/ner']);
  } finally {
    await registry.close();
  }
});
