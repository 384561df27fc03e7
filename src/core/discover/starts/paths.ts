/** Names of code as command lines write them. */
import { isFollowed } from '../languages/known.ts';

const MODULE = /^[A-Za-z_]\w{0,100}(?:\.[A-Za-z_]\w{0,100}){0,20}$/;
const APP = /^([A-Za-z_]\w{0,100}(?:\.[A-Za-z_]\w{0,100}){0,20}):[A-Za-z_][\w.]{0,100}(?:\(.{0,200}\))?$/;
const MAX_PATH = 400;

export function isModuleName(text: string): boolean {
  return MODULE.test(text);
}

/** "demo.serve:app" → "demo.serve"; null for anything else. */
export function moduleOfApp(text: string): string | null {
  return APP.exec(text)?.[1] ?? null;
}

/** `python demo/serve`: a path, whatever its end; no option, address or pattern. */
export function isPathLike(text: string): boolean {
  return text.length <= MAX_PATH && /^[\w.~@/\\-][^\s:*?"'<>|=,;]*$/.test(text) && !text.startsWith('-') && text !== '/';
}

export function looksLikeCode(text: string): boolean {
  return isFollowed(text) && isPathLike(text);
}

/** `path` as seen from a folder that is written relative to the same place; an absolute one stays. */
export function inFolder(folder: string, path: string): string {
  if (path.startsWith('/') || folder === '' || folder === '.') return path;
  return `${folder.replace(/\/+$/, '')}/${path}`;
}
