/** Catalogs of libraries for speech and music. The lists are those of the versions that are named. */
import { type Catalog, byName, anyForm, PLAIN, byPrefix } from './catalog.ts';

/** faster_whisper/utils.py, `_MODELS` (1.2.1). */
const FASTER_WHISPER: Readonly<Record<string, string>> = {
  large: 'Systran/faster-whisper-large-v3',
  'distil-large-v2': 'Systran/faster-distil-whisper-large-v2',
  'distil-medium.en': 'Systran/faster-distil-whisper-medium.en',
  'distil-small.en': 'Systran/faster-distil-whisper-small.en',
  'distil-large-v3': 'Systran/faster-distil-whisper-large-v3',
  'distil-large-v3.5': 'distil-whisper/distil-large-v3.5-ct2',
  'large-v3-turbo': 'mobiuslabsgmbh/faster-whisper-large-v3-turbo',
  turbo: 'mobiuslabsgmbh/faster-whisper-large-v3-turbo',
};
const LIGHTNING: Readonly<Record<string, string>> = {
  tiny: 'mlx-community/whisper-tiny',
  ...Object.fromEntries(
    ['base', 'small', 'medium', 'large', 'large-v2', 'large-v3'].map((size) => [size, `mlx-community/whisper-${size}-mlx`]),
  ),
  ...Object.fromEntries(
    ['small.en', 'medium.en', 'large-v2', 'large-v3'].map((size) => [`distil-${size}`, 'mustafaaljadery/distil-whisper-mlx']),
  ),
};
const SIZES = '(?:tiny|base|small|medium)(?:\\.en)?|large(?:-v\\d)?(?:-turbo)?|turbo';
const NAMES_SIZE = anyForm(SIZES);
const NAMES_INT8 = anyForm('(?:tiny|base|small|medium)-int8');
const fasterWhisper = byName(FASTER_WHISPER);

/** "/models/vosk-model-small-en-us-0.15/" → its name. */
function lastPart(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*[/\\]/, '');
}

export const SPEECH: readonly Catalog[] = [
  // whisper/__init__.py, `_MODELS` (20250625): a storage account of OpenAI.
  { id: 'openai-whisper', names: NAMES_SIZE },
  {
    id: 'faster-whisper',
    // The second: what wyoming-faster-whisper (2.4.0) has of its own.
    onHub: (name) =>
      fasterWhisper(name) ?? byPrefix('Systran/faster-whisper-', NAMES_SIZE)(name) ?? byPrefix('rhasspy/faster-whisper-', NAMES_INT8)(name),
  },
  // pywhispercpp/constants.py (1.5.1): files "ggml-<name>.bin" of one repository.
  { id: 'whisper.cpp', onHub: (name) => (anyForm(`(?:${SIZES})(?:-q\\d_\\d)?`).test(name) ? 'ggerganov/whisper.cpp' : undefined) },
  // argmaxinc/whisperkit-coreml, its folders; WhisperKit takes them with and without what stands before the size.
  { id: 'whisperkit', names: anyForm('(?:openai_whisper|distil-whisper_distil)-[\\w.-]{1,60}', SIZES, 'distil-large-v3(?:_turbo)?') },
  // lightning_whisper_mlx/lightning.py (0.0.10), `models`, where no quantization is asked for.
  { id: 'lightning-whisper-mlx', onHub: byName(LIGHTNING) },
  // audiocraft/models (1.3.0), `_HF_MODEL_CHECKPOINTS_MAP`.
  { id: 'musicgen', onHub: byPrefix('facebook/musicgen-', anyForm('small', 'medium', 'large', 'melody')) },
  // vosk (0.3.45): folders of alphacephei.com, at a path or by name.
  { id: 'vosk', names: anyForm('vosk-model-[\\w.-]{2,80}'), spell: lastPart },
  // piper (1.8.0): voices of one repository, whose files stand at a path.
  {
    id: 'piper',
    onHub: (name) =>
      /^[a-z]{2,3}_[A-Z]{2}-[\w]{2,40}-(?:x_low|low|medium|high)(?:\.onnx)?$/.test(lastPart(name)) ? 'rhasspy/piper-voices' : undefined,
  },
  // openwakeword (0.6.0), `MODELS`: files of its releases.
  {
    id: 'openwakeword',
    names: anyForm('alexa(?:_v[\\d.]+)?', 'hey_(?:mycroft|jarvis|rhasspy)(?:_v[\\d.]+)?', 'timer(?:_v[\\d.]+)?', 'weather(?:_v[\\d.]+)?'),
  },
  // TTS/.models.json (0.28.0): releases on GitHub, and other addresses.
  { id: 'coqui-tts', names: anyForm('(?:tts|vocoder|voice_conversion)_models(?:/[\\w.-]{1,60}){3}', 'xtts(?:_v[\\d.]+)?') },
  // demucs/remote (4.1.0).
  {
    id: 'demucs',
    names: anyForm(
      'h?t?demucs(?:_ft|_6s|_mmi)?',
      'mdx(?:_extra)?(?:_q)?',
      'repro_mdx_a(?:_hybrid_only|_time_only)?',
      'demucs_(?:extra|quantized|unittest)',
      'tasnet(?:_extra)?',
    ),
  },
  // nemo, `list_available_models` (3.0.0): the NGC catalog.
  { id: 'nemo', names: anyForm('[a-zA-Z][\\w.-]{2,100}') },
  // funasr/download/name_maps_from_hub.py (1.4.16): names for repositories of ModelScope.
  { id: 'funasr', names: anyForm('[a-zA-Z][\\w.-]{1,60}') },
  // torchaudio/pipelines/__init__.py (2.11.1).
  { id: 'torchaudio', names: anyForm('[A-Z][A-Z0-9_]{2,60}', PLAIN) },
];
