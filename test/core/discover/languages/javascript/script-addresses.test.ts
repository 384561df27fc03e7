import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

async function fetched(code: string): Promise<string[]> {
  return (await told({ 'src/a.ts': `${code}\n` })).map((one) => one.replace(' src/a.ts', ''));
}

describe('addresses of model files', () => {
  test.each<[title: string, code: string, found: string]>([
    [
      'in options of a task',
      "await Task.createFromOptions(vision, { baseOptions: { modelAssetPath: 'https://storage.googleapis.com/mediapipe-models/hand/1/hand.task' } });",
      'url:https://storage.googleapis.com/mediapipe-models/hand/1/hand.task literal:1',
    ],
    ['with a query', "const url = 'https://cdn.acme.net/detector.onnx?v=1';", 'url:https://cdn.acme.net/detector.onnx literal:1'],
    ['a sound of a data set', "const url = 'https://huggingface.co/datasets/acme/sounds/resolve/main/a.wav';", 'hf:acme/sounds literal:1'],
    ['of the hub', "fetch('https://huggingface.co/acme/ner/resolve/main/a.onnx');", 'hf:acme/ner@main literal:1'],
  ])('%s', async (_, code, found) => {
    expect((await fetched(code)).map((one) => one.replace(/\?v=1|@main/, ''))).toEqual([found.replace('@main', '')]);
  });

  test.each<[title: string, code: string, found: string[]]>([
    [
      'without a suffix, where a runtime loads it',
      "import * as ort from 'onnxruntime-web';\nawait ort.InferenceSession.create('https://cdn.acme.net/latest');",
      ['url:https://cdn.acme.net/latest literal:2'],
    ],
    [
      'in parts',
      "import * as tf from '@tensorflow/tfjs';\nawait tf.loadGraphModel('https://cdn.acme.net/m/model.json');",
      ['url:https://cdn.acme.net/m/model.json literal:2'],
    ],
    [
      'with a suffix, which is found as such',
      "import * as ort from 'onnxruntime-web';\nawait ort.InferenceSession.create('https://cdn.acme.net/a.onnx');",
      ['url:https://cdn.acme.net/a.onnx literal:2'],
    ],
    ['of this machine', "import * as tf from '@tensorflow/tfjs';\nawait tf.loadGraphModel('http://localhost:8000/model.json');", []],
  ])('of any other server: %s', async (_, code, found) => {
    expect(await fetched(code)).toEqual(found);
  });

  test.each([
    ['on the hub', '"https://huggingface.co/" + name + "/resolve/main/a.onnx"', 'hf:evil/x@main literal:2'],
    ['on the hub, in a template', '`https://huggingface.co/${name}/resolve/main/a.onnx`', 'hf:evil/x@main literal:2'],
    ['of texts alone', '"https://huggingface.co/" + "evil/x" + "/resolve/main/a.onnx"', 'hf:evil/x@main literal:1'],
    ['anywhere', '"https://cdn.acme.net/" + name + "/a.onnx"', 'url:https://cdn.acme.net/evil/x/a.onnx literal:2'],
    ['anywhere, in a template', '`https://cdn.acme.net/${name}/a.onnx`', 'url:https://cdn.acme.net/evil/x/a.onnx literal:2'],
  ])('whoever calls names what an address is put together of: %s', async (_, address, found) => {
    expect(await fetched(`const get = (name) => fetch(${address});\nget("evil/x");`)).toEqual([found]);
  });

  test('a whole address with more behind it is one load', async () => {
    expect(await fetched('fetch("https://huggingface.co/acme/ner/resolve/main/a.onnx" + "?download=true");')).toEqual([
      'hf:acme/ner@main literal:1',
    ]);
    expect(await fetched('fetch("https://cdn.acme.net/a.onnx" + "?v=" + v);')).toEqual(['url:https://cdn.acme.net/a.onnx literal:1']);
  });

  test.each([
    ['a path', "const a = './models/a.onnx';"],
    ['a suffix', "const isModel = name.endsWith('.onnx');"],
    ['a field', 'const a = this.task;'],
    ['documentation', "const a = 'https://example.com/a.onnx';"],
    ['a picture beside a model', "const a = 'https://huggingface.co/acme/ner/resolve/main/a.png';"],
    ['a page', "const a = 'https://acme.net/docs/onnx';"],
  ])('not %s', async (_, code) => {
    expect(await fetched(code)).toEqual([]);
  });
});
