/** Weights that Python fetches from a store or another machine by a client that no row knows: `s3.download_file(bucket, "models/a.pt", path)` (T33). Pure. */
import type { FoundTelling } from './found.ts';
import { namesModelFile } from '../model-file.ts';

const FETCHES =
  /(?:^|[.\s(])(?:download_file|download_fileobj|download_blob|fget_object|get_object|blob|get_blob|urlretrieve)\([^()]{0,200}["']$/;
/** The path of a file, between quotes. */
const FILE = /(?<=["'])[\w./:-]{1,200}\.[A-Za-z0-9]{1,16}(?=["'])/g;
const MAX_FOUND = 300;

export function weightsFetchedIn(text: string): FoundTelling[] {
  if (!/download_|get_object|blob|urlretrieve/.test(text)) return [];
  const found: FoundTelling[] = [];
  for (const { 0: name, index } of text.matchAll(FILE)) {
    if (!namesModelFile(name, false) || !FETCHES.test(text.slice(Math.max(0, index - 300), index))) continue;
    if (/^\s*#/.test(text.slice(text.lastIndexOf('\n', index) + 1, index).slice(0, 200))) continue;
    found.push({ what: 'weights', text: name, start: index });
    if (found.length >= MAX_FOUND) break;
  }
  return found;
}
