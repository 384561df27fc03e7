/** Python pickle, and what is one: torch before 1.6, joblib, scikit-learn. */
import { startsWith } from './bytes.ts';
import { inflateHead } from './compressed.ts';
import type { Inspection } from './inspection.ts';
import { listOpcodes, type Opcode } from './pickle-opcodes.ts';
import { reachesCall } from './pickle-stack.ts';

const PROTO = 0x80;
const GLOBAL = 0x63;
const INST = 0x69;
/** torch's magic number, pickled with protocol 2 as LONG1. */
const TORCH_MAGIC = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
const MAX_OPCODES = 5_000;
/** "(dp0 … s." and "(lp0 … a.": how protocols 0 and 1 write a dictionary or a list of plain values, up to a STOP that ends the file. */
const MARK = 0x28;
const MIN_OPCODES = 4;

export function readPickle(head: Uint8Array): Inspection | null {
  const plain = inspectPickle(head);
  if (plain !== null) return plain;
  const inflated = inflateHead(head);
  const packed = inflated === null ? null : inspectPickle(inflated);
  return packed === null ? null : { ...packed, metadata: { ...packed.metadata, compression: 'deflate' } };
}

/**
 * "Parses until STOP" is far too weak: a lone "." is STOP. Asked for is a PROTO byte followed by opcodes, or without one
 * (protocols 0 and 1, and any protocol that an author strips of it) a global with identifier-shaped names that is then called, or
 * one collection that is the whole file. Faults behind that do not matter: Python runs up to the bad opcode.
 */
function inspectPickle(bytes: Uint8Array): Inspection | null {
  const version = bytes[1] ?? 255;
  if (bytes[0] === PROTO && version <= 5) {
    const { opcodes, end } = listOpcodes(bytes, MAX_OPCODES);
    // "cut" right behind PROTO: an argument longer than the head, for example the bytes of a whole model.
    const isPickle = opcodes.length >= 3 || (opcodes.length === 2 && end !== 'invalid') || (end === 'cut' && bytes.length >= 16);
    return isPickle
      ? found(opcodes, { 'pickle.protocol': String(version), ...(startsWith(bytes, TORCH_MAGIC) ? { container: 'torch-legacy' } : {}) })
      : null;
  }
  const { opcodes, length, end } = listOpcodes(bytes, MAX_OPCODES);
  const isWhole = end === 'stop' && length === bytes.length && opcodes[0]?.code === MARK && opcodes.length >= MIN_OPCODES;
  return isWhole || reachesCall(opcodes) ? found(opcodes, { 'pickle.protocol': '0 or 1' }) : null;
}

function found(opcodes: readonly Opcode[], metadata: Readonly<Record<string, string>>): Inspection {
  const globals = opcodes.filter((opcode) => opcode.code === GLOBAL || opcode.code === INST).map((opcode) => opcode.lines.join('.'));
  const names = [...new Set(globals)].sort().slice(0, 20).join(', ');
  return { format: 'pickle', runsCode: true, metadata: names === '' ? metadata : { ...metadata, 'pickle.globals': names }, fault: null };
}
