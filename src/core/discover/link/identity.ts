/** Names of loads → references: what is a name of the hub, an address on it, a path of the machine. */
import type { LoadFact, NameRules } from '../../model/index.ts';
import { isHubId } from '../../ref/parse.ts';
import { isFileLike, type CatalogMeaning, meaningIn, takesPaths } from '../catalogs/index.ts';
import type { Ref } from '../../ref/index.ts';
import { hubFileUrl, hubRepositoryUrl, hubScheme } from '../languages/shell/hub-url.ts';
import { readImageName } from '../runs/image-name.ts';
import { fileIdentity } from './file-load.ts';
import { cleanUrl, redact } from '../../base/redact.ts';
import type { Resolved } from './resolver.ts';

export interface Identity {
  readonly ref: Ref;
  readonly version: string | null;
  /** Spot the name itself says what it is. */
  readonly component?: 'model' | 'dataset';
}

/** What linking knows of paths of the tree. */
export interface FolderPaths {
  /** The tree has a saved model or dataset in this folder. */
  isModelFolder(path: string): boolean;
  /** The tree has a file that this text can mean. */
  isFile(path: string): boolean;
}

/** In a storage of others: no path of the machine. */
const STORE = /^(?:s3|gs|dbfs|wasbs?|abfss?|hdfs|azureml|mlflow-artifacts|ftp):/i;

/** What a wrapper of the project hands to the library is a file of data as often as a name of the hub. */
const DATA_FILE = /\.(?:jsonl?|ndjson|csv|tsv|parquet|arrow|feather|txt|xlsx)(?:\.(?:gz|zst|bz2))?$/i;

/** A path of the machine by its form, a builder that reads files, or a folder of the tree whose name no hub can have. */
export function isPath({ text, how }: Resolved, fact: LoadFact, folders: FolderPaths): boolean {
  if (text === null || fact.component === 'service') return false;
  const listed = listedIn(fact, text);
  if (listed !== null) return listed.of === 'catalog' && listed.isFile && folders.isFile(text);
  if (fact.hub === 'catalog' && (isFileLike(text) || takesPaths(fact.library))) return !STORE.test(text);
  if (/^(?:\.{0,2}(?:[/\\]|$)|~|[A-Za-z]:[/\\]|file:)/.test(text) || /\\|\/$/.test(text)) return true;
  if (fact.hub !== 'hf' || fact.names?.hubOnly === true) return false;
  if (fact.component === 'dataset' && DATA_FILE.test(text)) return true;
  if (isOwnOutput({ text }, fact) && CERTAIN.has(how)) return true;
  if (isOwnName(text, fact)) return true;
  return folders.isModelFolder(text) && !isHubId(withOwner(text, fact.names));
}

/** A name that the library has for something else, such as the format of local files. */
export function isOwnName(text: string, { names }: LoadFact): boolean {
  return names?.own?.includes(text) === true;
}

/** How a name is read that nothing may replace. */
const CERTAIN: ReadonlySet<string> = new Set(['literal', 'constant', 'imported']);

/** What the code has just written there is loaded. With an owner it may be of the hub all the same: whoever wants to bring one in could write that. */
function isOwnOutput({ text }: Pick<Resolved, 'text'>, fact: LoadFact): boolean {
  return fact.written === true && text !== null && !text.includes('/') && !text.includes(':');
}

/** The same, where something may replace the name: what is loaded then is not known, and it is no name of the hub. */
export function orOpen(target: Resolved, fact: LoadFact): Resolved {
  const { how, via, expression } = target;
  if (!isOwnOutput(target, fact) || CERTAIN.has(how) || fact.hub !== 'hf' || fact.names?.hubOnly === true) return target;
  const name = via ?? expression;
  return { ...target, text: null, how: 'unresolved', expression: how === 'environment' ? `environment variable ${name}` : name };
}

/** "models/org/name": more parts than a name of the hub has. Without a lock that speaks of it, it stays a name that cannot be. */
export function isFolderLike({ text }: Resolved, fact: LoadFact): boolean {
  return text !== null && /^[^/:]+(?:\/[^/:]+){2,}$/.test(text) && fact.names?.hubOnly !== true;
}

/** "hf-hub:org/name" (timm, open_clip), "hf://org/name", an address of a file or repository; null: none of these. */
function addressOn(text: string): { readonly id: string; readonly version: string | null; readonly component: 'model' | 'dataset' } | null {
  const named = /^hf[-_]hub:([^@\s]{1,193})(?:@(\S{1,100}))?$/.exec(text);
  if (named !== null) return { id: named[1] ?? '', version: named[2] ?? null, component: 'model' };
  const url = hubFileUrl(text.replace('/blob/', '/resolve/')) ?? hubRepositoryUrl(text) ?? hubScheme(text);
  return url === null ? null : { id: url.id, version: url.revision?.text ?? null, component: url.component };
}

/** `schemed`: only with a scheme; without one the library has a list of its own. */
export function isHubName(text: string, schemed: boolean): boolean {
  return (!schemed && isHubId(text)) || addressOn(text.slice(0, 2000)) !== null;
}

/** What the library that is called makes of the name; null: it has no list, or the name is not in it. */
function listedIn({ library }: LoadFact, text: string): CatalogMeaning | null {
  return library === undefined ? null : meaningIn(library, text);
}

/** A call of a package of which nothing is known: named by the call, so that another name in it is another load (T38). */
export function unknownLoad(fact: LoadFact, target: Resolved): Identity {
  return generic(`${fact.api}(${target.text === null ? target.expression : JSON.stringify(shown(target.text))})`.slice(0, 200));
}

function generic(name: string): Identity {
  return { ref: { type: 'generic', repo: null, namespace: null, name, version: null }, version: null };
}

export function identify(fact: LoadFact, target: Resolved): Identity {
  if (target.text === null) return generic(target.expression === '' ? 'computed name' : target.expression);
  // `name.strip()`: no name of anybody has space around it.
  const text = shown(target.text).trim();
  const listed = listedIn(fact, text);
  if (listed?.of === 'catalog')
    return { ref: listed.ref, version: listed.version, ...(listed.isModel === true ? { component: 'model' as const } : {}) };
  if (listed?.of === 'hub') return onHub({ ...fact, hub: 'hf' }, listed.id);
  switch (fact.hub) {
    case 'service':
    case 'catalog':
      return generic(text);
    case 'gh': {
      const match = /^([\w.-]{1,100})\/([\w.-]{1,100})(?::([\w./-]{1,200}))?$/.exec(text);
      if (match === null) return generic(text);
      return { ref: { type: 'gh', repo: null, namespace: match[1] ?? '', name: match[2] ?? '', version: null }, version: match[3] ?? null };
    }
    case 'ollama': {
      // Routers write the server before the name; there is no owner that is called so.
      const plain = text.replace(/^(?:ollama(?:_chat)?\/)+(?=.)/, '');
      const match = /^(?:([\w.-]{1,100}(?:\/[\w.-]{1,100}){0,3})\/)?([\w.-]{1,100})(?::([\w.-]{1,100}))?$/.exec(plain);
      if (match === null) return generic(text);
      return {
        ref: { type: 'ollama', repo: null, namespace: match[1] ?? null, name: match[2] ?? '', version: null },
        version: match[3] ?? null,
      };
    }
    case 'oci': {
      const image = readImageName(text);
      return image === null ? generic(text) : image;
    }
    case 'url':
      return fileIdentity(fact, target.text) ?? generic(text);
    case 'modelscope':
    case 'hf':
      return onHub(fact, text);
  }
}

function onHub(fact: LoadFact, text: string): Identity {
  const address = fact.hub === 'hf' ? addressOn(text) : null;
  const id = address?.id ?? (fact.hub === 'hf' ? withOwner(text, fact.names) : text);
  if (!isHubId(id)) return generic(text);
  const slash = id.indexOf('/');
  const component = address?.component ?? fact.component;
  const dataset = component === 'dataset';
  return {
    ref: {
      type: fact.hub === 'modelscope' ? 'modelscope' : 'hf',
      repo: dataset ? 'datasets' : 'models',
      namespace: slash < 0 ? null : id.slice(0, slash),
      name: id.slice(slash + 1),
      version: null,
    },
    version: address?.version ?? null,
    ...(address === null ? {} : { component: address.component }),
  };
}

/** A literal may hold a token, or an address with one (T21). One character more than any valid name has, so that a cut name stays invalid. */
export function shown(text: string): string {
  const short = text.slice(0, 1000);
  return (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(short) ? (cleanUrl(short) ?? redact(short)) : redact(short)).slice(0, 201).toWellFormed();
}

/** Names that a library completes. */
function withOwner(text: string, names: NameRules | undefined): string {
  const before = names?.behind?.find((start) => text.startsWith(start));
  if (before !== undefined) return text.slice(before.length);
  const owner = names?.owner;
  if (owner === undefined || text.includes('/') || owner.alone.some((start) => text.startsWith(start))) return text;
  return `${owner.prefix}${text}`;
}
