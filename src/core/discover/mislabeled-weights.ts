/** Files whose name claims one model format, and whose content is none that is known: not passed over in silence (T4). */
import { inspectHead } from '../inspect/inspect.ts';
import { isAnnexPointer, readPointer } from '../inspect/lfs-pointer.ts';
import type { Detector } from './detector.ts';
import { noGrammar, problemFact } from './text-input.ts';

const START = { line: 1, column: 1 } as const;

export const mislabeledWeightsDetector: Detector = {
  id: 'mislabeled-weights',
  version: 1,
  about: {
    title: 'A model file whose content is no model',
    motivation: 'A header that lies makes a model file unreadable for a check, and maybe not for a program that knows better.',
    decides:
      'Files named .safetensors or .gguf, which no other kind of file uses, when their first 64 KiB are of no model format that is known. Empty files, Git LFS pointers and git-annex pointers are left to others.',
    remedy: 'Commit the whole file as its tool wrote it, or give it another name.',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'head',
  limit: 64 * 1024,
  wants: (path, size) => size !== 0 && /\.(?:safetensors|gguf)$/i.test(path),
  grammar: noGrammar,
  facts({ bytes, size }) {
    if (size === 0 || readPointer(bytes, size) !== null || isAnnexPointer(bytes) || inspectHead(bytes, size) !== null) return [];
    // The start of a safetensors header behind a length that lies: the detector of weights says that.
    if (size >= 16 && bytes[8] === 0x7b) return [];
    return [problemFact('syntax', 'named as a model, and of no model format that is known', START)];
  },
};
