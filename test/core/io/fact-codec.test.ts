import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseFacts, writeFacts } from '../../../src/core/io/extract/fact-codec.ts';
import type { Stamped } from '../../../src/core/model/index.ts';
import { packageFactOf } from '../../support/build.ts';

function lockOf(count: number, change: (index: number) => Partial<ReturnType<typeof packageFactOf>> = () => ({})): Stamped[] {
  return Array.from({ length: count }, (_, index) => {
    const { line, column, ...rest } = packageFactOf({
      name: `package-${index}`,
      integrity: [`sha256:${index}`],
      line: 3 + index * 7,
      column: 5,
      ...change(index),
    });
    return { ...rest, line, column, detector: 'uv-lock' };
  });
}

const SIZE = 300;
const before = lockOf(SIZE);

describe('facts of a lock beside those of another state of it', () => {
  it('are the same objects where they say the same', () => {
    const read = parseFacts(writeFacts(before), before);
    expect(read.every((one, index) => one === before[index])).toBe(true);
  });

  it('share what is in them where their lines moved', () => {
    const moved = lockOf(SIZE, (index) => ({ line: 1000 + index }));
    const read = parseFacts(writeFacts(moved), before);
    expect(read).toEqual(moved);
    expect(JSON.stringify(read)).toBe(JSON.stringify(moved));
    const [first, old] = [read[9], before[9]];
    expect(first?.kind === 'package' && old?.kind === 'package' && first.integrity === old.integrity).toBe(true);
  });

  it('are found again behind what was added or went', () => {
    const head = [...lockOf(1, () => ({ name: 'new' })), ...before.slice(0, 100), ...before.slice(120)];
    const read = parseFacts(writeFacts(head), before);
    expect(read).toEqual(head);
    expect(read.filter((one) => before.includes(one))).toHaveLength(SIZE - 20);
  });

  const text = fc.oneof(fc.string(), fc.constantFrom(',\t', ',"line":3,"column":5,"detector":"uv-lock"}', '__proto__', '\u2028'));
  const edit = fc.record({
    at: fc.nat(SIZE - 1),
    name: text,
    version: fc.option(text),
    license: fc.option(text),
    line: fc.nat(9_000),
    detector: text,
  });

  test.prop([fc.array(edit, { maxLength: 6 }), fc.boolean()])('are what stands there, whatever the other state says', (edits, swapped) => {
    const head = [...before];
    for (const { at, detector, ...rest } of edits) head[at] = { ...packageFactOf(rest), detector };
    const [now, old] = swapped ? [before, head] : [head, before];
    const written = writeFacts(now);
    expect(JSON.stringify(parseFacts(written, old))).toBe(JSON.stringify(JSON.parse(written)));
  });

  it('are read where nothing is known of another state, and where an older program wrote them', () => {
    expect(parseFacts(writeFacts(before))).toEqual(before);
    expect(parseFacts(JSON.stringify(before), before)).toEqual(before);
    expect(parseFacts(writeFacts([]), before)).toEqual([]);
  });
});
