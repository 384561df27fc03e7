import type { CopySighting, LoadSighting, Unknown } from '../../model/index.ts';

/** What takes its name from elsewhere. */
export type Open = LoadSighting | CopySighting | Unknown;
