/** The argument of each pickle opcode (CPython, Lib/pickletools.py): enough to step over it without running anything. */

/** Bytes of fixed arguments; "line" = up to a line end; "line2" = two lines; "n1" "n4" "n8" = that many length bytes, then content. */
export type OpcodeArgument = number | 'line' | 'line2' | 'n1' | 'n4' | 'n8';

const TABLE: readonly (readonly [string, OpcodeArgument])[] = [
  ['(.012lt]}ds)aebuQRoN', 0],
  ['FILSVPgp', 'line'],
  ['ci', 'line2'],
  ['Khq', 1],
];

const CODES: readonly (readonly [number, OpcodeArgument])[] = [
  [0x80, 1], // PROTO
  [0x81, 0], // NEWOBJ
  [0x82, 1], // EXT1
  [0x83, 2], // EXT2
  [0x84, 4], // EXT4
  [0x85, 0], // TUPLE1
  [0x86, 0], // TUPLE2
  [0x87, 0], // TUPLE3
  [0x88, 0], // NEWTRUE
  [0x89, 0], // NEWFALSE
  [0x8a, 'n1'], // LONG1
  [0x8b, 'n4'], // LONG4
  [0x8c, 'n1'], // SHORT_BINUNICODE
  [0x8d, 'n8'], // BINUNICODE8
  [0x8e, 'n8'], // BINBYTES8
  [0x8f, 0], // EMPTY_SET
  [0x90, 0], // ADDITEMS
  [0x91, 0], // FROZENSET
  [0x92, 0], // NEWOBJ_EX
  [0x93, 0], // STACK_GLOBAL
  [0x94, 0], // MEMOIZE
  [0x95, 8], // FRAME
  [0x96, 'n8'], // BYTEARRAY8
  [0x97, 0], // NEXT_BUFFER
  [0x98, 0], // READONLY_BUFFER
  [0x47, 8], // G BINFLOAT
  [0x4a, 4], // J BININT
  [0x4d, 2], // M BININT2
  [0x54, 'n4'], // T BINSTRING
  [0x55, 'n1'], // U SHORT_BINSTRING
  [0x58, 'n4'], // X BINUNICODE
  [0x42, 'n4'], // B BINBYTES
  [0x43, 'n1'], // C SHORT_BINBYTES
  [0x6a, 4], // j LONG_BINGET
  [0x72, 4], // r LONG_BINPUT
];

const ARGUMENTS = new Map<number, OpcodeArgument>([
  ...TABLE.flatMap(([codes, argument]) => Array.from(codes, (code): [number, OpcodeArgument] => [code.charCodeAt(0), argument])),
  ...CODES,
]);

export interface Opcode {
  readonly code: number;
  /** The argument of "line" and "line2" opcodes, without line ends. */
  readonly lines: readonly string[];
}

/** "stop" = STOP was met; "cut" = the bytes end first; "invalid" = no such opcode. */
export interface OpcodeListing {
  readonly opcodes: readonly Opcode[];
  /** Bytes up to where the listing ended. */
  readonly length: number;
  readonly end: 'stop' | 'cut' | 'invalid';
}

/** Module and class names are short; a longer line is content, or an attack. */
const MAX_LINE = 4_096;

/** Lists at most `limit` opcodes from the start. Linear, loads nothing, runs nothing. */
export function listOpcodes(bytes: Uint8Array, limit: number): OpcodeListing {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opcodes: Opcode[] = [];
  let offset = 0;
  while (opcodes.length < limit) {
    const code = bytes[offset];
    if (code === undefined) return { opcodes, length: offset, end: 'cut' };
    const argument = ARGUMENTS.get(code);
    if (argument === undefined) return { opcodes, length: offset, end: 'invalid' };
    offset++;
    const lines: string[] = [];
    if (typeof argument === 'number') offset += argument;
    else if (argument === 'line' || argument === 'line2') {
      for (let count = argument === 'line' ? 1 : 2; count > 0; count--) {
        const found = bytes.indexOf(10, offset);
        if (found === -1) return { opcodes, length: offset, end: bytes.length - offset > MAX_LINE ? 'invalid' : 'cut' };
        if (found - offset > MAX_LINE) return { opcodes, length: offset, end: 'invalid' };
        lines.push(new TextDecoder('latin1').decode(bytes.subarray(offset, found)));
        offset = found + 1;
      }
    } else {
      const width = argument === 'n1' ? 1 : argument === 'n4' ? 4 : 8;
      if (offset + width > bytes.length) return { opcodes, length: offset, end: 'cut' };
      const length =
        width === 1 ? view.getUint8(offset) : width === 4 ? view.getUint32(offset, true) : Number(view.getBigUint64(offset, true));
      offset += width + length;
    }
    if (offset > bytes.length) return { opcodes, length: offset, end: 'cut' };
    opcodes.push({ code, lines });
    if (code === 0x2e) return { opcodes, length: offset, end: 'stop' };
  }
  return { opcodes, length: offset, end: 'cut' };
}
