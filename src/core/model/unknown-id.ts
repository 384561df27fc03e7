/** What tells one load without a name from another, without its text: source text is no id. */
import { createHash } from 'node:crypto';
import type { Unknown } from './unknown.ts';

export function unknownId({ kind, text }: Pick<Unknown, 'kind' | 'text'>): string {
  return `unknown:${kind}:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
