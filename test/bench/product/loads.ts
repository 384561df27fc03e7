/** Which files load a model, and how: one in 250, mostly in product code, but wherever people load them. */
import { type Kind, PACKAGE, slotOf } from './layout.ts';
import { draw } from './random.ts';

const LOADS_EACH = 250;
export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

export interface Load {
  readonly model: string;
  /** A branch, or a whole commit. */
  readonly revision: string;
  /** The name stands in the settings of the package. */
  readonly named: boolean;
}

/** In turn. Which file of the kind it is changes nothing. */
const TURNS: readonly (readonly [Kind, number, named?: true])[] = [
  ['module', 3],
  ['module', 8],
  ['shell', 2],
  ['module', 13],
  ['module', 5, true],
  ['test', 4],
  ['module', 21],
  ['yaml', 3],
  ['module', 30],
  ['module', 10, true],
  ['notebook', 0],
  ['module', 17],
  ['module', 26],
  ['dockerfile', 0],
  ['module', 9],
  ['example', 0],
  ['module', 15, true],
  ['module', 1],
  ['module', 28],
  ['yaml', 5],
];

/** Within these 250 files it is in the first package that lies in them whole. */
export function loadingFile(turn: number): number {
  const [kind, at] = TURNS[turn % TURNS.length] ?? ['module', 0];
  return Math.ceil((turn * LOADS_EACH) / PACKAGE) * PACKAGE + slotOf(kind, at);
}

/** What the file with this index loads, or null. */
export function loadOf(index: number): Load | null {
  const turn = Math.floor(index / LOADS_EACH);
  return loadingFile(turn) === index ? loadIn(turn) : null;
}

function loadIn(turn: number): Load {
  const named = TURNS[turn % TURNS.length]?.[2] === true;
  return {
    model: modelName(named ? Math.ceil((turn * LOADS_EACH) / PACKAGE) : turn, named),
    revision: draw(2, turn) === 0 ? 'main' : COMMIT,
    named,
  };
}

/** Most models are loaded at more than one place. */
export function modelName(number: number, isNamed: boolean): string {
  return isNamed ? `acme/encoder-${number}` : `acme/model-${Math.floor(number / 3)}`;
}
