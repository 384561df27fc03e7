/** Models of TensorFlow.js in the tree: a manifest in JSON that names the files with the numbers, which have no form of their own. */
import { readJson } from '../../base/json/read.ts';
import type { Fact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { decodeText, noGrammar } from '../text-input.ts';
import { limitedMetadata } from './metadata.ts';

const START = { line: 1, column: 1 } as const;
const LIMIT = 16 * 1024 * 1024;
/** Layers lie in each other. */
const MAX_DEPTH = 400;
/** More groups of files are looked at no further. */
const MAX_GROUPS = 200;

export const browserWeightsDetector: Detector = {
  id: 'browser-weights',
  version: 1,
  about: {
    title: 'Models of TensorFlow.js in the tree',
    motivation:
      'A page that brings its model ships it. The numbers lie in files that no header tells from other data; the manifest beside them says what they are.',
    decides:
      'JSON files whose name has "model" or "weights" in it, by their content: a topology with a list of weights (TensorFlow.js), or a list of weights alone (face-api.js). The component is the manifest; the files with the numbers are told apart as files of no format that is known.',
    remedy: 'Write in the policy or the documentation where the model comes from, or load it from its publisher at a fixed version.',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => /(?:^|[/_.-])(?:[\w-]{0,80}(?:model|weights)[\w-]{0,80})\.json$/i.test(path),
  grammar: noGrammar,
  facts: read,
};

function read({ bytes, size }: FileInput): readonly Fact[] {
  const decoded = decodeText(bytes);
  // Whether it can be read at all, others say who want it as JSON.
  if (!decoded.ok || !/"paths"|\\u00/.test(decoded.text)) return [];
  const json = readJson(decoded.text, { depth: MAX_DEPTH, lastCounts: true });
  if (!json.ok) return [];
  const { data } = json;
  const isList = Array.isArray(data);
  if (!isList && (typeof data !== 'object' || data === null)) return [];
  const table = isList ? {} : (data as Readonly<Record<string, unknown>>);
  if (!isManifest(isList ? data : table['weightsManifest'])) return [];
  const metadata: Record<string, string> = { container: isList ? 'face-api' : 'tensorflow.js' };
  for (const key of ['format', 'generatedBy', 'convertedBy']) if (typeof table[key] === 'string') metadata[key] = table[key];
  return [
    {
      kind: 'weights',
      format: 'unknown',
      pointer: false,
      sha256: null,
      size,
      runsCode: false,
      metadata: limitedMetadata(metadata),
      ...START,
    },
  ];
}

/** `[{ "paths": ["group1-shard1of1.bin"], "weights": [{ "name": …, "shape": …, "dtype": … }] }]` */
function isManifest(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.slice(0, MAX_GROUPS).some((group: unknown) => {
      if (typeof group !== 'object' || group === null) return false;
      const { paths, weights } = group as { readonly paths?: unknown; readonly weights?: unknown };
      return Array.isArray(paths) && Array.isArray(weights) && paths.some((path) => typeof path === 'string');
    })
  );
}
