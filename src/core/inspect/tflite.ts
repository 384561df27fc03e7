/** TensorFlow Lite: a FlatBuffer with the identifier "TFL3" (tensorflow, "schema.fbs"). */
import { startsWith, textOf } from './bytes.ts';
import type { Inspection } from './inspection.ts';

const IDENTIFIER = [0x54, 0x46, 0x4c, 0x33];

export function readTflite(head: Uint8Array, size: number): Inspection | null {
  if (!startsWith(head, IDENTIFIER, 4)) return null;
  const table = new Table(head);
  const isSound = table.root !== null && table.root < size;
  const description = table.text(3);
  return {
    format: 'tflite',
    runsCode: false,
    metadata: description === null ? {} : { description },
    fault: isSound ? null : 'a FlatBuffer whose root lies outside the file',
  };
}

/** The root table of a FlatBuffer; fields outside the visible bytes read as absent. */
class Table {
  readonly root: number | null;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.root = this.u32(0);
  }

  /** A string field by its index in the schema. */
  text(index: number): string | null {
    const field = this.fieldAt(index);
    const relative = field === null ? null : this.u32(field);
    if (field === null || relative === null) return null;
    const start = field + relative;
    const length = this.u32(start);
    if (length === null || length === 0 || length > 4_096 || start + 4 + length > this.bytes.length) return null;
    return textOf(this.bytes.subarray(start + 4, start + 4 + length));
  }

  private fieldAt(index: number): number | null {
    if (this.root === null || this.root + 4 > this.bytes.length) return null;
    const vtable = this.root - this.view.getInt32(this.root, true);
    const entry = vtable + 4 + index * 2;
    if (vtable < 0 || entry + 2 > this.bytes.length || index * 2 + 4 >= this.view.getUint16(vtable, true)) return null;
    const offset = this.view.getUint16(entry, true);
    return offset === 0 ? null : this.root + offset;
  }

  private u32(offset: number): number | null {
    return offset >= 0 && offset + 4 <= this.bytes.length ? this.view.getUint32(offset, true) : null;
  }
}
