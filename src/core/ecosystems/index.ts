/** The list of ecosystems. A new one is a folder and one line here. */
import type { Ecosystem } from './ecosystem.ts';
import { npm } from './npm/index.ts';
import { pypi } from './pypi/index.ts';

export const ecosystems: readonly Ecosystem[] = [npm, pypi];
