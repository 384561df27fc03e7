/** What `parseLock` says of a text that is no lock. */
import { expect } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { parseLock } from '../../../src/core/lock/parse.ts';

export function refusal(source: string | Uint8Array): InputError {
  try {
    parseLock(source, 'weighbridge.lock');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

/** "line:column message" of each. */
export function mistakes(source: string | Uint8Array): string[] {
  const error = refusal(source);
  expect(error.code).toBe('LOCK_INVALID');
  return error.mistakes.map(({ message, where }) => `${where?.replace('weighbridge.lock:', '') ?? '-'} ${message}`);
}
