/** ONNX: a protobuf ModelProto without a magic number (onnx/onnx, "onnx.proto"). */
import { latin1Of, textOf } from './bytes.ts';
import type { Inspection } from './inspection.ts';
import { type ProtobufField, readFields } from './protobuf.ts';

/** ModelProto: field → wire type. Anything else at the top is not this message. */
const MODEL: Readonly<Record<number, number>> = { 1: 0, 2: 2, 3: 2, 4: 2, 5: 0, 6: 2, 7: 2, 8: 2, 14: 2, 20: 2, 25: 2, 26: 2 };
/** GraphProto, for looking into the graph that a head shows only the beginning of. */
const GRAPH: Readonly<Record<number, number>> = { 1: 2, 2: 2, 5: 2, 10: 2, 11: 2, 12: 2, 13: 2, 14: 2, 15: 2, 16: 2 };
const NAMES: Readonly<Record<number, string>> = { 2: 'producer_name', 3: 'producer_version', 4: 'domain', 6: 'doc_string' };

/** Evidence asked for: a small ir_version, only fields of ModelProto, and a graph that begins like GraphProto. */
export function readOnnx(head: Uint8Array, size: number): Inspection | null {
  if (head[0] !== 0x08) return null;
  const fields = readFields(head, size);
  if (fields === null) return null;
  const version = fields.find((field) => field.number === 1)?.value;
  if (version === undefined || version < 1n || version > 100n) return null;
  if (!fields.every((field) => MODEL[field.number] === field.wire)) return null;
  const graph = fields.find((field) => field.number === 7);
  if (graph === undefined || !isGraph(graph)) return null;
  return { format: 'onnx', runsCode: false, metadata: metadataOf(fields, version), fault: null };
}

function isGraph(graph: ProtobufField): boolean {
  const inner = readFields(graph.bytes, graph.length);
  return inner !== null && inner.length > 0 && inner.every((field) => GRAPH[field.number] === field.wire);
}

function metadataOf(fields: readonly ProtobufField[], version: bigint): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = { ir_version: String(version) };
  for (const field of fields) {
    const name = NAMES[field.number];
    if (name !== undefined && field.bytes.length > 0 && isComplete(field)) metadata[name] = textOf(field.bytes);
    if (field.number === 5) metadata['model_version'] = String(field.value);
    if (field.number === 8 && isComplete(field)) addOpset(metadata, field);
    if (field.number === 14 && isComplete(field)) addProperty(metadata, field);
  }
  return metadata;
}

function isComplete(field: ProtobufField): boolean {
  return field.bytes.length === field.length;
}

/** OperatorSetIdProto: domain 1, version 2. */
function addOpset(metadata: Record<string, string>, field: ProtobufField): void {
  const inner = readFields(field.bytes, field.length) ?? [];
  const domain = textOf(inner.find((one) => one.number === 1)?.bytes ?? new Uint8Array()) || 'ai.onnx';
  const version = inner.find((one) => one.number === 2)?.value;
  if (version !== undefined) metadata[`opset.${domain}`] = String(version);
}

/** StringStringEntryProto: key 1, value 2. Free keys, for example "license". */
function addProperty(metadata: Record<string, string>, field: ProtobufField): void {
  const inner = readFields(field.bytes, field.length) ?? [];
  const key = latin1Of(inner.find((one) => one.number === 1)?.bytes ?? new Uint8Array());
  const value = inner.find((one) => one.number === 2)?.bytes;
  if (/^[\w.:-]{1,100}$/.test(key) && value !== undefined) metadata[`metadata_props.${key}`] = textOf(value);
}
