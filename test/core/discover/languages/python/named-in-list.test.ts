import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

async function found(code: string): Promise<string[]> {
  return (await told({ 'app/a.py': code })).map((one) => one.replace(/ app\/a\.py:\d+$/, ''));
}

describe('names of a library that code keeps, and that no call beside them loads', () => {
  it.each<[string, string, string[]]>([
    [
      'ultralytics',
      'YOLO_WEIGHTS = "yolov8n.pt"\nclass S:\n    detector: str = "yolo11x-seg.pt"\n',
      ['catalog:ultralytics/yolov8n.pt literal', 'catalog:ultralytics/yolo11x-seg.pt literal'],
    ],
    ['spaCy', 'spacy_model: str = Field("en_core_web_sm")\n', ['catalog:spacy/en_core_web_sm literal']],
    ['vosk', 'MODEL = os.getenv("VOSK_MODEL", "vosk-model-small-en-us-0.15")\n', ['catalog:vosk/vosk-model-small-en-us-0.15 environment']],
    ['coqui', 'def f(tts_model="tts_models/en/ljspeech/vits"):\n    pass\n', ['catalog:coqui-tts/tts_models/en/ljspeech/vits parameter']],
    ['piper', 'from piper import PiperVoice\nVOICE = "en_US-amy-medium"\n', ['hf:rhasspy/piper-voices literal']],
    [
      'a size of the Whisper that the file speaks of',
      '# of faster-whisper\nWHISPER_MODEL = os.getenv("WHISPER_MODEL", "base")\n',
      ['hf:Systran/faster-whisper-base environment'],
    ],
    ['a size of the other', 'import whisper\nclass S:\n    model_size: str = "small"\n', ['catalog:openai-whisper/small literal']],
    [
      'a voice in a folder',
      '# piper\nCFG = {"piper": {"model_path": "models/piper/en_US-lessac-medium.onnx"}}\n',
      ['hf:rhasspy/piper-voices literal'],
    ],
    ['a file of whisper.cpp', 'def f(model_path="models/ggml-base.en.bin"):\n    pass\n', ['hf:ggerganov/whisper.cpp parameter']],
    [
      'sizes to choose from',
      'from faster_whisper import WhisperModel\np.add_argument("--model", choices=["tiny", "large-v3"])\n',
      ['hf:Systran/faster-whisper-tiny literal', 'hf:Systran/faster-whisper-large-v3 literal'],
    ],
    [
      'what the file loads is said there alone',
      'from ultralytics import YOLO\nW = "yolov8n.pt"\nYOLO(W)\n',
      ['catalog:ultralytics/yolov8n.pt constant'],
    ],
  ])('%s', async (_title, code, expected) => expect(await found(code)).toEqual(expected));

  it.each([
    ['a size of nobody that is named', 'WHISPER_MODEL = "base"\n'],
    [
      'sizes of other things',
      '# faster-whisper\nfont_size = "medium"\nquality = "large"\nui_model_size = "small"\nlayout(model_card="large")\n',
    ],
    ['a comparison, a log, a key', '# faster-whisper\nif model == "base":\n    print("model", "small")\nx = {"tiny": "acme/other"}\n'],
    ['a function that may be anything', '# faster-whisper\nload_model("base")\n'],
    ['weights of the house', 'YOLO_WEIGHTS = "best.pt"\nW = "runs/train/weights/yolov8n-own.pt"\n'],
    ['a voice of another engine', 'VOICE = "en_US-amy-medium"\nlang = "en_US"\n'],
  ])('%s is none', async (_title, code) => expect(await found(code)).toEqual([]));

  it('a file of the tree is none of the list', async () => {
    expect(await told({ 'a.py': 'WEIGHTS = "yolov8n.pt"\n', 'yolov8n.pt': '' })).toEqual([]);
  });

  it('hostile: thousands of names cost what they are long', async () => {
    await expect(found('YOLO_MODEL = "yolov8n.pt"\n'.repeat(20_000))).resolves.toBeDefined();
    await expect(found(`VOSK_MODEL = "vosk-model-${'x'.repeat(100_000)}"\n`)).resolves.toBeDefined();
  });
});
