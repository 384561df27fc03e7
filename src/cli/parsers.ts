/** Parser threads for a program that runs many verbs: loaded only where somebody asks for them. */
import { openParsers } from '../core/index.ts';

export { openParsers };
