/** Parser threads that all tests of one worker share: starting them costs more than what most tests parse. */
import { openParsers } from '../../src/core/index.ts';

let opened: ReturnType<typeof openParsers> | null = null;

/** They keep nothing between two files, and do not keep the process alive. */
export function sharedParsers(): ReturnType<typeof openParsers> {
  opened ??= openParsers();
  return opened;
}
