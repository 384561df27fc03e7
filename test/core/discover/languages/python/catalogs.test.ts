import { describe, expect, it } from 'vitest';
import { linked, loadsIn } from '../../linking.ts';

describe('names of a library that has a list of its own', () => {
  it.each<[string, string, string[]]>([
    ['whisper', 'import whisper\nwhisper.load_model("base")\n', ['catalog:openai-whisper/base']],
    ['whisper, by name', 'from whisper import load_model\nload_model(name="large-v3")\n', ['catalog:openai-whisper/large-v3']],
    ['whisper, a file', 'import whisper\nwhisper.load_model("models/own.pt")\nwhisper.load_model("./base.pt")\n', []],
    ['faster-whisper', 'from faster_whisper import WhisperModel\nWhisperModel("large-v3")\n', ['hf:Systran/faster-whisper-large-v3']],
    [
      'faster-whisper, a name that is another repository',
      'from faster_whisper import WhisperModel\nWhisperModel("turbo")\nWhisperModel("org/own")\n',
      ['hf:mobiuslabsgmbh/faster-whisper-large-v3-turbo', 'hf:org/own'],
    ],
    ['whisperx', 'import whisperx\nwhisperx.load_model("large-v2", "cuda")\n', ['hf:Systran/faster-whisper-large-v2']],
    ['spaCy', 'import spacy\nnlp = spacy.load("en_core_web_sm")\n', ['catalog:spacy/en_core_web_sm']],
    ['spaCy, downloaded', 'import spacy.cli\nspacy.cli.download("de_core_news_lg")\n', ['catalog:spacy/de_core_news_lg']],
    ['spaCy, a folder', 'import spacy\nspacy.load("./out/model-best")\nspacy.load("out/model-best")\n', []],
    ['stanza', 'import stanza\nstanza.Pipeline("en", processors="tokenize")\n', ['hf:stanfordnlp/stanza-en']],
    ['flair, of the hub', 'from flair.models import SequenceTagger\nSequenceTagger.load("ner")\n', ['hf:flair/ner-english']],
    ['flair, of its server', 'from flair.models import TextClassifier\nTextClassifier.load("sentiment")\n', ['catalog:flair/sentiment']],
    ['flair, an owner', 'from flair.nn import Classifier\nClassifier.load("org/tagger")\n', ['hf:org/tagger']],
    ['ultralytics', 'from ultralytics import YOLO\nYOLO("yolov8n.pt")\n', ['catalog:ultralytics/yolov8n.pt']],
    ['ultralytics, without a suffix', 'from ultralytics import YOLO\nYOLO("yolo11n-seg")\n', ['catalog:ultralytics/yolo11n-seg.pt']],
    [
      'ultralytics, files and drawings',
      'from ultralytics import YOLO\nYOLO("best.pt")\nYOLO("runs/detect/train/weights/best.pt")\nYOLO("yolov8n.yaml")\nYOLO("yolov8n-face.pt")\nYOLO("yolov8n.onnx")\n',
      [],
    ],
    [
      'torchvision',
      'import torchvision.models as models\nmodels.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)\nmodels.vgg16(pretrained=True)\nmodels.alexnet()\nmodels.resnet18(weights=None)\n',
      ['catalog:torchvision/resnet50@IMAGENET1K_V2', 'catalog:torchvision/vgg16'],
    ],
    [
      'torchvision, picked by name',
      'import torchvision.models as models\nNAMES = ["resnet18", "vgg16"]\nfor name in NAMES:\n    getattr(models, name)(pretrained=True)\nmodels.__dict__["alexnet"](pretrained=True)\nvars(models)["resnet34"](weights="DEFAULT")\ngetattr(models, "resnet50")(weights=None)\n',
      ['catalog:torchvision/resnet18', 'catalog:torchvision/vgg16', 'catalog:torchvision/alexnet', 'catalog:torchvision/resnet34'],
    ],
    [
      'torchvision, picked by what nobody knows',
      'import torchvision.models as models\ngetattr(models, "res" + size())(pretrained=True)\n',
      [expect.stringMatching(/^generic:.* unresolved$/) as unknown as string],
    ],
    [
      'torchvision, in a table',
      'from torchvision import models\nNETS = {"r": models.resnet18, "v": models.vgg16}\nNETS[name](weights="DEFAULT")\n',
      ['catalog:torchvision/resnet18', 'catalog:torchvision/vgg16'],
    ],
    ['torchvision, in a table, without weights', 'from torchvision import models\nN = {"r": models.resnet18}\nN[name](weights=None)\n', []],
    [
      'torchaudio',
      'import torchaudio\nbundle = torchaudio.pipelines.HUBERT_BASE\nrate = bundle.sample_rate\nN = "HUBERT_LARGE"\nm = getattr(torchaudio.pipelines, N).get_model()\n# torchaudio.pipelines.HUBERT_XLARGE\n',
      ['catalog:torchaudio/HUBERT_BASE', 'catalog:torchaudio/HUBERT_LARGE'],
    ],
    [
      'torchaudio, imported under another name',
      'from torchaudio.pipelines import MMS_FA as F\nm = F.get_model()\n',
      ['catalog:torchaudio/MMS_FA'],
    ],
    [
      'torchaudio, picked by what nobody knows',
      'import torchaudio\ngetattr(torchaudio.pipelines, pick()).get_model()\n',
      ['generic:pick() unresolved'],
    ],
    [
      'constants of others',
      'import torchaudio\nfrom mine.pipelines import HUBERT_BASE\nfrom torchaudio import models\nX = OTHER_NAME\n',
      [],
    ],
    ['torchtext', 'from torchtext import models\nm = models.XLMR_BASE_ENCODER.get_model()\n', ['catalog:torchtext/XLMR_BASE_ENCODER']],
    [
      'torchvision, in a folder of it',
      'from torchvision.models.detection import fasterrcnn_resnet50_fpn\nfasterrcnn_resnet50_fpn(weights="DEFAULT")\n',
      ['catalog:torchvision/fasterrcnn_resnet50_fpn'],
    ],
    [
      'torchvision, its datasets',
      'from torchvision import datasets\ndatasets.MNIST("data", download=True)\n',
      ['catalog:torchvision/MNIST dataset'],
    ],
    [
      'keras',
      'import tensorflow as tf\nbase = tf.keras.applications.MobileNetV2(include_top=False)\ntf.keras.applications.VGG16(weights="own.h5")\n',
      ['catalog:keras/MobileNetV2'],
    ],
    [
      'timm',
      'import timm\ntimm.create_model("resnet50", pretrained=True)\ntimm.create_model("vit_b")\ntimm.create_model("hf_hub:org/a", pretrained=True)\n',
      ['catalog:timm/resnet50', 'hf:org/a'],
    ],
    [
      'open_clip',
      'import open_clip\nopen_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")\nopen_clip.create_model("hf-hub:org/a")\n',
      ['catalog:open-clip/ViT-B-32@laion2b_s34b_b79k', 'hf:org/a'],
    ],
    ['clip', 'import clip\nclip.load("ViT-L/14@336px", device="cpu")\n', ['catalog:openai-clip/ViT-L/14@336px']],
    ['gensim', 'import gensim.downloader as api\napi.load("glove-wiki-gigaword-50")\n', ['catalog:gensim/glove-wiki-gigaword-50']],
    [
      'tfhub',
      'import tensorflow_hub as hub\nhub.load("https://tfhub.dev/google/universal-sentence-encoder/4")\n',
      ['catalog:tfhub/google/universal-sentence-encoder@4'],
    ],
    [
      'kaggle',
      'import kagglehub\nkagglehub.model_download("google/gemma/transformers/2b")\nkagglehub.dataset_download("owner/data")\n',
      ['catalog:kaggle/google/gemma/transformers/2b', 'catalog:kaggle/owner/data dataset'],
    ],
    [
      'NeMo, of NGC and of the hub',
      'import nemo.collections.asr as nemo_asr\nnemo_asr.models.ASRModel.from_pretrained("stt_en_conformer_ctc_large")\nnemo_asr.models.ASRModel.from_pretrained(model_name="nvidia/parakeet-tdt-0.6b-v2")\n',
      ['catalog:nemo/stt_en_conformer_ctc_large', 'hf:nvidia/parakeet-tdt-0.6b-v2'],
    ],
    [
      'Coqui',
      'from TTS.api import TTS\nTTS("tts_models/multilingual/multi-dataset/xtts_v2")\n',
      ['catalog:coqui-tts/tts_models/multilingual/multi-dataset/xtts_v2'],
    ],
    [
      'Chatterbox',
      'from chatterbox.tts import ChatterboxTTS\nChatterboxTTS.from_pretrained(device="cuda")\n',
      ['hf:ResembleAI/chatterbox'],
    ],
    ['EasyOCR', 'import easyocr\nLANGUAGES = ["en", "de"]\neasyocr.Reader(LANGUAGES)\n', ['catalog:easyocr/en', 'catalog:easyocr/de']],
    ['insightface', 'from insightface.app import FaceAnalysis\nFaceAnalysis(name="buffalo_l")\n', ['catalog:insightface/buffalo_l']],
    ['mlx', 'from mlx_lm import load, generate\nmodel, tokenizer = load("mlx-community/x-4bit")\n', ['hf:mlx-community/x-4bit']],
    ['by another name', 'from spacy import load as read\nread("en_core_web_sm")\n', ['catalog:spacy/en_core_web_sm']],
    ['through a constant', 'import whisper\nSIZE = "small"\nwhisper.load_model(SIZE)\n', ['catalog:openai-whisper/small']],
  ])('%s', async (_name, code, expected) => {
    expect((await loadsIn({ 'app.py': code })).sort()).toEqual(expected.toSorted());
  });

  it.each<[string, string]>([
    ['another library', 'import mlflow\nmlflow.pyfunc.load_model("base")\nfrom keras.models import load_model\nload_model("base.h5")\n'],
    ['a library that only shares the name', 'import json, spacy\njson.load("en_core_web_sm")\n'],
    ['a function of this file', 'import whisper\ndef load_model(name):\n  return name\nload_model("base")\n'],
    ['nothing that is imported', 'whisper.load_model("base")\nspacy.load("en_core_web_sm")\n'],
    ['models of another package', 'from app import models\nmodels.resnet50(pretrained=True)\n'],
  ])('no load: %s', async (_name, code) => {
    expect(await loadsIn({ 'app.py': code })).toEqual([]);
  });

  it('a file of the tree that has the name is meant', async () => {
    const code = 'from ultralytics import YOLO\nYOLO("yolov8n.pt")\n';
    expect(await loadsIn({ 'app/detect.py': code, 'yolov8n.pt': 'x' })).toEqual([]);
    expect(await loadsIn({ 'app/detect.py': code, 'other/yolov8s.pt': 'x' })).toEqual(['catalog:ultralytics/yolov8n.pt']);
  });

  it('a package of the tree that is called like the library may be meant, or the library', async () => {
    const tree = {
      'app.py': 'import whisper\nwhisper.load_model("base")\n',
      'whisper/__init__.py': 'def load_model(name):\n  return open(name)\n',
    };
    expect(await loadsIn(tree)).toEqual(['catalog:openai-whisper/base callable']);
  });

  it('what decides the name outside is an unknown', async () => {
    const { sightings, unknowns } = await linked({
      'app.py':
        'import whisper, os\nfrom llama_cpp import Llama\nwhisper.load_model(os.environ["SIZE"])\nLlama(model_path=os.environ["PATH_OF"])\nLlama(model_path="m.gguf")\n',
    });
    expect(sightings).toEqual([]);
    expect(unknowns.map(({ api, feeds }) => [api, feeds])).toEqual([
      ['whisper.load_model', ['environment SIZE']],
      ['Llama', ['environment PATH_OF']],
    ]);
  });
});
