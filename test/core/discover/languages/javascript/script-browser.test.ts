import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

async function found(code: string, path = 'src/a.js'): Promise<string[]> {
  return (await told({ [path]: `${code}\n` })).map((one) => one.replace(/ src\/.*$/, ''));
}

const ADDRESS = 'https://weights.acme.dev/cats';

describe('models that libraries of browsers load', () => {
  test.each<[title: string, code: string, found: readonly string[]]>([
    [
      'a package with a model',
      "import * as net from '@tensorflow-models/mobilenet';\nnet.load();",
      ['catalog:tfjs-models/mobilenet literal'],
    ],
    [
      'another address for it',
      `const net = require('@tensorflow-models/mobilenet');\nnet.load({ modelUrl: '${ADDRESS}/model.json' });`,
      ['catalog:tfjs-models/mobilenet literal', `url:${ADDRESS}/model.json literal`],
    ],
    ['what a script tag brings', 'cocoSsd.load().then((net) => net.detect(image));', ['catalog:tfjs-models/coco-ssd literal']],
    ['the same of the window', 'window.cocoSsd.load();', ['catalog:tfjs-models/coco-ssd literal']],
    ['a name of a list', "let net = ml5.imageClassifier('MobileNet', ready);", ['catalog:ml5/MobileNet literal']],
    ['one that is always the same', 'ml5.poseNet(video, ready);', ['catalog:ml5/PoseNet literal']],
    [
      'an address in parts',
      `const base = '${ADDRESS}/';\nml5.imageClassifier(base + 'model.json');`,
      [`url:${ADDRESS}/model.json constant`],
    ],
    ['an address that a name holds', `const at = '${ADDRESS}/model.json';\ntf.loadGraphModel(at);`, [`url:${ADDRESS}/model.json constant`]],
    ['nets by their names', "faceapi.nets.tinyFaceDetector.loadFromUri('/models');", ['catalog:face-api/tinyFaceDetector literal']],
    [
      'nets from another server',
      `faceapi.loadSsdMobilenetv1Model('${ADDRESS}/');`,
      ['catalog:face-api/ssdMobilenetv1 literal', `url:${ADDRESS} literal`],
    ],
    ['a class that brings its model', 'const one = new Hands({ locateFile: (file) => at(file) });', ['catalog:mediapipe/hands literal']],
    ['a repository of the hub', "import { KokoroTTS as T } from 'kokoro-js';\nT.from_pretrained('acme/speak');", ['hf:acme/speak literal']],
    [
      'a deployment',
      "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ deployment: 'house-1' });",
      ['service:azure/house-1 literal'],
    ],
  ])('%s', async (_, code, expected) => {
    expect(await found(code)).toEqual(expected);
  });

  test('a page', async () => {
    const page = '<script src="https://cdn.jsdelivr.net/npm/ml5"></script>\n<script>\nml5.bodyPose();\n</script>';
    expect(await found(page, 'src/index.html')).toEqual(['catalog:ml5/MoveNet literal']);
  });

  test.each([
    ['an own object', 'const cocoSsd = { load() {} };\ncocoSsd.load();'],
    ['a parameter', 'function go(mobilenet) { return mobilenet.load(); }'],
    ['a file of the tree', "import * as mobilenet from './mobilenet.js';\nmobilenet.load();"],
    ['a class without its options', 'const one = new Pose(1, 2);'],
    ['a model that is made', "const net = ml5.neuralNetwork({ task: 'regression' });"],
    ['a file of the tree that is read', "tf.loadLayersModel('./model/model.json');"],
  ])('not %s', async (_, code) => {
    expect(await found(code)).toEqual([]);
  });
});
