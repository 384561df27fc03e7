/** Weights that lie in the tree, by content: as bytes, or as a Git LFS pointer. */
import { isText } from '../../inspect/bytes.ts';
import { structureWanted } from '../../inspect/collect.ts';
import { unopenedCompression } from '../../inspect/compressed.ts';
import { inspectHead } from '../../inspect/inspect.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import { isAnnexPointer, readPointer } from '../../inspect/lfs-pointer.ts';
import type { Fact, WeightsFact, WeightsFormat } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { noGrammar, problemFact } from '../text-input.ts';
import { limitedMetadata } from './metadata.ts';
import { mayHideWeights, mayHoldWeights, namesWeights } from '../../base/weight-names.ts';

const START = { line: 1, column: 1 } as const;
const HEAD_BYTES = 64 * 1024;
/** From here on a picture or a document is looked at for what it is: few are as large, and few models are smaller. */
const LARGE = 1024 * 1024;

export const weightsDetector: Detector = {
  id: 'weights',
  version: 4,
  about: {
    title: 'Model weights in the tree',
    motivation:
      'Weights that are committed ship with the product; without a known origin nobody can say who made them, under which license, or whether loading them runs code.',
    decides:
      'Files with a suffix that model files use (.safetensors, .gguf, .onnx, .pt, .pth, .bin, .pkl, .ckpt, .joblib, .h5, .keras, .tflite, .npy, .npz, .nemo and others) are decided by their content: ' +
      'safetensors, GGUF, ONNX, pickle, HDF5, TensorFlow Lite and NumPy by the first 64 KiB; archives (torch, Keras, NumPy, NeMo, any zip or tar that holds a model) by all of their members, wherever they lie. ' +
      'NumPy arrays are data, unless they hold Python objects, which are a pickle. A canonical Git LFS pointer gives the digest and size it names. ' +
      'Text gives nothing, but for lines that Python would run. Everything else was not read: content of no format that is known, compressed by bzip2, xz, lzma, lz4 or zstd, with a broken header, a pointer that is not canonical, or a git-annex pointer is a problem of the tree.',
    remedy:
      'Load the model from its hub at a full commit instead. Committed weights get an origin when a model that the code loads, or that weighbridge.lock holds, has the same SHA-256. Prefer safetensors or GGUF to formats that run code.',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'head',
  limit: HEAD_BYTES,
  wants: (path, size) => (size === null || size >= 16) && namesWeights(path),
  grammar: noGrammar,
  structure: ({ bytes, size }) => structureWanted(bytes, size),
  facts(input) {
    const pointer = readPointer(input.bytes, input.size);
    if (pointer === null) return annexFacts(input) ?? namedContentFacts(input);
    if (pointer.kind === 'malformed')
      return [problemFact('unsupported', 'a Git LFS pointer that is not canonical; the content that it stands for is unknown', START)];
    const { sha256, size } = pointer;
    return [{ kind: 'weights', format: 'unknown', pointer: true, sha256, size, runsCode: false, metadata: {}, ...START }];
  },
};

export const unnamedWeightsDetector: Detector = {
  id: 'unnamed-weights',
  version: 3,
  about: {
    title: 'Model weights under other names',
    motivation: 'A suffix is what the author claims. Caches and hidden copies of models carry none, or a wrong one.',
    decides:
      'Files without a suffix, or with one that no list of ours knows, are looked at like weights, by content; tar archives by their members. Suffixes and names of text, source code, pictures, sound, other archives and data are left out below 1 MiB; larger pictures, sound, documents and archives are looked at, too: ' +
      'a smaller model that is called logo.png, or one that is called data.json, is not found by its name, only by the code that loads it. ' +
      'Git LFS pointers give nothing here, as most of them stand for other things than models.',
    remedy: 'Give the file its usual suffix, so that its origin can be found by its SHA-256, or remove it.',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'head',
  limit: HEAD_BYTES,
  wants: (path, size) =>
    !namesWeights(path) && (mayHoldWeights(path) ? size === null || size >= 16 : size !== null && size >= LARGE && mayHideWeights(path)),
  grammar: noGrammar,
  structure: ({ bytes, size }) => structureWanted(bytes, size),
  facts(input) {
    const facts = annexFacts(input) ?? recognized(input) ?? [];
    // HDF5 holds measurements of all kinds; only what looks like Keras is a model here, where no suffix says so.
    return facts.filter((fact) => fact.kind !== 'weights' || fact.format !== 'hdf5' || fact.metadata['framework'] !== undefined);
  },
};

/** T15: the content is somewhere else, and no digest of it is known. */
function annexFacts(input: FileInput): readonly Fact[] | null {
  return isAnnexPointer(input.bytes)
    ? [problemFact('annex-key', 'a git-annex pointer; the content that it stands for is unknown', START)]
    : null;
}

/** null: of no format that is known. */
function recognized({ bytes, size, structure }: FileInput): readonly Fact[] | null {
  const found = inspectHead(bytes, size, structure);
  if (found === null) return null;
  const { format, runsCode, fault } = found;
  if (format === null) return [problemFact('unrecognized', fault ?? 'what decides about it was not seen', START)];
  // Numbers without a name are data; Python objects among them are a pickle.
  if (format === 'numpy' && !runsCode) return [];
  const fact = toFact({ ...found, format }, size);
  return fault === null ? [fact] : [fact, problemFact('syntax', `${format}: ${fault}`, START)];
}

/** Under a name of weights, what no reader takes is said, not passed over: a program may know better (T4, T33). */
function namedContentFacts(input: FileInput): readonly Fact[] {
  const facts = recognized(input);
  if (facts !== null) return facts;
  if (isText(input.bytes)) return runByPython(input.bytes) ? [RUN_BY_PYTHON] : [];
  const compression = unopenedCompression(input.bytes);
  if (compression !== null) return [problemFact('unrecognized', `compressed (${compression}); what it holds is not read`, START)];
  // safetensors: eight bytes of length, then the "{" of the header.
  const message =
    input.bytes[8] === 0x7b ? 'safetensors: a header longer than any reader takes' : 'named as weights, and of no format that is known';
  return [problemFact('unrecognized', message, START)];
}

const RUN_BY_PYTHON = problemFact('misnamed', 'text that Python runs when it starts: a line of it begins with "import"', START);

/** `.pth` beside the packages of Python: each line that begins with "import" is run (Python, "site"). No weights are such text. */
function runByPython(bytes: Uint8Array): boolean {
  return /^import[ \t]/m.test(new TextDecoder().decode(bytes));
}

/** The digest stays open: it needs all bytes, which whoever reads the tree streams. */
function toFact(found: Inspection & { readonly format: WeightsFormat }, size: number): WeightsFact {
  const { format, runsCode } = found;
  return { kind: 'weights', format, pointer: false, sha256: null, size, runsCode, metadata: limitedMetadata(found.metadata), ...START };
}
