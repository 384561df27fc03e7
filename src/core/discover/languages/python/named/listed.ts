/**
 * Names of a library's own list of models that code keeps where no call of the library is read: `WEIGHTS = "yolov8n.pt"`,
 * `spacy_model: str = "en_core_web_sm"`, `whisper_model = os.getenv("WHISPER_MODEL", "small")` in a file that says which Whisper it means.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../../model/index.ts';
import { meaningIn } from '../../../catalogs/index.ts';
import type { saidBy } from '../../../hosted/index.ts';
import { isKept } from '../named-by-key.ts';
import type { PythonModule } from '../module.ts';
import { scopeAt } from '../scope.ts';
import type { Node } from '../syntax/index.ts';
import { type NamedText, nameOf } from './context.ts';
import { offerAround } from './offered.ts';
import { stringOf } from './table.ts';
import { textNodesAt } from './text-nodes.ts';
import { calledBy } from './words.ts';

interface Listed {
  /** Of `discover/catalogs`; of several, the file says which. */
  readonly catalogs: readonly { readonly id: string; readonly said: RegExp }[];
  /** How its names begin, and what they are like. */
  readonly starts: readonly string[];
  readonly form: string;
  /** Words of the name that it is bound to. */
  readonly keys: RegExp;
  /** A name that the library reads, where its files have more than what is written. */
  readonly suffix?: string;
}

const ANY = /(?:)/;
const WEIGHTS = /model|weight|yolo|detector|detection|checkpoint|ckpt|segment|pose|path|file|name/i;
/** One row for each form of names that nothing else has, or that words beside them tell. */
const LISTED: readonly Listed[] = [
  {
    catalogs: [{ id: 'ultralytics', said: ANY }],
    starts: ['yolo', 'rtdetr-', 'FastSAM-', 'mobile_sam', 'sam2', 'sam_'],
    form: String.raw`(?:yolov?\d{1,2}[nsmlxbtce]6?u?(?:-(?:cls|seg|pose|obb|oiv7|world|worldv2))?|yoloe-\w{2,4}-seg(?:-pf)?|rtdetr-[lx]|FastSAM-[sx]|mobile_sam|sam2(?:\.1)?_[blst]|sam_[bl])\.pt`,
    keys: WEIGHTS,
  },
  {
    catalogs: [{ id: 'spacy', said: ANY }],
    starts: [
      'en_core_',
      'de_core_',
      'fr_core_',
      'es_core_',
      'it_core_',
      'pt_core_',
      'nl_core_',
      'zh_core_',
      'ja_core_',
      'ko_core_',
      'ru_core_',
      'xx_ent_',
      'xx_sent_',
    ],
    form: String.raw`[a-z]{2}_(?:core|ent|sent|dep)_[a-z]{2,10}_(?:sm|md|lg|trf)`,
    keys: /model|spacy|nlp|pipeline|name|lang/i,
  },
  {
    catalogs: [{ id: 'vosk', said: ANY }],
    starts: ['vosk-model-'],
    form: String.raw`vosk-model-[\w.-]{2,60}`,
    keys: /model|vosk|path|dir|name/i,
  },
  {
    catalogs: [{ id: 'coqui-tts', said: ANY }],
    starts: ['tts_models/', 'vocoder_models/'],
    form: String.raw`(?:tts|vocoder)_models(?:\/[\w.-]{1,60}){3}`,
    keys: /model|tts|voice|vocoder|name/i,
  },
  {
    catalogs: [{ id: 'piper', said: /piper/i }],
    starts: [
      'ar_',
      'cs_',
      'da_',
      'de_',
      'el_',
      'en_',
      'es_',
      'fa_',
      'fi_',
      'fr_',
      'hu_',
      'it_',
      'nl_',
      'no_',
      'pl_',
      'pt_',
      'ro_',
      'ru_',
      'sv_',
      'tr_',
      'uk_',
      'vi_',
      'zh_',
    ],
    form: String.raw`[a-z]{2}_[A-Z]{2}-[a-z0-9_]{2,40}-(?:x_low|low|medium|high)(?:\.onnx)?`,
    keys: /voice|model|tts|piper|name/i,
    suffix: '.onnx',
  },
  {
    catalogs: [
      { id: 'faster-whisper', said: /faster[-_]whisper/i },
      { id: 'openai-whisper', said: /\bimport whisper\b|\bfrom whisper\b|openai[-_]whisper|\bwhisper\.load_model/ },
    ],
    starts: ['tiny', 'base', 'small', 'medium', 'large', 'turbo', 'distil-'],
    form: String.raw`(?:(?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123])?(?:-turbo)?|turbo|distil-(?:small\.en|medium\.en|large-v[23](?:\.5)?))`,
    keys: /whisper|stt|asr|transcri|speech|model/i,
  },
];
const ROWS = LISTED.map((row) => ({ ...row, names: new RegExp(`^(?:${row.form})$`) }));
const question = (rows: readonly Listed[]): WordQuestion =>
  rows.flatMap(({ starts, form }) => matching(starts, `(?<=["'])(?:${form})["']`));
/** Plain words count only where the file says whose they are. */
const isTold = ({ catalogs }: Listed): boolean => catalogs.some(({ said }) => said !== ANY);
const NAMES_LISTED = question(LISTED.filter((row) => !isTold(row)));
const NAMES_TOLD = question(LISTED.filter(isTold));
const TELLS: WordQuestion = ['hisper', 'HISPER', 'iper', 'IPER'].map((word) => ({ word }));
/** All of their places count. */
export const LISTED_QUESTIONS = [NAMES_LISTED, NAMES_TOLD];
export const TELLS_LISTED = TELLS;

export function mayNameListed(answers: Answers): boolean {
  return answers.has(NAMES_LISTED) || (answers.has(TELLS) && answers.has(NAMES_TOLD));
}

const MAX_PLACES = 2_000;
/** Words of ordinary settings, too: "font_size", "batch". */
const ORDINARY = /^(?:tiny|base|small|medium|large|turbo)$/;
const SIZES_OF_OTHERS =
  /font|icon|button|text|width|height|batch|image|chart|padding|margin|screen|theme|(?:^|_)ui(?:_|$)|style|layout|cost|effort|severity|priority|risk/i;

/** `loaded`: what calls of the file name anyway. */
export function namedInList(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  { taken, loaded }: { readonly taken: ReadonlySet<number>; readonly loaded: () => ReadonlySet<string> },
): LoadFact[] {
  const told = words.has(TELLS) ? (words.get(NAMES_TOLD) ?? []) : [];
  const places = [...(words.get(NAMES_LISTED) ?? []), ...told].sort((a, b) => a - b).slice(0, MAX_PLACES);
  if (places.length === 0) return [];
  return textNodesAt(root, places).flatMap((node): LoadFact[] => {
    const name = stringOf(node);
    const row = name === null ? undefined : ROWS.find(({ names }) => names.test(name));
    if (name === null || row === undefined) return [];
    // `{"tiny": "org/name"}`: what it stands for here is said beside it.
    const value =
      node.parent?.type === 'pair' && node.parent.childForFieldName('key')?.id === node.id ? node.parent.childForFieldName('value') : null;
    if (value?.type === 'string') return [];
    const catalog = row.catalogs.find(({ said }) => said.test(text))?.id;
    const meant = row.suffix === undefined || name.endsWith(row.suffix) ? name : `${name}${row.suffix}`;
    if (catalog === undefined || meaningIn(catalog, meant) === null) return [];
    const says = (key: string): ReturnType<typeof saidBy> => readAs(key, name, row);
    const own = nameOf(node, () => [], says);
    const offer = own === null ? offerAround(node) : null;
    const named =
      own ?? (offer === null || readAs(offer.name, name, row) !== 'model' ? null : { name: offer.name, by: null, beside: null });
    // What a function is given by its place, it may be called for anything.
    if (node.parent?.type === 'argument_list' && named?.name === calledBy(node.parent.parent)) return [];
    if (named === null || !isKept(argumentOf(node), taken) || loaded().has(name)) return [];
    const fact = factOf(node, meant, named, catalog, module);
    return [own === null ? { ...fact, catalog: true } : fact];
  });
}

/** What is bound to says that it is a model of such a library. */
function readAs(key: string, text: string, { keys }: Listed): ReturnType<typeof saidBy> {
  if (!keys.test(key)) return SIZES_OF_OTHERS.test(key) ? 'otherwise' : null;
  if (!ORDINARY.test(text)) return 'model';
  // A plain word has to be called the size of a model.
  if (SIZES_OF_OTHERS.test(key)) return 'otherwise';
  return /whisper|model|stt|asr|transcri/i.test(key) ? 'model' : null;
}

function argumentOf(text: Node): Node {
  const around = text.parent;
  return around?.type === 'keyword_argument' && !(around.childForFieldName('name')?.text ?? '').startsWith('default') ? around : text;
}

function factOf(node: Node, text: string, { name, by }: NamedText, library: string, module: PythonModule): LoadFact {
  const literal: Expression = { kind: 'literal', text };
  const { row, column } = node.startPosition;
  return {
    kind: 'load',
    component: 'model',
    hub: 'catalog',
    library,
    provider: null,
    api: name.slice(0, 80),
    target: by === null ? literal : { kind: 'overridable', by, name: name.slice(0, 80), fallback: literal },
    guessed: true,
    within: { piece: '', scope: scopeAt(node, module).index },
    revision: null,
    endpoint: null,
    remoteCode: false,
    pin: null,
    line: row + 1,
    column: column + 1,
  };
}
