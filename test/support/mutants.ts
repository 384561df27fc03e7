/** What becomes of a text that somebody edits by hand, merges badly, or writes to hurt: each a small step from what a parser expects. */

const IN_PLACE_OF_A_STRING = ['""', '"__proto__"', `"${'x'.repeat(5000)}"`, '7'];

/** One line deleted, said twice, or in the place of the next; the text cut after it; one quoted string in each that is another thing. */
export function mutantsOf(text: string): string[] {
  const lines = text.split('\n');
  const byLine = lines.flatMap((line, at) => {
    const [before, after] = [lines.slice(0, at), lines.slice(at + 1)];
    const [next, ...others] = after;
    const swapped = next === undefined ? [] : [[...before, next, line, ...others]];
    return [[...before, ...after], [...before, line, line, ...after], before, ...swapped].map((some) => some.join('\n'));
  });
  const byString = Array.from(text.matchAll(/"[^"\n]*"|'[^'\n]*'/g)).flatMap(({ 0: whole, index }) =>
    IN_PLACE_OF_A_STRING.map((other) => text.slice(0, index) + other + text.slice(index + whole.length)),
  );
  return [...byLine, ...byString];
}

/** One line many times: what is not linear in it does not come to an end. */
export function longOnesOf(text: string, times: number): string[] {
  const lines = text.split('\n');
  return lines.map((line, at) => [...lines.slice(0, at), ...Array<string>(times).fill(line), ...lines.slice(at + 1)].join('\n'));
}
