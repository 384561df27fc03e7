/** Which model format a file is, by its content alone: a suffix is the author's claim. */
import { readGguf } from './gguf.ts';
import { readHdf5 } from './hdf5.ts';
import type { Inspection, Reader } from './inspection.ts';
import { readNumpy } from './numpy.ts';
import { readOnnx } from './onnx.ts';
import { readPickle } from './pickle.ts';
import { readSafetensors } from './safetensors.ts';
import { readSavedModel } from './saved-model.ts';
import type { Structure } from './structure.ts';
import { readTar } from './tar.ts';
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
  readTar,
  readPickle,
  readSavedModel,
  readOnnx,
];

/**
 * Looks at the first bytes (64 KiB are enough) of a file of `size` bytes, and at `structure` where `structureWanted` asked for it.
 * null = no model format that is known. Never throws.
 */
export function inspectHead(head: Uint8Array, size: number, structure: Structure | null = null): Inspection | null {
  for (const read of READERS) {
    const found = read(head, size, structure);
    if (found !== null) return found;
  }
  return null;
}
