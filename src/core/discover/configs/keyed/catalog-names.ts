/** Names of libraries' own lists in settings: `WHISPER_MODEL=small`, `spacy_model: de_core_news_md`. By the form of the name, or by key and form. */
import { meaningIn } from '../../catalogs/index.ts';
import { keyWords, type Neighbors } from './tree.ts';

/** Names that nothing else has, under any key. */
const CERTAIN: readonly (readonly [library: string, form: RegExp])[] = [
  ['spacy', /^[a-z]{2}_(?:core|dep)_(?:web|news|ud)_(?:sm|md|lg|trf)$/],
  ['scispacy', /^en_core_sci_(?:sm|md|lg|scibert)$/],
  ['insightface', /^(?:buffalo_(?:l|m|s|sc)|antelopev2)$/],
  ['piper', /^[a-z]{2}_[A-Z]{2}-\w{2,40}-(?:x_low|low|medium|high)$/],
  ['vosk', /^vosk-model-[\w.-]{2,80}$/],
  ['coqui-tts', /^(?:tts|vocoder|voice_conversion)_models(?:\/[\w.-]{1,60}){3}$/],
  ['ultralytics', /^(?:yolo(?:v\d|\d{1,2})[nsmlxbtce]u?(?:-(?:cls|seg|pose|obb|world|worldv2))?|FastSAM-[sx]|rtdetr-[lx])\.pt$/],
  ['openwakeword', /^(?:alexa|hey_(?:mycroft|jarvis|rhasspy))_v[\d.]{1,5}$/],
  ['faster-whisper', /^(?:tiny|base|small|medium)-int8$/],
  // Registries that somebody runs: their addresses have a scheme of their own.
  ['mlflow', /^models:\/{1,3}[\w.-]{1,100}(?:[/@][\w.-]{1,60})?$/],
  ['wandb', /^wandb-artifact:\/{1,3}[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,2}(?::[\w.-]{1,60})?$/],
];
/** Parts of these names, one of which each of them has. */
export const PARTS_OF_NAMES: readonly string[] = [
  '_core_',
  '_dep_',
  'buffalo_',
  'antelopev2',
  'vosk-model-',
  '-int8',
  '-x_low',
  '-low',
  '-medium',
  '-high',
  'tts_models/',
  'vocoder_models/',
  'voice_conversion_models/',
  'yolo',
  'FastSAM-',
  'rtdetr-',
  'hey_',
  'alexa_v',
  'models:/',
  'wandb-artifact:',
];

const SIZE =
  /^(?:(?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123])?(?:-turbo)?|turbo|distil-(?:small\.en|medium\.en|large-v[23](?:\.5)?))$/;
/** No word of a size alone: it says of which list it is. */
const CERTAIN_SIZE = /\.en$|^large-v|^distil-/;
const WHISPER = /(?:^|_)(?:whisper|faster_whisper|whisperx|openai_whisper|whisper_cpp)(?:_|$)/;
const SPEECH = /(?:^|_)(?:asr|stt|transcri\w{1,8}|speech(?:_to_text)?|dictation)(?:_|$)/;
/** The last word of a key that is the place for a name. */
const PLACE = /(?:^|_)(?:models?|size|name|id|model_(?:size|name|id)|whisper|asr|stt)$/;
const ENGINES: readonly string[] = [
  'engine',
  'provider',
  'backend',
  'type',
  'library',
  'service',
  'implementation',
  'asr_engine',
  'stt_engine',
  'stt_provider',
  'whisper_engine',
];

/** The library in whose list a text is; null: it is in none, as far as reading tells. `owners`: the keys above, nearest first. */
export function catalogOfName(key: string, text: string, neighbors: Neighbors, owners: readonly string[]): string | null {
  const sure = CERTAIN.find(([, form]) => form.test(text))?.[0];
  if (sure !== undefined) return sure;
  if (!SIZE.test(text) || !PLACE.test(key)) return null;
  const said = [key, ...owners.slice(0, 2), ...ENGINES.flatMap((name) => engineWords(neighbors.get(name)))];
  const speaks = said.some((word) => WHISPER.test(word)) || (CERTAIN_SIZE.test(text) && said.some((word) => SPEECH.test(word)));
  if (!speaks) return null;
  if (said.some((word) => /faster_whisper|whisperx/.test(word))) return 'faster-whisper';
  return meaningIn('openai-whisper', text) === null ? 'faster-whisper' : 'openai-whisper';
}

function engineWords(text: string | null | undefined): string[] {
  return text == null || text.length > 40 ? [] : [keyWords(text)];
}
