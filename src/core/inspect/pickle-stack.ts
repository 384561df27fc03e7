/** Whether a list of pickle opcodes gets as far as calling a global: the stack is followed by kinds of values alone, nothing is built. */
import type { Opcode } from './pickle-opcodes.ts';

type Kind = 'mark' | 'global' | 'memo' | 'other';

/** Opcode → how many values it takes and what it leaves; those that are not named push one value. */
const EFFECTS: Readonly<Record<number, readonly [number, Kind | null]>> = {
  0x28: [0, 'mark'],
  0x2e: [1, null], // STOP
  0x30: [1, null], // POP
  0x61: [1, null], // APPEND
  0x73: [2, null], // SETITEM
  0x70: [0, null], // PUT
  0x71: [0, null], // BINPUT
  0x72: [0, null], // LONG_BINPUT
  0x94: [0, null], // MEMOIZE
  0x80: [0, null], // PROTO
  0x95: [0, null], // FRAME
  0x98: [0, null], // READONLY_BUFFER
  0x67: [0, 'memo'], // GET
  0x68: [0, 'memo'], // BINGET
  0x6a: [0, 'memo'], // LONG_BINGET
  0x63: [0, 'global'], // GLOBAL
  0x82: [0, 'global'], // EXT1
  0x83: [0, 'global'], // EXT2
  0x84: [0, 'global'], // EXT4
  0x93: [2, 'global'], // STACK_GLOBAL
  0x51: [1, 'other'], // BINPERSID
  0x85: [1, 'other'], // TUPLE1
  0x86: [2, 'other'], // TUPLE2
  0x87: [3, 'other'], // TUPLE3
  0x62: [1, null], // BUILD
  0x52: [2, 'other'], // REDUCE
  0x81: [2, 'other'], // NEWOBJ
  0x92: [3, 'other'], // NEWOBJ_EX
};

/** LIST, TUPLE, DICT, FROZENSET, INST, OBJ leave one value in place of all down to the mark; APPENDS, SETITEMS, ADDITEMS, POP_MARK none. */
const TO_MARK: Readonly<Record<number, Kind | null>> = {
  0x6c: 'other',
  0x74: 'other',
  0x64: 'other',
  0x91: 'other',
  0x69: 'other',
  0x6f: 'other',
  0x65: null,
  0x75: null,
  0x90: null,
  0x31: null,
};
const DUP = 0x32;
const BUILD = 0x62;
const INST = 0x69;
const OBJ = 0x6f;
/** REDUCE, NEWOBJ, NEWOBJ_EX: how far below the top the callable lies. */
const CALLABLE_AT: Readonly<Record<number, number>> = { 0x52: -2, 0x81: -2, 0x92: -3 };

/** False as soon as Python would stop with an empty stack: so no word list passes for a pickle. */
export function reachesCall(opcodes: readonly Opcode[]): boolean {
  const stack: Kind[] = [];
  let named = false;
  for (const { code, lines } of opcodes) {
    if (lines.length === 2 && !lines.every(isIdentifier)) return false;
    const callable = stack.at(CALLABLE_AT[code] ?? -1);
    if (CALLABLE_AT[code] !== undefined && (callable === 'global' || (callable === 'memo' && named))) return true;
    if (code === BUILD && named && stack.length >= 2) return true;
    if (code === DUP) stack.push(stack.at(-1) ?? 'mark');
    else if (Object.hasOwn(TO_MARK, code)) {
      const mark = stack.lastIndexOf('mark');
      if (mark === -1) return false;
      if (code === INST || (code === OBJ && ['global', 'memo'].includes(stack[mark + 1] ?? ''))) return true;
      stack.length = mark;
      push(stack, TO_MARK[code] ?? null);
    } else {
      const [taken, left] = EFFECTS[code] ?? [0, 'other'];
      if (stack.length < taken || stack.slice(stack.length - taken).includes('mark')) return false;
      stack.length -= taken;
      named ||= left === 'global';
      push(stack, left);
    }
  }
  return false;
}

function push(stack: Kind[], kind: Kind | null): void {
  if (kind !== null) stack.push(kind);
}

function isIdentifier(text: string): boolean {
  return /^[A-Za-z_]\w{0,99}(?:\.[A-Za-z_]\w{0,99}){0,20}$/.test(text);
}
