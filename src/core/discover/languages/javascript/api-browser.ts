/** The calls that load models of lists that libraries have themselves, in browsers mostly, one row each. Signatures: the type definitions. */
import { type ScriptApiRow, argument, option, type RowTarget } from './api-row.ts';

type Given = Pick<ScriptApiRow, 'name' | 'packages' | 'library'> & { readonly gives?: string; readonly target?: RowTarget };

/** `gives`: what is loaded where the call names nothing else. */
function listed(
  style: ScriptApiRow['style'],
  { target = argument(), ...row }: Given,
  call: (name: string) => string,
  more: Partial<ScriptApiRow> = {},
): ScriptApiRow {
  const from = row.packages[0] ?? '';
  return {
    style,
    component: 'model',
    hub: 'catalog',
    target,
    found: `import * as own from '${from}';\n${call(`own.${row.name}`)};`,
    not: `import * as own from './own';\n${call(`own.${row.name}`)};`,
    ...row,
    ...more,
  };
}

/** github.com/tensorflow/tfjs-models: each package loads one model, or one that an address names. */
const TFJS_MODELS: readonly (readonly [pkg: string, name: string, target?: RowTarget])[] = [
  ['mobilenet', 'load', option('modelUrl')],
  ['coco-ssd', 'load', option('modelUrl')],
  ['posenet', 'load', option('modelUrl')],
  ['body-pix', 'load', option('modelUrl')],
  ['deeplab', 'load', option('modelUrl')],
  ['blazeface', 'load', option('modelUrl')],
  ['handpose', 'load', option('modelUrl')],
  ['facemesh', 'load', option('modelUrl')],
  ['toxicity', 'load'],
  ['universal-sentence-encoder', 'load', option('modelUrl')],
  ['universal-sentence-encoder', 'loadQnA'],
  ['qna', 'load', option('modelUrl')],
  ['speech-commands', 'create', { at: 2, keys: [] }],
  ['face-landmarks-detection', 'load', { at: 1, keys: ['modelUrl'] }],
  ['face-landmarks-detection', 'createDetector', { at: 1, keys: ['landmarkModelUrl', 'detectorModelUrl'] }],
  ['face-detection', 'createDetector', { at: 1, keys: ['detectorModelUrl'] }],
  ['hand-pose-detection', 'createDetector', { at: 1, keys: ['landmarkModelUrl', 'detectorModelUrl'] }],
  ['pose-detection', 'createDetector', { at: 1, keys: ['modelUrl', 'landmarkModelUrl', 'detectorModelUrl'] }],
  ['body-segmentation', 'createSegmenter', { at: 1, keys: ['modelUrl'] }],
  ['depth-estimation', 'createEstimator', { at: 1, keys: ['depthModelUrl'] }],
];

/** docs.ml5js.org and archive-docs.ml5js.org: a name of its list, an address, or one model that is always the same. */
const ML5: readonly (readonly [name: string, gives?: string])[] = [
  ['imageClassifier'],
  ['featureExtractor'],
  ['soundClassifier'],
  ['sentiment'],
  ['sketchRNN'],
  ['objectDetector'],
  ['uNet'],
  ['charRNN'],
  ['styleTransfer'],
  ['word2vec'],
  ['bodyPose', 'MoveNet'],
  ['bodySegmentation', 'SelfieSegmentation'],
  ['poseNet', 'PoseNet'],
  ['handPose', 'HandPose'],
  ['handpose', 'HandPose'],
  ['faceMesh', 'FaceMesh'],
  ['facemesh', 'FaceMesh'],
  ['bodyPix', 'BodyPix'],
  ['YOLO', 'YOLO'],
  ['faceApi', 'faceApi'],
];

const FACE_API = ['face-api.js', '@vladmandic/face-api'];
const FACE_NETS = 'SsdMobilenetv1 TinyFaceDetector MtCnn FaceLandmark FaceLandmarkTiny FaceRecognition FaceExpression AgeGender';
/** Classes of packages that bring their model with them, and fetch it from where `locateFile` says. */
const MEDIAPIPE: readonly (readonly [pkg: string, name: string])[] = [
  ['hands', 'Hands'],
  ['face_mesh', 'FaceMesh'],
  ['face_detection', 'FaceDetection'],
  ['pose', 'Pose'],
  ['holistic', 'Holistic'],
  ['selfie_segmentation', 'SelfieSegmentation'],
  ['objectron', 'Objectron'],
];

/** An address of a file, in a package that has no list. */
function atAddress(name: string, packages: readonly string[]): ScriptApiRow {
  const call = `await own.${name}('https://models.acme.example.dev/a/model.json')`;
  return {
    name,
    packages,
    style: 'export',
    component: 'model',
    hub: 'hf',
    target: argument(),
    addressed: true,
    found: `import * as own from '${packages[0]}';\n${call};`,
    not: `import * as own from './own';\n${call};`,
  };
}

export const SCRIPT_BROWSER_ROWS: readonly ScriptApiRow[] = [
  ...TFJS_MODELS.map(([pkg, name, target = { at: 9, keys: [] }]) =>
    listed(
      'export',
      { name, packages: [`@tensorflow-models/${pkg}`], library: 'tfjs-models', gives: pkg, target },
      (callee) => `await ${callee}()`,
    ),
  ),
  ...ML5.map(([name, gives]) =>
    listed(
      'export',
      { name, packages: ['ml5'], library: 'ml5', ...(gives === undefined ? {} : { gives }) },
      (callee) => `${callee}(${gives === undefined ? "'MobileNet'" : 'video'})`,
    ),
  ),
  ...['loadFromUri', 'loadFromDisk'].map((name) =>
    listed(
      'method',
      { name, packages: FACE_API, library: 'face-api', gives: '' },
      (callee) => `${callee.replace('own.', 'own.nets.tinyFaceDetector.')}('/models')`,
    ),
  ),
  ...FACE_NETS.split(' ').map((net) =>
    listed(
      'export',
      { name: `load${net}Model`, packages: FACE_API, library: 'face-api', gives: `${net[0]?.toLowerCase()}${net.slice(1)}` },
      (callee) => `${callee}('/models')`,
    ),
  ),
  listed('export', { name: 'load', packages: ['nsfwjs'], library: 'nsfwjs', gives: 'MobileNetV2' }, (callee) => `await ${callee}()`),
  ...MEDIAPIPE.map(([pkg, name]) =>
    listed(
      'export',
      { name, packages: [`@mediapipe/${pkg}`], library: 'mediapipe', gives: pkg, target: { at: 9, keys: [] } },
      (callee) => `new ${callee}({ locateFile: (file) => file })`,
      { needs: 'locateFile' },
    ),
  ),
  atAddress('load', ['@teachablemachine/image']),
  atAddress('load', ['@teachablemachine/pose']),
  atAddress('createTeachable', ['@teachablemachine/image', '@teachablemachine/pose']),
];

/** What script tags of these packages call them: a page, and a script of one, use the name without an import. */
export const SCRIPT_GLOBALS: ReadonlyMap<string, string> = new Map([
  ['tf', '@tensorflow/tfjs'],
  ['ort', 'onnxruntime-web'],
  ['ml5', 'ml5'],
  ['faceapi', 'face-api.js'],
  ['tmImage', '@teachablemachine/image'],
  ['tmPose', '@teachablemachine/pose'],
  ['nsfwjs', 'nsfwjs'],
  ['mobilenet', '@tensorflow-models/mobilenet'],
  ['cocoSsd', '@tensorflow-models/coco-ssd'],
  ['posenet', '@tensorflow-models/posenet'],
  ['bodyPix', '@tensorflow-models/body-pix'],
  ['deeplab', '@tensorflow-models/deeplab'],
  ['blazeface', '@tensorflow-models/blazeface'],
  ['handpose', '@tensorflow-models/handpose'],
  ['facemesh', '@tensorflow-models/facemesh'],
  ['toxicity', '@tensorflow-models/toxicity'],
  ['use', '@tensorflow-models/universal-sentence-encoder'],
  ['qna', '@tensorflow-models/qna'],
  ['speechCommands', '@tensorflow-models/speech-commands'],
  ['faceLandmarksDetection', '@tensorflow-models/face-landmarks-detection'],
  ['faceDetection', '@tensorflow-models/face-detection'],
  ['handPoseDetection', '@tensorflow-models/hand-pose-detection'],
  ['poseDetection', '@tensorflow-models/pose-detection'],
  ['bodySegmentation', '@tensorflow-models/body-segmentation'],
  ['depthEstimation', '@tensorflow-models/depth-estimation'],
]);

/** Classes that such tags bring by themselves. */
export const SCRIPT_GLOBAL_CLASSES: ReadonlyMap<string, string> = new Map(MEDIAPIPE.map(([pkg, name]) => [name, `@mediapipe/${pkg}`]));
