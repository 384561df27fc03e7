/** Which paths are read as text, and by whom: what a checkout must show as the commit has it (T34), and what may load models. */
import { LOCK_FILE } from '../lock/lock.ts';
import { detectors } from './index.ts';
import { languages } from './languages/index.ts';
import { isAnyConfig } from './configs/model-config.ts';
import { isServerFile } from './mcp/index.ts';
import { namesWeights } from '../base/weight-names.ts';

/** They read the head only, and yet the text is what counts. */
const HEAD_OF_TEXT: ReadonlySet<string> = new Set(['unread-lock']);
/** What these read names what is started, and where a process is sent; no model. */
const STARTS: ReadonlySet<string> = new Set(['starts-package-json', 'starts-pyproject', 'starts-setup', 'starts-procfile', 'env-file']);

/** They look at many files for one thing: a first line that names a program, a call that starts one, a model in settings. Most files have none. */
const LOOKS_AT_MANY =
  /^(?:web-page|python-script|starts-shell-script|starts-javascript|settings-[a-z]+|model-card|mcp|mcp-.*|steering-content-.*|images|elsewhere|address-list|pinned-list|script-metadata|literals-.*)$/;

/** What is asked of changed files alone reads none of them for what it is. */
const always = detectors.filter(({ when }) => when === undefined);
const texts = always.filter(({ id, reads }) => (reads === 'text' && !LOOKS_AT_MANY.test(id)) || HEAD_OF_TEXT.has(id));
const models = texts.filter(({ id, only }) => only !== 'packages' && !STARTS.has(id) && !/^(?:steering|own-license)-/.test(id));

/** Whether some reader takes the content of this path for text: code, manifests, lockfiles, attributes, our own lock. */
export function isReadAsText(path: string): boolean {
  return path === LOCK_FILE || texts.some((detector) => detector.wants(path, null));
}

/** They take one thing out of files that may name a component all the same: bytes under unknown names, what is started, settings. */
const IN_PART =
  /^(?:unnamed-weights|browser-weights|python-script|env-file|model-card|web-page|web-page-script|steering-content-.*|images|elsewhere|address-list|pinned-list|script-metadata|gradle-build|swift-package|mix|(?:starts|settings|literals|mcp)-.*|own-license-(?!text).*)$/;

/** Whether some reader takes a file of this name for what it is. */
export function isRead(path: string, size: number | null): boolean {
  return path === LOCK_FILE || always.some((detector) => readsWhole(detector.id, path) && detector.wants(path, size));
}

/** Read for what it is, and looked through besides (T33). */
export function isLookedThrough(path: string, size: number | null): boolean {
  return languages.of(path)?.reader?.lookedThrough === true && isRead(path, size);
}

/** Of a shell script the commands are read that start or load something, and nothing else. */
export function isReadAsCommands(path: string, size: number | null): boolean {
  return always.some((detector) => detector.id.startsWith('starts-shell') && detector.wants(path, size));
}

/** Of settings the keys are read that say a model is meant. */
export function isReadByKeys(path: string, size: number | null): boolean {
  return always.some((detector) => detector.id.startsWith('settings-') && detector.wants(path, size));
}

/** Of code in a language that nobody follows the texts are looked through. */
export function isReadByTexts(path: string, size: number | null): boolean {
  return always.some((detector) => detector.id.startsWith('literals-') && detector.wants(path, size));
}

function readsWhole(id: string, path: string): boolean {
  if (id === 'mcp') return isServerFile(path);
  return !IN_PART.test(id) && !(id === 'model-config' && isAnyConfig(path));
}

/** Whether a file of this kind can load a model, say where one is, or be one: what was not read of it may be a model that nobody saw. */
export function mayNameModel(path: string): boolean {
  return namesWeights(path) || models.some((detector) => detector.wants(path, null));
}
