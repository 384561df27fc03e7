/** Addresses of repositories and files on the hub. */

export interface HubUrl {
  readonly component: 'model' | 'dataset';
  readonly id: string;
  /** null: the address names none, as that of a repository to clone. */
  readonly revision: { readonly text: string; readonly start: number; readonly end: number } | null;
  /** Another server that speaks as the hub does (T37). */
  readonly server?: string;
}

const FILE =
  /^(https?:\/\/(?:[^\s/@]{1,200}@)?(?:www\.)?(?:huggingface\.co|hf\.co)(?::443)?\/(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})\/(?:resolve|raw)\/)([^\s/?#]{1,100})(?:\/|$)/i;
const REPOSITORY =
  /^https?:\/\/(?:[^\s/@]{1,200}@)?(?:www\.)?(?:huggingface\.co|hf\.co)(?::443)?\/(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96}?)(?:\.git)?\/?$/i;
const SSH = /^(?:ssh:\/\/)?git@(?:huggingface\.co|hf\.co)[:/](datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96}?)(?:\.git)?\/?$/i;
/** `hf://org/name:revision` (KServe storage initializer), `hf://datasets/org/name@revision/path` (huggingface_hub HfFileSystem). */
const SCHEME = /^(hf:\/\/(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96}))(?:([:@])([^\s/:@]{1,100}))?(?:\/|$)/;

export function hubFileUrl(text: string): HubUrl | null {
  const match = FILE.exec(text);
  if (match === null) return null;
  const start = (match[1] ?? '').length;
  const revision = match[4] ?? '';
  return { component: kind(match[2]), id: match[3] ?? '', revision: { text: safeDecoded(revision), start, end: start + revision.length } };
}

/** A file on a mirror of the hub: the path is the hub's, and nobody else's. */
const MIRRORED =
  /^(https?:\/\/)(?:[^\s/@]{1,200}@)?((?!(?:www\.)?(?:huggingface\.co|hf\.co)\b)[\w.-]{1,200}(?::\d{1,5})?)(\/[^\s]{1,500})/i;

export function mirroredFileUrl(text: string): HubUrl | null {
  const [, scheme, host, path = ''] = MIRRORED.exec(text) ?? [];
  // The raw files of a forge lie at such a path, too.
  const url = host === undefined || path.includes('/raw/') ? null : hubFileUrl(`https://huggingface.co${path}`);
  return url === null ? null : { ...url, server: `${scheme}${host}` };
}

export function hubRepositoryUrl(text: string): HubUrl | null {
  const match = REPOSITORY.exec(text) ?? SSH.exec(text);
  return match === null ? null : { component: kind(match[1]), id: match[2] ?? '', revision: null };
}

/** ADD of a Dockerfile clones an address that ends so, with a branch, tag or commit and a folder behind "#". */
export function hubCloneUrl(text: string): HubUrl | null {
  const match = /^([^#]{1,1000}\.git)(?:#([^:#\s]{1,200})?(?::[^#\s]{0,500})?)?$/.exec(text);
  const url = match === null ? null : hubRepositoryUrl(match[1] ?? '');
  const [address = '', revision] = match?.slice(1) ?? [];
  if (url === null || revision === undefined) return url;
  return { ...url, revision: { text: revision, start: address.length + 1, end: address.length + 1 + revision.length } };
}

/** LocalAI: the file of a repository, at its main branch. */
const LOCALAI = /^huggingface:\/\/([\w.-]{1,96}\/[\w.-]{1,96})\/[^\s]{1,1000}$/;

export function localAiUrl(text: string): HubUrl | null {
  const match = LOCALAI.exec(text);
  return match === null ? null : { component: 'model', id: match[1] ?? '', revision: null };
}

/** `insert`: where ":" or "@" and a commit go when there is none yet. */
export function hubScheme(text: string): (HubUrl & { readonly insert: number }) | null {
  const match = SCHEME.exec(text);
  if (match === null) return null;
  const insert = (match[1] ?? '').length;
  const revision = match[5];
  return {
    component: kind(match[2]),
    id: match[3] ?? '',
    revision: revision === undefined ? null : { text: safeDecoded(revision), start: insert + 1, end: insert + 1 + revision.length },
    insert,
  };
}

function kind(datasets: string | undefined): 'model' | 'dataset' {
  return datasets === undefined ? 'model' : 'dataset';
}

/** "refs%2Fpr%2F1" is how an address names a pull request. */
function safeDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
