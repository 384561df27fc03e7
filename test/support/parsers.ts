/** Parser threads cost their start, and keep nothing between two files: one pair for all that is judged in this process. Idle ones hold nobody up. */
import { openParsers } from '../../src/core/index.ts';

export const parsers = openParsers();
