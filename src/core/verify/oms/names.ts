/** Names of resources: decided by their text alone, before anything is opened. */
import { OmsRefusal, quoted } from './refusal.ts';

/** PATH_MAX of the systems that models are loaded on. */
const MAX_NAME = 4096;

/** A model of one file: what the Python reference program writes instead of its name. */
export const SINGLE_FILE = '.';

/**
 * Throws Refusal "name" for what leaves the model anywhere, Windows included: absolute paths, drive letters, ".." between either kind of
 * slash; and for what is no canonical name: empty and "." parts, NUL, text that is not Unicode (OMS v1.0, section 6.1.2).
 */
export function checkName(name: string): void {
  if (name === SINGLE_FILE) return;
  const why = faultOf(name);
  if (why !== null) throw new OmsRefusal('name', `The signed statement names the file ${quoted(name)}: ${why}.`);
}

function faultOf(name: string): string | null {
  if (name.length === 0 || name.length > MAX_NAME) return 'its length is none of a path';
  if (name.includes('\0') || !name.isWellFormed()) return 'it holds characters that no path has';
  if (/^(?:[/\\]|[A-Za-z]:)/.test(name)) return 'it is not relative to the model';
  const parts = name.split(/[/\\]/);
  if (parts.includes('..')) return 'it leaves the model';
  if (parts.some((part) => part === '' || part === '.')) return 'it is not in its shortest form';
  return null;
}
