/** The version alone, for a launcher that loads nothing else to say it. */
import { version } from '../core/index.ts';

export { version };
