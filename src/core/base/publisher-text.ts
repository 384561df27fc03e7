/** What publishers write and reports show. */
import { redact } from './redact.ts';
import { visibleUpTo } from './visible-text.ts';

const MAX_TEXT = 300;

/** Cut, without token shapes (T21), and with nothing unseen in it (T22). Null: nothing is said. */
export function publisherText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? visibleUpTo(redact(value.slice(0, 2000).trim()), MAX_TEXT) : null;
}
