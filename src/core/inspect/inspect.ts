/** Which model format a file is, by its content alone: a suffix is the author's claim. */
import { readGguf } from './gguf.ts';
import { readHdf5 } from './hdf5.ts';
import type { Inspection, Reader } from './inspection.ts';
import { readNumpy } from './numpy.ts';
import { readOnnx } from './onnx.ts';
import { readPickle } from './pickle.ts';
import { readSafetensors } from './safetensors.ts';
import { readSavedModel } from './saved-model.ts';
import { readTflite } from './tflite.ts';
import { readZip } from './zip.ts';

/** Formats with a magic number first; the weakest evidence last. */
const READERS: readonly Reader[] = [
  readGguf,
  readNumpy,
  readZip,
  readHdf5,
  readTflite,
  readSafetensors,
  readPickle,
  readSavedModel,
  readOnnx,
];

/** Looks at the first bytes (64 KiB are enough) of a file of `size` bytes; null = no model format that is known. Never throws. */
export function inspectHead(head: Uint8Array, size: number): Inspection | null {
  for (const read of READERS) {
    const found = read(head, size);
    if (found !== null) return found;
  }
  return null;
}
