/** How much of an input is read. All of it is work, so that the same input gets the same answer on any machine (T39). */
import type { JsonLimits } from '../../base/json/scan.ts';

export const MAX_LICENSE_INPUT_BYTES = 1024 * 1024;
/** Entries of a lineage, those below other entries counted. */
export const MAX_ENTRIES = 2_000;
/** Two levels for each generation of a lineage. */
export const INPUT_SHAPE: JsonLimits = { depth: 2_000, values: 100_000 };
/** Mistakes that are told; nobody reads more. */
export const MAX_MISTAKES = 100;
