/** Which paths are read as text, and by whom: what a checkout must show as the commit has it (T34), and what may load models. */
import { LOCK_FILE } from '../lock/lock.ts';
import { detectors } from './index.ts';
import { isAnyConfig } from './model-config.ts';
import { namesWeights } from './weights/paths.ts';

/** They read the head only, and yet the text is what counts. */
const HEAD_OF_TEXT: ReadonlySet<string> = new Set(['unread-lock']);
/** What these read names packages; a model stands elsewhere. */
const PACKAGES: ReadonlySet<string> = new Set(['requirements', 'pyproject', 'uv-lock', 'package-json', 'package-lock', 'unread-lock']);

/** It looks at every file without a suffix, and takes few of them for text. */
const BY_CONTENT = 'python-script';

const texts = detectors.filter(({ id, reads }) => id !== BY_CONTENT && (reads === 'text' || HEAD_OF_TEXT.has(id)));
const models = texts.filter(({ id }) => !PACKAGES.has(id));

/** Whether some reader takes the content of this path for text: code, manifests, lockfiles, attributes, our own lock. */
export function isReadAsText(path: string): boolean {
  return path === LOCK_FILE || texts.some((detector) => detector.wants(path, null));
}

/** They take one thing out of files that may name a component all the same: bytes under unknown names, what is started, settings. */
const IN_PART = /^(?:unnamed-weights|python-script|env-file|starts-.*)$/;

/** Whether some reader takes a file of this name for what it is. */
export function isRead(path: string, size: number | null): boolean {
  return path === LOCK_FILE || detectors.some((detector) => readsWhole(detector.id, path) && detector.wants(path, size));
}

function readsWhole(id: string, path: string): boolean {
  return !IN_PART.test(id) && !(id === 'model-config' && isAnyConfig(path));
}

/** Whether a file of this kind can load a model, say where one is, or be one: what was not read of it may be a model that nobody saw. */
export function mayNameModel(path: string): boolean {
  return namesWeights(path) || models.some((detector) => detector.wants(path, null));
}
