import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BomComponent, HubFacts, LoadSighting, WeightsFact } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { modelFormat } from '../../../../src/core/policy/rules/model-format.ts';
import type { Rule } from '../../../../src/core/policy/rule.ts';
import { sightingOf, weightsSightingOf } from '../../../support/build.ts';
import { bom, hub, model, NOW } from '../support.ts';

function drafts(components: readonly BomComponent[], options: Record<string, unknown> = {}) {
  const rule = modelFormat as Rule;
  const context = { policy: baseline([rule]), bom: bom(...components), changes: [], policyChanges: [], now: NOW };
  return rule.judge(context, rule.options.parse(options));
}
const gaps = (component: BomComponent, options: Record<string, unknown> = {}): string[] =>
  drafts([component], options).map(({ gap, scope }) => (scope === 'product' ? gap : `${gap} ${scope}`));

function committed(weights: Partial<WeightsFact>, path = 'models/x.bin'): BomComponent {
  const fact: WeightsFact = {
    kind: 'weights',
    format: 'pickle',
    pointer: false,
    sha256: null,
    size: 9,
    runsCode: true,
    metadata: {},
    line: 1,
    column: 1,
    ...weights,
  };
  return {
    ...model('hf:acme/x', []),
    hub: null,
    name: path,
    sightings: [weightsSightingOf('hf:acme/x', { place: { path, line: 1, column: 9 }, weights: fact })],
  };
}

describe('model/format: weights in the tree, by content', () => {
  it.each<[string, Partial<WeightsFact>, Record<string, unknown>, string[]]>([
    ['a pickle', {}, {}, ['format:pickle']],
    ['a torch archive', { format: 'torch-zip' }, {}, ['format:torch-zip']],
    ['who denies pickle means torch archives', { format: 'torch-zip' }, { deny: ['pickle'] }, ['format:torch-zip']],
    ['Keras', { format: 'keras-zip' }, {}, ['format:keras-zip']],
    ['HDF5', { format: 'hdf5' }, { deny: ['pickle'] }, []],
    ['HDF5 by default', { format: 'hdf5' }, {}, ['format:hdf5']],
    ['an array of numbers', { format: 'numpy', runsCode: false }, {}, []],
    ['an array of objects is a pickle', { format: 'numpy' }, {}, ['format:pickle']],
    ['a torch model archive', { format: 'unknown', metadata: { container: 'torch-model-archive' } }, {}, ['format:torch-zip']],
    [
      'a SavedModel, on demand',
      { format: 'unknown', metadata: { container: 'tensorflow-saved-model' } },
      { deny: ['saved-model'] },
      ['format:saved-model'],
    ],
    ['safetensors', { format: 'safetensors', runsCode: false }, {}, []],
    ['GGUF, on demand', { format: 'gguf', runsCode: false }, { deny: ['gguf'] }, ['format:gguf']],
    ['nothing denied', {}, { deny: [] }, []],
  ])('%s', (_name, weights, options, expected) => {
    expect(gaps(committed(weights), options)).toEqual(expected);
  });

  it('the name does not matter, but for a pointer it is all there is', () => {
    expect(gaps(committed({}, 'model.safetensors'))).toEqual(['format:pickle']);
    expect(gaps(committed({ format: 'unknown', pointer: true, runsCode: false }, 'model.pkl'))).toEqual(['pointer:pickle']);
    expect(gaps(committed({ format: 'unknown', pointer: true, runsCode: false }, 'model.safetensors'))).toEqual([]);
  });

  it('says what the header shows', () => {
    const [draft] = drafts([committed({ metadata: { 'pickle.globals': 'builtins.eval, os.system', 'pickle.protocol': '4' } })]);
    expect(draft?.reason).toBe(
      'a pickle file (pickle.globals: builtins.eval, os.system; pickle.protocol: 4): loading it can run any code that its author put in',
    );
  });
});

const listed = (...paths: string[]): HubFacts => hub({ files: paths.map((path) => ({ path, size: 1, hashes: [] })) });
function load(api: string, facts: HubFacts | null, input: Partial<LoadSighting> = {}): BomComponent {
  return { ...model('hf:acme/x', [], { hub: facts }), sightings: [sightingOf('hf:acme/x', { ...input, api })] };
}
const AUTO = 'AutoModel.from_pretrained';

describe('model/format: models of the hub, by the files that a load takes', () => {
  it.each<[string, BomComponent, string[]]>([
    ['only PyTorch files', load(AUTO, listed('config.json', 'pytorch_model.bin')), ['hub:pickle']],
    [
      'in shards',
      load(AUTO, listed('pytorch_model-00001-of-00002.bin', 'pytorch_model-00002-of-00002.bin', 'pytorch_model.bin.index.json')),
      ['hub:pickle'],
    ],
    ['safetensors beside them', load(AUTO, listed('pytorch_model.bin', 'model.safetensors')), []],
    ['only safetensors', load(AUTO, listed('model.safetensors')), []],
    [
      'safetensors in a folder that the load does not take',
      load(AUTO, listed('pytorch_model.bin', 'other/model.safetensors')),
      ['hub:pickle'],
    ],
    ['an export beside them', load(AUTO, listed('pytorch_model.bin', 'onnx/model.onnx')), ['hub:pickle']],
    ['only Keras files', load(AUTO, listed('tf_model.h5')), ['hub:hdf5']],
    ['Keras beside PyTorch', load(AUTO, listed('tf_model.h5', 'pytorch_model.bin')), ['hub:pickle']],
    ['Keras for a TF class', load('TFAutoModel.from_pretrained', listed('tf_model.h5', 'pytorch_model.bin')), ['hub:hdf5']],
    ['what training left', load(AUTO, listed('optimizer.pt', 'training_args.bin', 'rng_state.pth')), []],
    ['CTranslate2', load('WhisperModel', listed('model.bin', 'config.json')), []],
    ['GGUF', load('LLM', listed('x.gguf', 'ggml-model.bin')), []],
    ['an adapter', load('PeftModel.from_pretrained', listed('adapter_config.json', 'adapter_model.bin')), ['hub:pickle']],
    [
      'one part of a pipeline',
      load(
        'DiffusionPipeline.from_pretrained',
        listed('model_index.json', 'unet/diffusion_pytorch_model.bin', 'vae/diffusion_pytorch_model.safetensors'),
      ),
      ['hub:pickle'],
    ],
    [
      'all parts are safe',
      load(
        'DiffusionPipeline.from_pretrained',
        listed('model_index.json', 'unet/diffusion_pytorch_model.safetensors', 'unet/diffusion_pytorch_model.bin'),
      ),
      [],
    ],
    [
      'a module of a sentence transformer',
      load('SentenceTransformer', listed('modules.json', 'model.safetensors', '2_Dense/pytorch_model.bin')),
      ['hub:pickle'],
    ],
    ['one file, of only pickles', load('hf_hub_download', listed('a/x.pt', 'b/y.pkl')), ['hub:pickle']],
    ['one file, which may be another', load('hf_hub_download', listed('a/x.pt', 'b/y.safetensors')), []],
    ['no weights at all', load(AUTO, listed('README.md')), []],
    ['nobody answered', load(AUTO, null), []],
    ['the hub speaks of another repository', load(AUTO, { ...listed('pytorch_model.bin'), redirectedTo: 'other/x' }), []],
    ['another server answers', load(AUTO, listed('pytorch_model.bin'), { endpoint: 'https://m.example' }), []],
    ['a test', load(AUTO, listed('pytorch_model.bin'), { scope: 'test' }), ['hub:pickle test']],
    ['a dataset', { ...load('load_dataset', listed('x.pkl')), kind: 'dataset' }, []],
  ])('%s', (_name, component, expected) => {
    expect(gaps(component)).toEqual(expected);
  });

  it('any listing gives an answer of bounded length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('modules.json', '__proto__', '/', 'a/b.pt')), { maxLength: 20 }),
        (paths) => {
          for (const { gap, reason, fix } of drafts([load(AUTO, listed(...paths))]))
            expect([gap.length < 60, reason.length < 300, fix.title.length <= 80]).toEqual([true, true, true]);
        },
      ),
    );
  });
});

describe('model/format: layers', () => {
  it('deny lists unite, and no layer takes one away (T24)', () => {
    expect(modelFormat.tighten?.({ deny: ['pickle'] }, { deny: ['keras'] })).toEqual({ deny: ['pickle', 'keras'] });
    expect(modelFormat.tighten?.({ deny: ['pickle'] }, { deny: [] })).toEqual({ deny: ['pickle'] });
    expect(modelFormat.everywhere).toBe(true);
  });
});
