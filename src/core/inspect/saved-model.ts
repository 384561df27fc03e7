/** TensorFlow SavedModel: a protobuf without a magic number (tensorflow, "saved_model.proto"). */
import type { Inspection } from './inspection.ts';
import { readFields } from './protobuf.ts';

/** MetaGraphDef: all its fields are messages, maps or texts. */
const META_GRAPH_FIELDS = 7;

/** Evidence asked for: schema version 1, then only meta graphs, the first of which begins with meta_info_def or graph_def. */
export function readSavedModel(head: Uint8Array, size: number): Inspection | null {
  if (head[0] !== 0x08 || head[1] !== 0x01 || head[2] !== 0x12) return null;
  const [schema, first, ...rest] = readFields(head, size) ?? [];
  if (schema === undefined || first === undefined || rest.some((field) => field.number !== 2 || field.wire !== 2)) return null;
  const inner = readFields(first.bytes, first.length) ?? [];
  const isGraph = inner.length > 0 && inner.every((field) => field.wire === 2 && field.number <= META_GRAPH_FIELDS);
  if (!isGraph || (inner[0]?.number ?? 0) > 2) return null;
  // Graph operations read and write files, and call Python (modelscan, "Unsafe operators").
  return {
    format: 'unknown',
    runsCode: true,
    metadata: { container: 'tensorflow-saved-model', meta_graphs: String(1 + rest.length) },
    fault: null,
  };
}
