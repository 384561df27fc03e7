/**
 * Names of a library's own list of models that code keeps where no call of the library is read: `WEIGHTS = "yolov8n.pt"`,
 * `spacy_model: str = "en_core_web_sm"`, `whisper_model = os.getenv("WHISPER_MODEL", "small")` in a file that says which Whisper it means.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { LoadFact } from '../../../../model/index.ts';
import { meaningIn } from '../../../catalogs/index.ts';
import type { saidBy } from '../../../hosted/index.ts';
import { isKept } from '../named-by-key.ts';
import type { PythonModule } from '../module.ts';
import { scopeAt } from '../scope.ts';
import type { Node } from '../syntax/index.ts';
import { type NamedText, nameOf } from './context.ts';
import { ANY, LISTED, type Listed } from './listed-names.ts';
import { offerAround } from './offered.ts';
import { stringOf } from './table.ts';
import { textNodesAt } from './text-nodes.ts';
import { calledBy } from './words.ts';
import { saidAt } from './said-at.ts';
import { PLAIN_LOAD } from '../../../plain-load.ts';

/** The folders before the name of a file. */
const FOLDERS = String.raw`(?:[\w.~-]{1,40}/){0,5}`;
const before = ({ folders }: Listed): string => (folders === true ? FOLDERS : '');
const ROWS = LISTED.map((row) => ({ ...row, names: new RegExp(`^${before(row)}(?:${row.form})$`) }));
/** Plain words count only where the file says whose they are. */
const isTold = ({ catalogs }: Listed): boolean => catalogs.some(({ said }) => said !== ANY);
const question = (rows: readonly Listed[]): WordQuestion =>
  rows.flatMap((row) => matching(row.starts, `(?<=["']${before(row)})(?:${row.form})["']`));
const NAMES_LISTED = question(LISTED.filter((row) => !isTold(row)));
const NAMES_TOLD = question(LISTED.filter(isTold));
/** All of their places count. */
export const LISTED_QUESTIONS = [NAMES_LISTED, NAMES_TOLD];
export const TELLS_LISTED: WordQuestion = ['hisper', 'HISPER', 'iper', 'IPER'].map((word) => ({ word }));

/** For the pre-filter. */
export function mayNameListed(answers: Answers): boolean {
  return answers.has(NAMES_LISTED) || (answers.has(TELLS_LISTED) && answers.has(NAMES_TOLD));
}

const MAX_PLACES = 2_000;
/** Words of ordinary settings, too: "font_size", "batch". */
const ORDINARY = /^(?:tiny|base|small|medium|large|turbo)$/;
const SIZES_OF_OTHERS =
  /font|icon|button|(?<!to_)text(?!_to)|width|height|batch|image|chart|padding|margin|screen|theme|(?:^|_)ui(?:_|$)|style|layout|cost|effort|severity|priority|risk/i;

/** `loaded`: what calls of the file name anyway. */
export function namedInList(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  { taken, loaded }: { readonly taken: ReadonlySet<number>; readonly loaded: () => ReadonlySet<string> },
): LoadFact[] {
  const told = words.has(TELLS_LISTED) ? (words.get(NAMES_TOLD) ?? []) : [];
  const places = [...(words.get(NAMES_LISTED) ?? []), ...told].sort((a, b) => a - b).slice(0, MAX_PLACES);
  if (places.length === 0) return [];
  return textNodesAt(root, places).flatMap((node): LoadFact[] => {
    const name = stringOf(node);
    const row = name === null ? undefined : ROWS.find(({ names }) => names.test(name));
    if (name === null || row === undefined) return [];
    // `{"tiny": "org/name"}`: what it stands for here is said beside it.
    const value =
      node.parent?.type === 'pair' && node.parent.childForFieldName('key')?.id === node.id ? node.parent.childForFieldName('value') : null;
    if (value?.type === 'string' || isOtherField(node, name, row)) return [];
    const catalog = row.catalogs.find(({ said }) => said.test(text))?.id;
    const meant = row.spell?.(name.slice(name.lastIndexOf('/') + 1)) ?? name;
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

/** `{"size": "39M", "speed": "medium"}`: a plain word has to stand under a key of a model. */
function isOtherField({ parent, id }: Node, text: string, row: Listed): boolean {
  if (!ORDINARY.test(text) || parent?.type !== 'pair') return false;
  const key = parent.childForFieldName('key');
  return key !== null && key.id !== id && readAs(stringOf(key) ?? '', text, row) !== 'model';
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

function factOf(node: Node, text: string, named: NamedText, library: string, module: PythonModule): LoadFact {
  const within = { piece: '', scope: scopeAt(node, module).index };
  return { ...PLAIN_LOAD, ...saidAt(node, text, named), component: 'model', hub: 'catalog', library, guessed: true, within };
}
