/** The API table of JavaScript and TypeScript: each row says all about one callable (design, section 3). */
import { MODEL_ROWS } from './api-models.ts';
import type { ApiRow } from './api-row.ts';
import { SERVICE_ROWS } from './api-services.ts';

export const API_TABLE: readonly ApiRow[] = [...MODEL_ROWS, ...SERVICE_ROWS];

/** "create" of "chat.completions.create". */
export function lastNameOf({ name }: Pick<ApiRow, 'name'>): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** "@scope/name/part" → "@scope/name". */
export function rootOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** Every package of a row. */
export const PACKAGES: ReadonlySet<string> = new Set(API_TABLE.flatMap(({ packages }) => packages.map(rootOf)));
