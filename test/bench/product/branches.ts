/** What pull requests change in the product: ten files with loads, ten without, and a thousand or twenty thousand new names. */
import type { TextFile } from '../history.ts';
import { fileOf } from './files.ts';
import { type Kind, PACKAGE, slotOf } from './layout.ts';
import { COMMIT } from './loads.ts';

/** Ten files as people change them together; where a reader exists that knows models in them, they load one on "feature". */
const CHANGED: readonly (readonly [Kind, number, 'loads' | 'edited'])[] = [
  ['module', 6, 'loads'],
  ['module', 11, 'loads'],
  ['module', 24, 'loads'],
  // Its constant is what another file of the package loads, which no one touched.
  ['settings', 0, 'edited'],
  ['shell', 0, 'loads'],
  ['shell', 1, 'loads'],
  ['yaml', 2, 'loads'],
  ['yaml', 4, 'loads'],
  ['web', 5, 'edited'],
  ['web', 7, 'edited'],
];

/** In the package of the fifth turn of loads, whose model is named in the settings, and in those behind it. */
const FIRST = 10;

export function feature(total: number): readonly TextFile[] {
  return CHANGED.map(([kind, at, how], which) => {
    const number = kind === 'settings' ? FIRST : FIRST + (which % 4);
    const load = { model: `acme/model-${which}`, revision: COMMIT, named: false };
    return fileOf(number * PACKAGE + slotOf(kind, at), total, how === 'loads' ? { edit: 1, load } : { edit: 1 });
  });
}

/** The same kinds of files, and nothing about models. */
export function plain(total: number): readonly TextFile[] {
  // Settings name a model.
  return CHANGED.map(([kind, at], which) => {
    const slot = kind === 'settings' ? slotOf('module', 4) : slotOf(kind, at);
    return fileOf((FIRST + 4 + (which % 4)) * PACKAGE + slot, total, { edit: 1 });
  });
}

/** New modules that load `models` models in all, each once, so that the base must be asked about as many names. */
export function seeds(models: number): readonly TextFile[] {
  const each = Math.min(models, 50);
  return Array.from({ length: models / each }, (_, at) => {
    const loads = Array.from(
      { length: each },
      (_, which) => `model_${which} = AutoModel.from_pretrained("acme/new-${at * each + which}", revision="${COMMIT}")\n`,
    );
    return { path: `src/gathered/part${at}.py`, text: `from transformers import AutoModel\n\n${loads.join('')}` };
  });
}
