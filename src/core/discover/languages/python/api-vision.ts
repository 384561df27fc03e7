/** The calls of libraries for pictures that load a model, one row each. The version read stands beside a library's first row. */
import { TORCHVISION_DATASETS, TORCHVISION_MODELS, KERAS_APPLICATIONS, SEGMENTATION_MODELS } from './api-families.ts';
import { NO_REVISION } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, ofCatalog, namedAt, only } from './api-row.ts';

const KERAS = ['keras', 'tensorflow', 'tf_keras'];
const WEIGHTS_ASKED = { keywords: ['weights', 'pretrained'], absent: false };
/** Alias of the package → package: both are its inferencers' names. */
const MM: readonly (readonly [name: string, root: string, catalog: string, keyword: string])[] = [
  ['DetInferencer', 'mmdet', 'mmdet', 'model'],
  ['MMPoseInferencer', 'mmpose', 'mmpose', 'pose2d'],
  ['Pose2DInferencer', 'mmpose', 'mmpose', 'model'],
  ['ImageClassificationInferencer', 'mmpretrain', 'mmpretrain', 'model'],
  ['FeatureExtractor', 'mmpretrain', 'mmpretrain', 'model'],
  ['MMSegInferencer', 'mmseg', 'mmsegmentation', 'model'],
  ['MMOCRInferencer', 'mmocr', 'mmocr', 'det'],
  ['TextDetInferencer', 'mmocr', 'mmocr', 'model'],
  ['TextRecInferencer', 'mmocr', 'mmocr', 'model'],
  ['MMAction2Inferencer', 'mmaction', 'mmaction2', 'rec'],
  ['LidarDet3DInferencer', 'mmdet3d', 'mmdet3d', 'model'],
  ['MMagicInferencer', 'mmagic', 'mmagic', 'model_name'],
];

export const VISION_ROWS: readonly ApiRow[] = [
  // ultralytics 8.4.190; without a name each class has a model of its own.
  ...['YOLO', 'YOLOWorld', 'YOLOE', 'SAM', 'FastSAM', 'RTDETR', 'NAS'].map((name) =>
    only(name, ['ultralytics'], namedAt(0, 'model'), 'yolov8n.pt', ofCatalog('ultralytics')),
  ),
  // torchvision 0.29.2
  only('models.resnet50', ['torchvision'], namedAt(KEYWORD_ONLY), 'x', {
    ...ofCatalog('torchvision'),
    revision: 'weights',
    positions: { weights: 0, pretrained: 0 },
    family: TORCHVISION_MODELS,
    when: WEIGHTS_ASKED,
    found: 'from torchvision import models\nmodels.resnet50(weights=models.ResNet50_Weights.DEFAULT)',
    not: 'from torchvision import models\nmodels.resnet50(weights=None)\nmodels.resnet50()',
  }),
  only('models.get_model', ['torchvision'], namedAt(0, 'name'), 'x', {
    ...ofCatalog('torchvision'),
    when: WEIGHTS_ASKED,
    found: 'from torchvision.models import get_model\nget_model("resnet50", weights="DEFAULT")',
    not: 'from torchvision.models import get_model\nget_model("resnet50", weights=None)',
  }),
  only('datasets.CIFAR10', ['torchvision'], namedAt(KEYWORD_ONLY), 'x', {
    ...ofCatalog('torchvision'),
    component: 'dataset',
    positions: { download: 4 },
    family: TORCHVISION_DATASETS,
    when: { keywords: ['download'], absent: false },
    found: 'from torchvision import datasets\ndatasets.CIFAR10("data", download=True)',
    not: 'from torchvision import datasets\ndatasets.CIFAR10("data", train=True)',
  }),
  // keras 3.15.1: the weights of ImageNet unless it is told otherwise.
  only('applications.ResNet50', KERAS, namedAt(KEYWORD_ONLY), 'x', {
    ...ofCatalog('keras'),
    family: KERAS_APPLICATIONS,
    positions: { weights: 1 },
    when: { keywords: ['weights'], absent: true },
    found: 'import tensorflow as tf\ntf.keras.applications.ResNet50(include_top=False)',
    not: 'from keras.applications import ResNet50\nResNet50(weights=None)\nResNet50(weights="own/best.h5")',
  }),
  // efficientnet_pytorch 0.7.1
  only(
    'EfficientNet.from_pretrained',
    ['efficientnet_pytorch'],
    namedAt(0, 'model_name'),
    'efficientnet-b0',
    ofCatalog('efficientnet-pytorch'),
  ),
  // timm 1.0.31
  only('create_model', ['timm'], namedAt(0, 'model_name'), 'x', {
    ...NO_REVISION,
    catalog: 'timm',
    positions: { pretrained: 1 },
    when: { keywords: ['pretrained'], absent: false },
    found: 'import timm\ntimm.create_model("hf_hub:org/name")\ntimm.create_model("resnet50", pretrained=True)',
    not: 'import timm\ntimm.create_model("resnet50")\ntimm.create_model("resnet50", pretrained=False)',
  }),
  // open_clip 3.3.0: the tag says which of the weights of an architecture.
  ...['create_model_and_transforms', 'create_model', 'create_model_from_pretrained'].map((name) =>
    only(name, ['open_clip'], namedAt(0, 'model_name'), 'x', {
      catalog: 'open-clip',
      revision: 'pretrained',
      positions: { pretrained: 1 },
      when: { keywords: ['pretrained'], absent: false },
      found: `import open_clip\nopen_clip.${name}("ViT-B-32", pretrained="laion2b_s34b_b79k")`,
      not: `import open_clip\nopen_clip.${name}("ViT-B-32")\nopen_clip.${name}("ViT-B-32", pretrained="out/epoch_9.pt")`,
    }),
  ),
  // openai-clip 1.0.1
  only('clip.load', ['clip'], namedAt(0, 'name'), 'ViT-B/32', ofCatalog('openai-clip')),
  ...MM.map(([name, root, catalog, keyword]) => only(name, [root], namedAt(0, keyword), 'rtmdet_tiny_8xb32-300e_coco', ofCatalog(catalog))),
  only('get_model', ['mmpretrain'], namedAt(0, 'model'), 'x', {
    ...ofCatalog('mmpretrain'),
    positions: { pretrained: 1 },
    when: { keywords: ['pretrained'], absent: false },
    found: 'from mmpretrain import get_model\nget_model("resnet50_8xb32_in1k", pretrained=True)',
    not: 'from mmpretrain import get_model\nget_model("resnet50_8xb32_in1k")',
  }),
  // insightface 2.1, rembg 2.0.86
  only('FaceAnalysis', ['insightface'], namedAt(0, 'name'), 'buffalo_l', { ...ofCatalog('insightface'), standing: true }),
  only('model_zoo.get_model', ['insightface'], namedAt(0, 'name'), 'buffalo_l', ofCatalog('insightface')),
  only('new_session', ['rembg'], namedAt(0, 'model_name'), 'u2net', { ...ofCatalog('rembg'), standing: true }),
  // deepface 0.0.103
  ...['verify', 'represent', 'find', 'stream', 'register', 'search', 'identify', 'build_model'].map((name) =>
    only(
      `DeepFace.${name}`,
      ['deepface'],
      namedAt(name === 'build_model' ? 0 : KEYWORD_ONLY, 'model_name'),
      'Facenet512',
      ofCatalog('deepface'),
    ),
  ),
  only('InceptionResnetV1', ['facenet_pytorch'], namedAt(0, 'pretrained'), 'vggface2', ofCatalog('facenet-pytorch')),
  // segmentation-models-pytorch 0.6.0: an encoder trained on ImageNet, unless it is told otherwise.
  ...SEGMENTATION_MODELS.map((name) =>
    only(name, ['segmentation_models_pytorch'], namedAt(0, 'encoder_name'), 'resnet34', {
      ...ofCatalog('segmentation-models-pytorch'),
      revision: 'encoder_weights',
      positions: { encoder_weights: 2 },
      when: { keywords: ['encoder_weights'], absent: true },
    }),
  ),
  ...['DenseNet', 'ResNet'].map((name) =>
    only(`models.${name}`, ['torchxrayvision'], namedAt(KEYWORD_ONLY, 'weights'), 'densenet121-res224-all', ofCatalog('torchxrayvision')),
  ),
  // paddleocr 3.7.0
  ...[
    'TextDetection',
    'TextRecognition',
    'LayoutDetection',
    'DocImgOrientationClassification',
    'TableClassification',
    'FormulaRecognition',
    'DocVLM',
    'ChartParsing',
    'SealTextDetection',
    'TextLineOrientationClassification',
    'TextImageUnwarping',
    'TableStructureRecognition',
    'TableCellsDetection',
  ].map((name) => only(name, ['paddleocr'], namedAt(KEYWORD_ONLY, 'model_name'), 'PP-OCRv5_server_det', ofCatalog('paddleocr'))),
  only('create_model', ['paddlex'], namedAt(0, 'model_name'), 'PP-OCRv5_server_det', ofCatalog('paddleocr')),
  // easyocr 1.7.2: each language brings the model that reads it.
  only('Reader', ['easyocr'], namedAt(0, 'lang_list'), 'x', {
    ...ofCatalog('easyocr'),
    each: true,
    found: 'import easyocr\neasyocr.Reader(["en", "de"])',
    not: 'from acme import Reader\nReader(["en"])',
  }),
  // unstructured-inference 1.6.14, unstructured 0.27.35
  only('models.base.get_model', ['unstructured_inference'], namedAt(0, 'model_name'), 'yolox', ofCatalog('unstructured-inference')),
  ...['partition_pdf', 'partition_image'].map((name) =>
    only(name, ['unstructured'], namedAt(KEYWORD_ONLY, 'hi_res_model_name', 'model_name'), 'yolox', ofCatalog('unstructured-inference')),
  ),
  // sam2 1.1
  only('build_sam2_hf', ['sam2'], namedAt(0, 'model_id'), 'org/name', NO_REVISION),
  only('build_sam2_video_predictor_hf', ['sam2'], namedAt(0, 'model_id'), 'org/name', NO_REVISION),
];
