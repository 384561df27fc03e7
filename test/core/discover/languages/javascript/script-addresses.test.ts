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
    ['of the hub', "fetch('https://huggingface.co/acme/ner/resolve/main/a.onnx');", 'hf:acme/ner@main literal:1'],
  ])('%s', async (_, code, found) => {
    expect((await fetched(code)).map((one) => one.replace(/\?v=1|@main/, ''))).toEqual([found.replace('@main', '')]);
  });

  test.each([
    ['a path', "const a = './models/a.onnx';"],
    ['a suffix', "const isModel = name.endsWith('.onnx');"],
    ['a field', 'const a = this.task;'],
    ['documentation', "const a = 'https://example.com/a.onnx';"],
    ['a page', "const a = 'https://acme.net/docs/onnx';"],
  ])('not %s', async (_, code) => {
    expect(await fetched(code)).toEqual([]);
  });
});
