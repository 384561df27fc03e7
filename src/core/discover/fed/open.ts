/** What takes its name from elsewhere. */
import type { CopySighting, LoadSighting, Unknown } from '../../model/index.ts';

export type OpenLoad = LoadSighting | CopySighting | Unknown;
