import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, KEPT } from './command-shapes.ts';
import { COMMIT, pin, told } from './pinning.ts';

const R = `--revision ${COMMIT}`;
const F = 'FROM python:3.12 AS base\n';

describe('the commit is in the command, and nothing else changes', () => {
  it.each(COMMANDS)('%s', async (before, after) => {
    for (const around of [
      (command: string) => `${F}RUN ${command}\nRUN true\n`,
      (command: string) => `${F}RUN set -e; \\\n  # why\n    ${command}`,
      (command: string) => `${F}RUN <<EOF\n${command}\nEOF\n`,
      (command: string) => `${F}\tRUN\t${command}\r\nENV x=1\r\n`,
    ])
      expect(await pin({ Dockerfile: around(before) })).toEqual({ files: { Dockerfile: around(after) }, refused: [] });
  });

  it.each<[string, string, string]>([
    ['JSON', 'RUN ["hf", "download", "org/a"]', `RUN ["hf", "download", "org/a", "--revision", "${COMMIT}"]`],
    ['JSON with a revision', 'CMD ["vllm","serve","org/a","--revision","main"]', `CMD ["vllm","serve","org/a","--revision","${COMMIT}"]`],
    [
      'JSON with escapes',
      'CMD ["vllm", "serve", "org\\u002fa", "--revision", "ma\\u0069n"]',
      `CMD ["vllm", "serve", "org\\u002fa", "--revision", "${COMMIT}"]`,
    ],
    ['a shell in JSON', 'RUN ["bash", "-c", "hf download org/a && ls"]', `RUN ["bash", "-c", "hf download org/a ${R} && ls"]`],
    ['a shell in a shell', `RUN bash -c 'hf download "org/a"'`, `RUN bash -c 'hf download "org/a" ${R}'`],
    ['continued lines', 'RUN hf download \\\n    org/a \\\n    --quiet', `RUN hf download \\\n    org/a ${R} \\\n    --quiet`],
    ['ADD', 'ADD https://huggingface.co/org/a/resolve/main/x /x', `ADD https://huggingface.co/org/a/resolve/${COMMIT}/x /x`],
    [
      'ENV',
      'ENV A=1 REV=main B=2\nRUN hf download org/a --revision $REV',
      `ENV A=1 REV=${COMMIT} B=2\nRUN hf download org/a --revision $REV`,
    ],
    [
      'ENV in quotes',
      'ENV REV="main"\nRUN hf download org/a --revision "${REV}"',
      `ENV REV=${COMMIT}\nRUN hf download org/a --revision "\${REV}"`,
    ],
    [
      'ENV in its old form',
      'ENV REV main\nRUN hf download org/a --revision $REV',
      `ENV REV ${COMMIT}\nRUN hf download org/a --revision $REV`,
    ],
    ['ENV that names the model', 'ENV M=org/a\nRUN hf download $M', `ENV M=org/a\nRUN hf download $M ${R}`],
    [
      'ENV for two downloads of one model',
      'ENV REV=v1\nRUN hf download org/a x --revision $REV\nRUN hf download org/a y --revision $REV',
      `ENV REV=${COMMIT}\nRUN hf download org/a x --revision $REV\nRUN hf download org/a y --revision $REV`,
    ],
  ])('%s', async (_name, before, after) => {
    expect(await pin({ 'a/Dockerfile.gpu': `${F}${before}\n` })).toEqual({ files: { 'a/Dockerfile.gpu': `${F}${after}\n` }, refused: [] });
  });

  it('an ARG gets the commit as its default', async () => {
    const file = (rev: string): string => `ARG REV=${rev}\n${F}ARG REV\nRUN hf download org/a --revision $REV\n`;
    expect((await pin({ Dockerfile: file('main') })).files).toEqual({ Dockerfile: file(COMMIT) });
    // Whoever builds it may pass another one: said every time.
    expect((await pin({ Dockerfile: file(COMMIT) })).refused.map(told)).toEqual(['revision-variable 4 hf:org/a']);
  });
});

describe('what cannot be placed exactly stays as it is', () => {
  it.each(KEPT)('%s: %s', async (command, code) => {
    const text = `${F}RUN ${command}\n`;
    const { files, refused } = await pin({ Dockerfile: text });
    expect([files['Dockerfile'], new Set(refused.map((one) => one.code))]).toEqual([text, new Set([code])]);
  });

  it.each<[string, string]>([
    ['an ENV that something else reads', 'ENV REV=main\nRUN git checkout $REV && hf download org/a --revision $REV'],
    ['an ENV that is set twice', 'ENV REV=main\nRUN REV=x; hf download org/b --revision v1; hf download org/a --revision $REV'],
    ['an ENV made of two parts', 'ENV A=ma REV=${A}in\nRUN hf download org/a --revision $REV'],
  ])('%s', async (_name, text) => {
    const { files, refused } = await pin({ Dockerfile: `${F}${text}\n` });
    expect(files['Dockerfile']?.replace(COMMIT, 'v1')).toBe(`${F}${text}\n`);
    expect(refused.map(({ reference }) => reference)).toEqual(['hf:org/a']);
  });

  it.each<[string, string]>([
    ['two models with one ENV', 'ENV REV=main\nRUN hf download org/a --revision $REV && hf download org/b --revision $REV'],
    ['another server', 'ENV HF_ENDPOINT=https://mirror.example\nRUN hf download org/a'],
  ])('%s', async (_name, text) => {
    const { files, refused } = await pin({ Dockerfile: `${F}${text}\n` });
    expect([files['Dockerfile'], refused.length > 0]).toEqual([`${F}${text}\n`, true]);
  });
});

it('no character outside the edits changes, whatever surrounds them', async () => {
  const noise = fc.constantFrom(
    '# é𝕏 "\'',
    'ENV A="x y" B=\'z\'',
    'RUN echo $A \\\n  "b',
    'COPY <<X /x\nhf download org/x\nX',
    'LABEL a=b',
    '',
    '\t ',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(noise, { maxLength: 4 }),
      fc.array(noise, { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      fc.nat(COMMANDS.length - 1),
      async (before, after, eol, index) => {
        const [from, to] = COMMANDS[index] ?? ['', ''];
        const text = (command: string): string => [...before, `RUN ${command}`, ...after].join('\n').replaceAll('\n', eol);
        expect(await pin({ Dockerfile: text(from) })).toEqual({ files: { Dockerfile: text(to) }, refused: [] });
      },
    ),
    { numRuns: 100 },
  );
});
