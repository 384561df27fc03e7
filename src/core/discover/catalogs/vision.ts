/** Catalogs of libraries for pictures and video. The lists are those of the versions that are named. */
import { type Catalog, anyForm, PLAIN } from './catalog.ts';

/** ultralytics/utils/downloads.py, `GITHUB_ASSETS_NAMES` (8.4.190), with the names of version 5 that it completes. */
const ULTRALYTICS = [
  'yolov?\\d{1,2}[nsmlxbtce]6?u?(?:-(?:cls|seg|sem|pose|pose-p6|obb|oiv7|depth|world|worldv2|objv1(?:-150|-seg)?|distill|sem-ade20k|grayscale))?',
  'yolov3(?:-spp|-tiny)?u?',
  'yoloe-(?:v8|11|26)[nsmlx]-seg(?:-pf)?',
  'yolo_nas_[sml]',
  'sam_[bl]',
  'sam2(?:\\.1)?_[blst]',
  'FastSAM-[sx]',
  'rtdetr-[lx]',
  'mobile_sam',
];

/** Another address is a folder. */
const TFHUB = /^https:\/\/(?:tfhub\.dev|(?:www\.)?kaggle\.com\/models)\//;

export const VISION: readonly Catalog[] = [
  {
    id: 'ultralytics',
    names: anyForm(`(?:${ULTRALYTICS.join('|')})(?:\\.pt)?`),
    files: true,
    spell: (path) => path.replace(/^.*[/\\\\]/, ''),
    suffix: '.pt',
  },
  // torchvision/models (0.29.2): a server of PyTorch.
  { id: 'torchvision', names: anyForm(PLAIN) },
  // timm.create_model (1.0.31): its registry; "hf-hub:" is another thing.
  { id: 'timm', names: anyForm('[a-zA-Z][\\w.]{1,100}') },
  // open_clip/pretrained.py (3.3.0), `_PRETRAINED`: the tag of the weights is the version.
  { id: 'open-clip', names: anyForm('[a-zA-Z][\\w-]{2,60}') },
  // clip/clip.py, `_MODELS`: "ViT-L/14@336px" is the second of that name.
  { id: 'openai-clip', names: anyForm('RN(?:50|101)(?:x\\d{1,2})?', 'ViT-[BL]/(?:32|16|14)') },
  // keras/applications (3.15.1): a storage bucket of Google.
  { id: 'keras', names: anyForm(PLAIN) },
  // efficientnet_pytorch/utils.py (0.7.1), `url_map`: releases on GitHub.
  { id: 'efficientnet-pytorch', names: anyForm('efficientnet-[bl]\\d') },
  // keras_hub presets (0.32.0), on Kaggle.
  { id: 'keras-hub', names: anyForm('[a-z][a-z0-9_.]{2,80}') },
  // tensorflow_hub (0.16.1): addresses of tfhub.dev, and of Kaggle.
  {
    id: 'tfhub',
    names: anyForm('[\\w.-]{1,60}(?:/[\\w.-]{1,80}){1,6}'),
    spell: (name) => (TFHUB.test(name) ? name.replace(TFHUB, '').replace(/\/(\d{1,6})$/, '@$1') : ''),
  },
  // mmengine/infer (0.10.7): names of a model zoo's metafiles, or aliases.
  ...['mmdet', 'mmpose', 'mmpretrain', 'mmsegmentation', 'mmocr', 'mmaction2', 'mmdet3d', 'mmagic'].map(
    (id): Catalog => ({ id, names: anyForm('[a-zA-Z][\\w.+-]{1,120}') }),
  ),
  // insightface/model_zoo/model_store.py (2.1).
  { id: 'insightface', names: anyForm('buffalo_(?:l|m|s|sc)', 'antelope(?:v2)?', '[a-z][\\w-]{2,40}') },
  // rembg/sessions (2.0.86).
  { id: 'rembg', names: anyForm('[a-z][\\w-]{1,40}') },
  // deepface/modules/modeling.py (0.0.103).
  {
    id: 'deepface',
    names: anyForm(
      'VGG-Face',
      'OpenFace',
      'Facenet(?:512)?',
      'DeepFace',
      'DeepID',
      'Dlib',
      'ArcFace',
      'SFace',
      'GhostFaceNet',
      'Buffalo_L',
    ),
  },
  // facenet_pytorch/models/inception_resnet_v1.py (2.6.0).
  { id: 'facenet-pytorch', names: anyForm('vggface2', 'casia-webface') },
  // segmentation_models_pytorch/encoders (0.6.0): the encoder; its weights are the version.
  { id: 'segmentation-models-pytorch', names: anyForm('[a-zA-Z][\\w.-]{1,80}') },
  // torchxrayvision/models.py, `model_urls`.
  { id: 'torchxrayvision', names: anyForm('(?:densenet121|resnet50)-res\\d{3}-[\\w-]{1,40}') },
  // paddleocr (3.7.0): names of PaddleX.
  { id: 'paddleocr', names: anyForm('[A-Z][\\w.-]{2,80}') },
  // github.com/tensorflow/tfjs-models (2024): a storage bucket of Google, and tfhub.dev.
  { id: 'tfjs-models', names: anyForm('[a-z][a-z-]{2,40}') },
  // ml5 (1.2, 0.12): models of tfjs-models, and files of its own server.
  { id: 'ml5', names: anyForm(PLAIN) },
  // face-api.js (0.22), @vladmandic/face-api (1.7): its nets; their files lie where the call says.
  { id: 'face-api', names: anyForm('[a-z][A-Za-z0-9]{2,40}') },
  // nsfwjs (4.2), `MODEL_NAMES`.
  { id: 'nsfwjs', names: anyForm('MobileNetV2(?:Mid)?', 'InceptionV3') },
  // @mediapipe/* of npm: the package brings its model.
  { id: 'mediapipe', names: anyForm('[a-z][a-z_]{2,40}') },
  // easyocr/config.py (1.7.2): the languages decide which recognition models are fetched.
  { id: 'easyocr', names: anyForm('[a-z]{2,4}(?:_[a-z]{2,8})?') },
  // unstructured_inference/models/base.py (1.6.14).
  {
    id: 'unstructured-inference',
    names: anyForm('yolox(?:_tiny|_quantized)?', 'detectron2_(?:onnx|mask_rcnn|quantized)', 'chipper(?:v\\d)?', 'detectron2'),
  },
];
