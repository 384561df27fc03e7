/** Texts of code that name something on the hub: its addresses, and ids that a call or key of a library of the hub takes. */
import type { LoadFact } from '../../model/index.ts';
import { isHubId } from '../../ref/parse.ts';
import { isHubLike } from '../telling/hub-like.ts';
import { hostedModelOf, prefixedModelOf, saidBy } from '../hosted/index.ts';
import { type HubUrl, hubFileUrl, hubScheme, mirroredFileUrl } from '../languages/shell/hub-url.ts';
import { mappedRange, type PlacedFile } from '../languages/shell/mapped.ts';
import { urlFact } from '../languages/shell/url-loads.ts';
import type { Token } from './lexer.ts';
import { listNamed } from './lists.ts';
import { type Naming, namingOf } from './naming.ts';
import { isRouted, routerIn } from './routed.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

/** Keys and variables that hold an id of the hub, without "-", "_" and ".". */
const KEYS =
  /^(?:(?:hf|huggingface)(?:hub)?(?:model|repo|tokenizer|dataset)?(?:id|name|repo|path)?|(?:model|tokenizer|base|embedding|hub|gguf|onnx|whisper|lora|adapter)repo(?:id|sitory|sitoryid|name)?|repoid|(?:base|embedding|embed|tokenizer|rerank(?:er)?|whisper|pretrained|vlm|llm|chat|default|draft)?model(?:id|nameorpath|repo|hubid|name|path)|pretrainedmodelnameorpath|hubid|tokenizerid|tokenizername)$/;
/**
 * Calls whose text is an id of the hub, by their chains: hf-hub, candle and tokenizers (Rust), Transformers and Informers (Ruby), Bumblebee
 * (Elixir), hugot (Go), DJL (Java), swift-transformers and mlx-swift-examples (Swift), TransformersPHP.
 */
const CALLS =
  /^(?:Repo\.(?:new|model|with_revision|dataset)|api\.(?:model|dataset|repo)|\w{0,30}api\.(?:model|dataset)|Api\.model|ApiRepo\.\w+|\w{0,40}\.(?:from_pretrained|fromPretrained|FromPretrained|from_hf|from_hub|fromHub)|(?:from_pretrained|fromPretrained|FromPretrained)|Hub\.Repo|(?:hf_hub_download|hfHubDownload|snapshot_download|snapshotDownload|hf_download|DownloadModel|downloadModel|LoadModelFromHub|load_model_from_hub)|\w{0,40}\.(?:DownloadModel|hf_hub_download|snapshot_download|optModelId)|ModelConfiguration|ModelRegistry\.\w+|HubApi\.\w+|(?:Transformers|Informers)\.pipeline|pipeline|ModelBuilder\.new|TextModelBuilder\.new|VisionModelBuilder\.new|GgufModelBuilder\.new|(?:Text)?InitOptions\.new|InitOptions\.with_model_name|HuggingFaceTokenizer\.newInstance)$/;
const DATASETS = /dataset/i;
const OF_HUB: Naming = { names: ['hf'], by: null, callee: ['hf'] };

/** Libraries of the hub, whose `model("org/name")` and `dataset("org/name")` take ids of it. */
const SPEAKS = /hf[-_]hub|hugging[-_]?face/i;
const OF_LIBRARY = /^(?:model|dataset|repo)$/;

export function hubNamesIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  const speaks = SPEAKS.test(file.text);
  const ownTypes = textTypesIn(tokens);
  const isRouter = routerIn(tokens) !== null;
  return tokens.flatMap((token, index) => {
    const { kind, text, offset } = token;
    if (kind !== 'text' || text.length < 4 || text.length > 2_000) return [];
    const address = addressIn(text);
    if (address !== null) {
      const fact = urlFact(address, mappedRange(file.text, offset, offset + text.length), text, 'download', file);
      return [token.joined === true ? { ...fact, pin: null } : fact];
    }
    const listed = whisperKitModel(tokens, index, file);
    if (listed !== null) return [listed];
    return isHubId(text) ? named(tokens, index, file, { speaks, isRouter, ownTypes }) : [];
  });
}

/** Deep Java Library: a model of the hub in its own repository. */
const DJL = /^djl:\/\/ai\.djl\.huggingface\.\w{1,40}\/([\w.-]{1,96}\/[\w.-]{1,96})/;

/** What the hub says of a repository, and the pages that people are sent to for its files. */
const OF_API =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/api\/(models|datasets)\/([\w.-]{1,96}\/[\w.-]{1,96})(?:\/(?:tree|revision|resolve)\/[^\s]{1,300})?$/i;
/** Where swift-transformers keeps what it downloads: "Documents/huggingface/models/org/name/…". */
const KEPT = /(?:^|\/)huggingface\/(models|datasets)\/([\w.-]{1,96}\/[\w.-]{1,96})(?:\/|$)/;

function addressIn(text: string): HubUrl | null {
  const djl = DJL.exec(text)?.[1];
  if (djl !== undefined) return { component: 'model', id: djl, revision: null };
  if (text.startsWith('hf://')) return hubScheme(text);
  const kept = text.includes('://') ? null : KEPT.exec(text);
  if (kept !== null) return { component: kept[1] === 'datasets' ? 'dataset' : 'model', id: kept[2] ?? '', revision: null };
  if (!/^https?:\/\//i.test(text)) return null;
  const api = OF_API.exec(text);
  if (api !== null) return { component: api[1] === 'datasets' ? 'dataset' : 'model', id: api[2] ?? '', revision: null };
  return hubFileUrl(text.replace('/blob/', '/resolve/')) ?? (text.includes('/resolve/') ? mirroredFileUrl(text) : null);
}

/** Paths inside of a program. */
const ROUTES = /(?:^|_)(?:ROUTES?|SCREEN|DEEPLINK|PERMISSION)(?:_|$)|(?:^|[a-z_])(?:[rR]outes?|[sS]creen|[dD]eepLink)(?:[A-Z_]|$)/;

/** What the whole file says. */
interface Around {
  readonly speaks: boolean;
  readonly isRouter: boolean;
  readonly ownTypes: ReadonlySet<string>;
}

function named(tokens: readonly Token[], index: number, file: PlacedFile, { speaks, isRouter, ownTypes }: Around): LoadFact[] {
  const { text, offset } = tokens[index] as Token;
  const own = isTupleOfHub(tokens, index) ? OF_HUB : namingOf(tokens, index);
  const naming = own ?? ofList(tokens, index);
  if (naming === null) return [];
  // What stands beside it in a comparison is no name of it.
  const names = naming.names.filter((name) => hostedModelOf(name) === null);
  const { callee } = naming;
  const [last = names[0] ?? ''] = callee;
  const chain = callee.slice(0, 2).toReversed().join('.');
  const found = loadFact(tokens, index, { api: last.slice(0, 80), ...file.at(offset) }, [...names, ...callee]);
  const load: LoadFact = naming.offered === true ? { ...found, catalog: true } : found;
  if (naming === OF_HUB || CALLS.test(chain) || CALLS.test(last) || (speaks && callee.length > 0 && OF_LIBRARY.test(last)))
    return text.includes('/') || /pretrained/i.test(chain) ? [load] : [];
  if (isCaseOfType(tokens, index, ownTypes) || names.some((name) => ROUTES.test(name))) return [];
  const isKeyed = names.some((name) => KEYS.test(name.replaceAll(/[-_.]/g, '').toLowerCase()));
  const said = names.map(saidBy);
  // A router takes such a name for its own (`routed.ts`).
  if (!isKeyed && ((isRouter && isRouted(text)) || said[0] === 'otherwise' || !said.includes('model'))) return [];
  // "org/name" is also a path, a package and a repository of a forge: its name has to look like that of a model.
  if (!text.includes('/') || !isHubLike(text) || prefixedModelOf(text) !== null) return [];
  return [own === null ? { ...load, catalog: true } : load];
}

/** `WhisperKitConfig(model: "base")`: a folder of the one repository that WhisperKit takes models from. */
function whisperKitModel(tokens: readonly Token[], index: number, file: PlacedFile): LoadFact | null {
  if (tokens[index - 1]?.text !== ':' || tokens[index - 2]?.text !== 'model') return null;
  const callee = namingOf(tokens, index)?.callee[0] ?? '';
  if (!/^WhisperKit(?:Config)?$/.test(callee)) return null;
  const { names: _, ...load } = loadFact(tokens, index, { api: callee, ...file.at((tokens[index] as Token).offset) }, []);
  return { ...load, hub: 'catalog', library: 'whisperkit' };
}

/** `type model string` … `small model = "org/small"` (Go): the cases of a type, which code compares. A default among them says so. */
function isCaseOfType(tokens: readonly Token[], index: number, ownTypes: ReadonlySet<string>): boolean {
  const [name, type, sign] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]];
  if (sign?.text !== '=' || type?.kind !== 'word' || name?.first !== true || /default/i.test(name.text)) return false;
  return ownTypes.has(type.text);
}

function textTypesIn(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap(({ text }, at) => (text === 'type' && tokens[at + 2]?.text === 'string' ? [tokens[at + 1]?.text ?? ''] : [])),
  );
}

/** An item of a list of models. */
function ofList(tokens: readonly Token[], index: number): Naming | null {
  const name = listNamed(tokens, index);
  return name === null ? null : { names: [name], by: null, callee: [], offered: true };
}

/** `{:hf, "org/name"}` (Bumblebee). */
function isTupleOfHub(tokens: readonly Token[], index: number): boolean {
  const [colon, name, comma] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]];
  return comma?.text === ',' && name?.text === 'hf' && colon?.text === ':';
}

/** The revision is the last of three arguments (`Repo::with_revision`), or stands beside a key of that name. */
function revisionAfter(tokens: readonly Token[], index: number): string | null {
  for (let at = index + 1; at < Math.min(tokens.length, index + 30); at++) {
    const { kind, text: word } = tokens[at] as Token;
    if (kind === 'sign' && (word === ';' || word === '}')) return null;
    if (kind !== 'text') continue;
    const named = tokens.slice(index + 1, at).some((one) => one.kind === 'word' && /^(?:revision|RepoType)$/.test(one.text));
    return named && /^[\w./-]{1,100}$/.test(word) ? word : null;
  }
  return null;
}

function loadFact(
  tokens: readonly Token[],
  index: number,
  place: Pick<LoadFact, 'api' | 'line' | 'column'>,
  names: readonly string[],
): LoadFact {
  const revision = revisionAfter(tokens, index);
  return {
    ...PLAIN_LOAD,
    component: names.some((name) => DATASETS.test(name)) ? 'dataset' : 'model',
    hub: 'hf',
    target: { kind: 'literal', text: (tokens[index] as Token).text },
    names: { hubOnly: true },
    revision: revision === null ? null : { kind: 'literal', text: revision },
    ...place,
  };
}
