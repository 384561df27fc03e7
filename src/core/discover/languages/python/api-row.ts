/** One row of the API table: all that is known of one callable (design, section 3). */
import type { LoadFact, NameRules } from '../../../model/index.ts';

export interface ApiRow {
  /** Last part of the call: "from_pretrained" in AutoModel.from_pretrained. */
  readonly name: string;
  /** Root modules that the callee must come from, for a method: one of them is imported; empty: any (the name alone is telling). */
  readonly modules: readonly string[];
  /** `method`: called on something; `function`: called by its own or a dotted name; `chain`: the dotted call ends with `name`. */
  readonly style: 'method' | 'function' | 'chain';
  readonly component: 'model' | 'dataset' | 'service';
  readonly hub: 'hf' | 'gh' | 'url' | 'ollama' | 'service' | 'modelscope' | 'catalog';
  /** Whose list of names it looks in first: an id of `discover/catalogs`. With the hub "catalog" it knows no others. */
  readonly catalog?: string;
  readonly target: { readonly position: number; readonly keywords: readonly string[] };
  /** Keyword of the revision; null where the call has none. */
  readonly revision: string | null;
  /** Positions (0-based) of further arguments that may be given without their keyword. */
  readonly positions?: Readonly<Record<string, number>>;
  /** The revision stands in the dictionaries that the class passes on. */
  readonly nestedRevision?: true;
  /** For services: the provider; "by-import" = the SDK that the client comes from; "by-prefix" = "provider/model" in the name. */
  readonly provider?: string;
  /** Of a chain: no other client has it, so that it tells in a file without an SDK, too. */
  readonly anyClient?: true;
  /** It takes a name, or an object that was made elsewhere. */
  readonly object?: true;
  /** `repo_type="dataset"` makes it a dataset. */
  readonly repoType?: true;
  /** Further arguments that name what is loaded with it (T9, T36). */
  readonly also?: readonly Also[];
  /** The call runs code of what it loads, whatever its arguments say. */
  readonly runsCode?: true;
  /** No weights: with trust_remote_code it runs the code of the repository that the configuration came from. */
  readonly configured?: true;
  /** Only a name with a scheme ("hf://org/name") is of the hub; others are of the library's own list. */
  readonly schemed?: true;
  /** Of hub "url": which texts it means. */
  readonly addresses?: LoadFact['addresses'];
  /** A file of Google Drive, also by its id alone. */
  readonly drive?: true;
  /** Only on classes whose name begins so. */
  readonly receiver?: string;
  /** The name is telling wherever it is called: methods of clients, names that the project's own modules pass on. */
  readonly anywhere?: true;
  /** Many other things have this name: of unknown origin it says nothing. */
  readonly common?: true;
  /** A word of ordinary code, too: a file is parsed for it only where the rest of the row is there. */
  readonly ordinary?: true;
  /** Other libraries have this name, too: only where it comes from one of the root modules it is meant. */
  readonly only?: true;
  /** Names of callables that are the name of what they load: `resnet50(weights="DEFAULT")`. `name` is one of them. */
  readonly family?: readonly string[];
  /** The one repository that it loads, whatever it is given. */
  readonly loads?: string;
  /** Whether it fetches weights at all, one of these arguments says. `absent`: what it does where none is given. */
  readonly when?: { readonly keywords: readonly string[]; readonly absent: boolean };
  /** Each element of the list that it is given is a name. */
  readonly each?: true;
  /** It loads a model of its own choice where none is named. */
  readonly standing?: true;
  /** What a plain name means to it. */
  readonly names?: NameRules;
  /** Dictionaries that it hands on to what it loads with. */
  readonly passes?: readonly string[];
  /** A file that loads by this row, and one of the same words that does not: each is a test. */
  readonly found: string;
  readonly not: string;
}

export interface Also {
  readonly keyword: string;
  /** Keyword of its revision; null where it has none. */
  readonly revision: string | null;
  /** What it is; by default the keyword. */
  readonly role?: string;
  readonly remoteCode?: true;
  /** It is an object as often as a name. */
  readonly object?: true;
  /** Only an address on the hub is a name of it. */
  readonly addressed?: true;
  /** Only a name with an owner is of the hub. */
  readonly slash?: true;
  /** Not given, it is the model's own, at its own revision. */
  readonly implied?: true;
  /** A dictionary, in which these keys say it. */
  readonly within?: { readonly name: string; readonly revision: string };
}

/** What a row says beside its name, where it comes from, and what it names. */
export type More = Partial<Omit<ApiRow, 'name' | 'modules' | 'target' | 'style'>>;
type Target = ApiRow['target'];

/** Of what stands nowhere without its keyword. */
export const KEYWORD_ONLY = 99;

/** The name stands at this position (0-based), or has one of these keywords. */
export function namedAt(position: number, ...keywords: string[]): Target {
  return { position, keywords };
}

type Example = Pick<ApiRow, 'found' | 'not'>;

/** Of a model on the hub, unless `more` says otherwise. */
export function model(
  style: ApiRow['style'],
  name: string,
  modules: readonly string[],
  target: ApiRow['target'],
  example: Example,
  more: More = {},
): ApiRow {
  return { name, modules, style, target, component: 'model', hub: 'hf', revision: 'revision', passes: PASSED, ...example, ...more };
}

/** Of a library that other libraries share names with: only from its own root modules, the first of which the example imports from. */
export function only(name: string, modules: readonly string[], target: Target, sample: string, more: More = {}): ApiRow {
  return known(name, modules, target, sample, { ordinary: true, ...more });
}

/** The same, of a name that no other code has: what the project's own modules pass on under it counts, too. */
export function known(name: string, modules: readonly string[], target: Target, sample: string, more: More = {}): ApiRow {
  const [root = '', first = ''] = [modules[0], name.split('.')[0]];
  const given = target.position === 0 ? `"${sample}"` : `${target.keywords[0] ?? ''}="${sample}"`;
  const found = `${first === root ? `import ${root}` : `from ${root} import ${first}`}\n${name}(${given})`;
  // Of an unknown origin, what loads by name is an unknown load; a repository under its key and an address are named whoever gets them.
  const isTelling = name.endsWith('.from_pretrained') || /^(?:repo_id|model_name_or_path)=/.test(given) || sample.startsWith('https://');
  const not = isTelling ? `"""${name}(${given})"""` : `from acme import ${first}\n${name}(${given})`;
  return model('function', name, modules, target, { found, not }, { only: true, ...more });
}

/** Names of a library's own list alone. */
export function ofCatalog(catalog: string): More {
  return { hub: 'catalog', catalog, revision: null };
}

const PASSED = ['model_kwargs', 'model_args', 'automodel_args', 'config_kwargs', 'tokenizer_kwargs'];
