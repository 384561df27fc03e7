import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappedRange } from '../../../../../src/core/discover/languages/shell/mapped.ts';
import { assignedIn, NO_VARIABLES, wordValue } from '../../../../../src/core/discover/languages/shell/values.ts';
import { commandsIn, type Word } from '../../../../../src/core/discover/languages/shell/words.ts';

const read = (text: string) => commandsIn(mappedRange(text, 0, text.length));

/** Text as it is, variables as `<NAME>`, what only running tells as `?`. */
function told({ pieces }: Word): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'variable' ? `<${piece.name}>` : '?')).join('');
}

describe('commands and their words', () => {
  it.each<[string, string[][]]>([
    ['hf  download\torg/a', [['hf', 'download', 'org/a']]],
    ['a; b && c || d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['a\nb # c d\n# e\nf#g', [['a'], ['b'], ['f#g']]],
    ['a \\\n  b \\\r\n c', [['a', 'b', 'c']]],
    [`a 'b c' "d e" f\\ g h"i"'j'k`, [['a', 'b c', 'd e', 'f g', 'hijk']]],
    [`"a\\"b\\$c\\d" '\\'`, [['a"b$c\\d', '\\']]],
    ['a $B ${C} ${D:-x} "$E" x$F/y', [['a', '<B>', '<C>', '<D>', '<E>', 'x<F>/y']]],
    ["a '$B' $1 $@ $? $", [['a', '$B', '<1>', '?', '?', '$']]],
    ['a ${B%x} $((1+2)) ${{ matrix.m }} {{ .Values.m }}', [['a', '?', '?', '?', '?']]],
    [
      'x=$(hf download org/a) `b c`',
      [
        ['hf', 'download', 'org/a'],
        ['b', 'c'],
        ['x=?', '?'],
      ],
    ],
    ['echo $(a $(b))', [['b'], ['a', '?'], ['echo', '?']]],
    ['a > b 2>&1 c >> d < e &> f g', [['a', 'c', 'g']]],
    ['a <<EOF b\nhf download org/x\nEOF\nc', [['a', 'b'], ['c']]],
    ["a <<-'EOF'\n\tx\n\tEOF\nc <<< y z", [['a'], ['c', 'z']]],
    ['(a) { b; }', [['a'], ['?', 'b'], ['}']]],
    ['a *.bin x[1] {b,c}', [['a', '?.bin', 'x?1]', '?b,c}']]],
    ['a "open', [['a', 'open']]],
    ["a 'open", [['a', 'open']]],
    ['a $(open', [['a', '$'], ['open']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(read(text).map((command) => command.map(told))).toEqual(expected);
  });

  it('every word knows where it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\\', '\n', '$', '(', ')', '<', ';', '{', '}', '`', '#') }),
        (text) => {
          for (const { source } of read(text).flat())
            for (const [index, offset] of source.offsets.entries()) expect(text[offset]).toBe(source.text[index]);
        },
      ),
    );
  });

  it.each(['$(', '`', '"', "'", '{{', '${', '<<E\n', '\\', '$('.repeat(8), '"$(', ';'])(
    '%j repeated costs no more than its length',
    (part) => {
      expect(Array.isArray(read(part.repeat(60_000 / part.length)))).toBe(true);
    },
  );
});

describe('variables of a script', () => {
  const value = (text: string) => {
    const commands = read(text);
    const last = commands.at(-1)?.at(-1);
    return last && wordValue(last, assignedIn(commands, NO_VARIABLES)).value;
  };
  it.each([
    ['A=x; f $A', { kind: 'literal', text: 'x' }],
    ['export A="x" B=y\nf "$A/$B"', { kind: 'literal', text: 'x/y' }],
    [
      'for a in x y; do f $a; done; g $a',
      {
        kind: 'choice',
        options: [
          { kind: 'literal', text: 'x' },
          { kind: 'literal', text: 'y' },
        ],
      },
    ],
    [
      'A=x; A=y; f $A',
      {
        kind: 'choice',
        options: [
          { kind: 'literal', text: 'x' },
          { kind: 'literal', text: 'y' },
        ],
      },
    ],
    ['A=x f $A', { kind: 'overridable', by: 'environment', name: 'A', fallback: null }],
    ['f ${A:-x}', { kind: 'overridable', by: 'environment', name: 'A', fallback: { kind: 'literal', text: 'x' } }],
    ['f $A/x', { kind: 'unmodeled', text: '$A/x' }],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('keeps a secret out of what it quotes (T21)', () => {
    expect(JSON.stringify(value(`f $A/hf_${'a'.repeat(34)}`))).not.toContain('hf_aaaa');
  });
});
