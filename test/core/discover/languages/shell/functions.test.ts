/** Names that a script hands on: in lists and tables, in loops, to its own functions. Each is told where it is written. */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

type Row = readonly [what: string, text: string, expected: readonly string[]];

async function expectTold([, text, expected]: Row): Promise<void> {
  const found = await told({ 'run.sh': `${text}\n` });
  expect(found.map((one) => one.replace(' run.sh:', ' :'))).toEqual(expected);
}

describe('names that a script hands on', () => {
  it.each<Row>([
    ['a list', 'M=(org/a "org/b")\nfor m in "${M[@]}"; do hf download "$m"; done', ['hf:org/a literal :1', 'hf:org/b literal :1']],
    ['a list over lines', 'M=(\n  org/a # small\n  org/b\n)\nhf download "${M[0]}"', ['hf:org/a literal :2', 'hf:org/b literal :3']],
    ['a list of a function', 'f() {\n  local -a M=(org/a)\n  hf download ${M[@]}\n}', ['hf:org/a literal :2']],
    ['a table', 'declare -A M=([s]="org/a" ["l"]=org/b)\nhf download "${M[$1]}"', ['hf:org/a literal :1', 'hf:org/b literal :1']],
    [
      'entries of a table',
      'declare -A M\nM[s]="org/a"\nM["l"]=org/b\nhf download "${M[$k]}"',
      ['hf:org/a literal :2', 'hf:org/b literal :3'],
    ],
    ['a loop', 'for m in org/a \\\n  org/b; do\n  hf download "$m"\ndone', ['hf:org/a literal :1', 'hf:org/b literal :2']],
    ['a text of several', 'M="org/a org/b"\nfor m in $M; do hf download "$m"; done', ['hf:org/a literal :2', 'hf:org/b literal :2']],
    ['a text with commas', 'M=org/a,org/b\nfor m in ${M//,/ }; do hf download $m; done', ['hf:org/a literal :2', 'hf:org/b literal :2']],
    ['an argument of a function', 'get() { hf download "$1"; }\nget org/x', ['hf:org/x literal :2']],
    [
      'the second argument, by a name of its own',
      'get() {\n  local to="$1" repo="$2"\n  hf download "$repo" --local-dir "$to"\n}\nget a org/a\nget b "org/b"',
      ['hf:org/a literal :5', 'hf:org/b literal :6'],
    ],
    ['a function with its word', 'function get {\n  ollama pull ${1}\n}\nget qwen2.5:7b', ['ollama:qwen2.5@7b literal :4']],
    [
      'a loop over a list that calls a function',
      'M=(org/a)\nget() { hf download "$1"; }\nfor m in "${M[@]}"; do get "$m"; done',
      ['hf:org/a literal :1'],
    ],
    ['names put together', 'O=org\nR=$O/a\nhf download "$R"', ['hf:org/a literal :3']],
    ['a program in a list', 'C=(vllm serve org/a)\n"${C[@]}"', ['hf:org/a literal :1']],
  ])('%s', async (...row) => expectTold(row));

  it('of a function in another one each has its own arguments', async () => {
    const text = 'a() {\n  hf download "$1"\n}\nb() {\n  a "$1"\n}\na org/a\n';
    expect((await told({ 'run.sh': text })).filter((one) => one.startsWith('hf:'))).toEqual(['hf:org/a literal run.sh:7']);
  });
});

describe('hostile scripts', () => {
  it.each<[string, string]>([
    ['lists that do not end', 'A=(org/a\n'.repeat(20_000)],
    ['functions that do not end', 'f() {\nhf download "$1"\n'.repeat(5_000)],
    [
      'functions that call each other',
      Array.from({ length: 2_000 }, (_, n) => `f${n}() { hf download "$1"; f${n + 1} "$1" "$1"; }`).join('\n'),
    ],
    [
      'names that lead to each other',
      `hf download x\na0=org/a\n${Array.from({ length: 3_000 }, (_, n) => `a${n + 1}="$a${n}$a${n}"`).join('\n')}`,
    ],
    [
      'lists of lists',
      `hf download x\nM0=(a b)\n${Array.from({ length: 3_000 }, (_, n) => `M${n + 1}=("\${M${n}[@]}" "\${M${n}[@]}")`).join('\n')}\nhf download "$M3000"`,
    ],
    ['many calls of one function', `get() { hf download "$1"; }\n${'get org/a\n'.repeat(20_000)}`],
  ])('%s', async (_, text) => {
    await expect(told({ 'run.sh': text })).resolves.toBeDefined();
  });
});
