/** Forms of names that are those of a library's own list of models, wherever they stand. Data: one row a form. */
import { words } from '../../../../ecosystems/words.ts';

export interface Listed {
  /** Of `discover/catalogs`; of several, the file says which. */
  readonly catalogs: readonly { readonly id: string; readonly said: RegExp }[];
  /** How its names begin, and what they are like. */
  readonly starts: readonly string[];
  readonly form: string;
  /** A folder may stand before it: the library takes a path as well. */
  readonly folders?: true;
  /** Words of the name that it is bound to. */
  readonly keys: RegExp;
  /** As its list has it. */
  readonly spell?: (name: string) => string;
}

const named = (text: string): readonly string[] => [...words(text)];

/** Nothing else is called so. */
export const ANY = /(?:)/;

export const LISTED: readonly Listed[] = [
  {
    catalogs: [{ id: 'ultralytics', said: ANY }],
    starts: named('yolo rtdetr- FastSAM- mobile_sam sam2 sam_'),
    form: String.raw`(?:yolov?\d{1,2}[nsmlxbtce]6?u?(?:-(?:cls|seg|pose|obb|oiv7|world|worldv2))?|yoloe-\w{2,4}-seg(?:-pf)?|rtdetr-[lx]|FastSAM-[sx]|mobile_sam|sam2(?:\.1)?_[blst]|sam_[bl])\.pt`,
    keys: /model|weight|yolo|detector|detection|checkpoint|ckpt|segment|pose|path|file|name/i,
  },
  {
    catalogs: [{ id: 'spacy', said: ANY }],
    starts: named('en_core_ de_core_ fr_core_ es_core_ it_core_ pt_core_ nl_core_ zh_core_ ja_core_ ko_core_ ru_core_ xx_ent_ xx_sent_'),
    form: String.raw`[a-z]{2}_(?:core|ent|sent|dep)_[a-z]{2,10}_(?:sm|md|lg|trf)`,
    keys: /model|spacy|nlp|pipeline|name|lang/i,
  },
  {
    catalogs: [{ id: 'vosk', said: ANY }],
    starts: ['vosk-model-'],
    form: String.raw`vosk-model-[\w.-]{2,60}`,
    folders: true,
    keys: /model|vosk|path|dir|name/i,
  },
  {
    catalogs: [{ id: 'coqui-tts', said: ANY }],
    starts: ['tts_models/', 'vocoder_models/'],
    form: String.raw`(?:tts|vocoder)_models(?:/[\w.-]{1,60}){3}`,
    keys: /model|tts|voice|vocoder|name/i,
  },
  {
    catalogs: [{ id: 'piper', said: /piper/i }],
    starts: named('ar_ cs_ da_ de_ el_ en_ es_ fa_ fi_ fr_ hu_ it_ nl_ no_ pl_ pt_ ro_ ru_ sv_ tr_ uk_ vi_ zh_'),
    form: String.raw`[a-z]{2}_[A-Z]{2}-[a-z0-9_]{2,40}-(?:x_low|low|medium|high)(?:\.onnx)?`,
    folders: true,
    keys: /voice|model|tts|piper|name/i,
    spell: (name) => (name.endsWith('.onnx') ? name : `${name}.onnx`),
  },
  {
    catalogs: [{ id: 'whisper.cpp', said: ANY }],
    starts: ['ggml-'],
    form: String.raw`ggml-(?:(?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123])?(?:-turbo)?)(?:-q\d_\d)?\.bin`,
    folders: true,
    keys: /model|whisper|stt|path|file|name/i,
    spell: (name) => name.slice('ggml-'.length, -'.bin'.length),
  },
  {
    catalogs: [
      { id: 'faster-whisper', said: /faster[-_]whisper/i },
      { id: 'openai-whisper', said: /\bimport whisper\b|\bfrom whisper\b|openai[-_]whisper|\bwhisper\.load_model/ },
    ],
    starts: named('tiny base small medium large turbo distil-'),
    form: String.raw`(?:(?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123])?(?:-turbo)?|turbo|distil-(?:small\.en|medium\.en|large-v[23](?:\.5)?))`,
    keys: /whisper|stt|asr|transcri|speech|model/i,
  },
];
