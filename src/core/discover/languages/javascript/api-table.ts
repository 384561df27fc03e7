/** The API table of JavaScript and TypeScript: each row says all about one callable (design, section 3). */
import { SCRIPT_BROWSER_ROWS } from './api-browser.ts';
import { SCRIPT_MODEL_ROWS } from './api-models.ts';
import type { ScriptApiRow } from './api-row.ts';
import { SCRIPT_SERVICE_ROWS } from './api-services.ts';
import { SCRIPT_SPEECH_ROWS } from './api-speech.ts';

export const SCRIPT_API: readonly ScriptApiRow[] = [
  ...SCRIPT_MODEL_ROWS,
  ...SCRIPT_SERVICE_ROWS,
  ...SCRIPT_SPEECH_ROWS,
  ...SCRIPT_BROWSER_ROWS,
];

/** "create" of "chat.completions.create". */
export function lastWordOf({ name }: Pick<ScriptApiRow, 'name'>): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** "@scope/name/part" → "@scope/name". */
export function rootOfPackage(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** Every package of a row. */
export const AI_PACKAGES: ReadonlySet<string> = new Set(SCRIPT_API.flatMap(({ packages }) => packages.map(rootOfPackage)));
