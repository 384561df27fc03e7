/** safetensors: u64 header length, JSON header, tensor bytes (huggingface/safetensors, README). */
import { ByteReader, textOf } from './bytes.ts';
import type { Inspection } from './inspection.ts';
import { entriesOf, topLevel } from './safetensors-header.ts';

/** MAX_HEADER_SIZE of the reference implementation. */
const MAX_HEADER = 100_000_000n;

const BITS: Readonly<Record<string, number>> = {
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
};

/** Text never begins like this: the upper half of a plausible length is zero, and the header's first byte is "{". */
export function readSafetensors(head: Uint8Array, size: number): Inspection | null {
  const reader = new ByteReader(head);
  const length = reader.u64();
  if (length === undefined || length < 2n || length > MAX_HEADER || head[8] !== 0x7b) return null;
  const visible = head.subarray(8, Math.min(head.length, 8 + Number(length)));
  const text = textOf(visible);
  if (!/^\{\s{0,64}["}]/.test(text)) return null;
  if (length + 8n > BigInt(size)) return result({}, 'the header is longer than the file');
  const isWhole = BigInt(visible.length) === length;
  const header = topLevel(text, isWhole);
  if (header === null) return result({}, isWhole ? 'the header is not the JSON that the format asks for' : null);
  const { metadata, tensors, fault } = entriesOf(header.data);
  const dataSize = size - 8 - Number(length);
  return result({ ...metadata, ...countOf(tensors.length, isWhole) }, header.duplicate ?? fault ?? faultOf(tensors, dataSize, isWhole));
}

function result(metadata: Readonly<Record<string, string>>, fault: string | null): Inspection {
  return { format: 'safetensors', runsCode: false, metadata, fault };
}

function countOf(count: number, isWhole: boolean): Readonly<Record<string, string>> {
  return isWhole ? { tensors: String(count) } : {};
}

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Overlaps, holes and a tail let two readers see two files, for example an archive behind the tensors. */
function faultOf(tensors: readonly Tensor[], dataSize: number, isWhole: boolean): string | null {
  let reached = 0;
  for (const tensor of tensors.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (tensor.begin < reached) return 'tensors overlap';
    if (isWhole && tensor.begin > reached) return 'bytes between the tensors that belong to none';
    if (tensor.end > dataSize) return 'a tensor reaches behind the end of the file';
    const bits = BITS[tensor.dtype];
    const wanted = bits === undefined ? null : Math.ceil((tensor.shape.reduce((product, one) => product * one, 1) * bits) / 8);
    if (wanted !== null && wanted !== tensor.end - tensor.begin) return 'a tensor whose length does not fit its shape';
    reached = tensor.end;
  }
  return isWhole && reached < dataSize ? 'bytes after the last tensor' : null;
}
