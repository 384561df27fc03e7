/** The list of ecosystems. A new one is a folder and one line here. */
import type { Ecosystem } from './ecosystem.ts';
import { cargo } from './cargo/index.ts';
import { conda } from './conda/index.ts';
import { golang } from './golang/index.ts';
import { npm } from './npm/index.ts';
import { pypi } from './pypi/index.ts';

export const ecosystems: readonly Ecosystem[] = [npm, pypi, conda, cargo, golang];
