/** The calls of libraries for speech and music that load a model, one row each. The version read stands beside a library's first row. */
import { NO_REVISION } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, known, ofCatalog, namedAt, only } from './api-row.ts';

const NEMO = ['nemo'];

export const SPEECH_ROWS: readonly ApiRow[] = [
  // openai-whisper 20250625
  only('whisper.load_model', ['whisper'], namedAt(0, 'name'), 'base', ofCatalog('openai-whisper')),
  // stable-ts wraps it under the same name; whisper-timestamped 1.15: repositories of the hub, too.
  only('stable_whisper.load_model', ['stable_whisper'], namedAt(0, 'name'), 'base', ofCatalog('openai-whisper')),
  only('whisper_timestamped.load_model', ['whisper_timestamped'], namedAt(0, 'name'), 'base', {
    ...NO_REVISION,
    catalog: 'openai-whisper',
  }),
  // faster-whisper 1.2.1
  known('WhisperModel', ['faster_whisper'], namedAt(0, 'model_size_or_path'), 'large-v3', { catalog: 'faster-whisper' }),
  only('download_model', ['faster_whisper'], namedAt(0, 'size_or_id'), 'large-v3', { catalog: 'faster-whisper' }),
  // whisperx 3.8.6: by faster-whisper; an aligner has a name only where one is given.
  only('whisperx.load_model', ['whisperx'], namedAt(0, 'whisper_arch'), 'large-v2', { ...NO_REVISION, catalog: 'faster-whisper' }),
  only('whisperx.load_align_model', ['whisperx'], namedAt(2, 'model_name'), 'org/name', NO_REVISION),
  ...['whisperx.DiarizationPipeline', 'diarize.DiarizationPipeline'].map((name) =>
    only(name, ['whisperx'], namedAt(0, 'model_name'), 'org/name', NO_REVISION),
  ),
  // mlx-whisper 0.4.3, lightning-whisper-mlx 0.0.10, pywhispercpp 1.5.1
  only('mlx_whisper.transcribe', ['mlx_whisper'], namedAt(KEYWORD_ONLY, 'path_or_hf_repo'), 'org/name', NO_REVISION),
  only('load_models.load_model', ['mlx_whisper'], namedAt(0, 'path_or_hf_repo'), 'org/name', NO_REVISION),
  only('LightningWhisperMLX', ['lightning_whisper_mlx'], namedAt(0, 'model'), 'small', {
    ...NO_REVISION,
    catalog: 'lightning-whisper-mlx',
  }),
  only('model.Model', ['pywhispercpp'], namedAt(0, 'model'), 'base.en', ofCatalog('whisper.cpp')),
  // nemo-toolkit 3.0.0: names of NGC; one with an owner is of the hub.
  ...[
    'ASRModel',
    'EncDecCTCModel',
    'EncDecCTCModelBPE',
    'EncDecRNNTModel',
    'EncDecRNNTBPEModel',
    'EncDecHybridRNNTCTCBPEModel',
    'EncDecMultiTaskModel',
    'EncDecSpeakerLabelModel',
    'EncDecClassificationModel',
    'EncDecDiarLabelModel',
    'SortformerEncLabelModel',
    'FastPitchModel',
    'HifiGanModel',
    'Tacotron2Model',
    'TokenClassificationModel',
    'PunctuationCapitalizationModel',
    'MTEncDecModel',
  ].map((name) =>
    only(`${name}.from_pretrained`, NEMO, namedAt(0, 'model_name'), 'stt_en_conformer_ctc_large', { ...NO_REVISION, catalog: 'nemo' }),
  ),
  // speechbrain 1.1.2
  only('foreign_class', ['speechbrain'], namedAt(0, 'source'), 'org/name', { ...NO_REVISION, runsCode: true }),
  // vosk 0.3.45
  only('Model', ['vosk'], namedAt(0, 'model_path', 'model_name'), 'vosk-model-small-en-us-0.15', ofCatalog('vosk')),
  // piper-tts 1.8.0: the repository of its voices, by the name of a file.
  only('PiperVoice.load', ['piper'], namedAt(0, 'model_path'), 'en_US-lessac-medium.onnx', {
    ...NO_REVISION,
    catalog: 'piper',
    names: { hubOnly: true },
  }),
  // openwakeword 0.6.0
  only('Model', ['openwakeword'], namedAt(0, 'wakeword_models'), 'x', {
    ...ofCatalog('openwakeword'),
    each: true,
    found: 'from openwakeword.model import Model\nModel(wakeword_models=["hey_jarvis"])',
    not: 'from acme.model import Model\nModel(wakeword_models=["hey_jarvis"])',
  }),
  // coqui-tts 0.28.0
  only('TTS', ['TTS'], namedAt(0, 'model_name'), 'tts_models/en/ljspeech/tacotron2-DDC', ofCatalog('coqui-tts')),
  only('api.TTS', ['TTS'], namedAt(0, 'model_name'), 'tts_models/en/ljspeech/tacotron2-DDC', ofCatalog('coqui-tts')),
  only('ModelManager.download_model', ['TTS'], namedAt(0, 'model_name'), 'tts_models/en/ljspeech/vits', ofCatalog('coqui-tts')),
  // kokoro 0.9.4: another repository only where it is named.
  only('KPipeline', ['kokoro'], namedAt(1, 'repo_id'), 'org/name', { ...NO_REVISION, standing: true }),
  only('KModel', ['kokoro'], namedAt(0, 'repo_id'), 'org/name', { ...NO_REVISION, standing: true }),
  // chatterbox-tts 0.1.7: `REPO_ID` of each module.
  ...['ChatterboxTTS', 'ChatterboxVC', 'ChatterboxMultilingualTTS'].map((name) =>
    only(`${name}.from_pretrained`, ['chatterbox'], namedAt(0, 'device'), 'cuda', { ...NO_REVISION, loads: 'ResembleAI/chatterbox' }),
  ),
  only('ChatterboxTurboTTS.from_pretrained', ['chatterbox'], namedAt(0, 'device'), 'cuda', {
    ...NO_REVISION,
    loads: 'ResembleAI/chatterbox-turbo',
  }),
  // demucs 4.1.0
  only('pretrained.get_model', ['demucs'], namedAt(0, 'name'), 'htdemucs', ofCatalog('demucs')),
  only('api.Separator', ['demucs'], namedAt(0, 'model'), 'htdemucs', { ...ofCatalog('demucs'), standing: true }),
  // audiocraft 1.3.0
  ...['MusicGen', 'AudioGen', 'MAGNeT'].map((name) =>
    only(`${name}.get_pretrained`, ['audiocraft'], namedAt(0, 'name'), 'org/name', { ...NO_REVISION, catalog: 'musicgen' }),
  ),
];
