/** Threads cost their start, and keep nothing between two files: one set for all that is judged in this process. Idle ones hold nobody up. */
import { createDigester, openParsers } from '../../src/core/index.ts';

export const parsers = openParsers();
export const digester = createDigester();
