import { describe, expect, it } from 'vitest';
import { linked, told } from '../../linking.ts';

const IMPORT = 'from transformers import AutoModel';
const docker = (text: string): Promise<string[]> => told({ Dockerfile: `FROM x\n${text}\n` });
const workflow = (text: string): Promise<string[]> => told({ 'a.yml': `steps:\n  - run: |\n      ${text.replaceAll('\n', '\n      ')}\n` });

describe('Python code in commands', () => {
  it.each<[string, string, string[]]>([
    ['-c in single quotes', `RUN python -c '${IMPORT}; AutoModel.from_pretrained("org/a")'`, ['hf:org/a literal Dockerfile:2']],
    [
      '-c in double quotes',
      `RUN python3 -u -c "${IMPORT}; AutoModel.from_pretrained(\\"org/a\\", revision='v1')"`,
      ['hf:org/a@v1 literal Dockerfile:2'],
    ],
    [
      '-c over lines',
      `RUN pip install x && \\\n  uv run python -c "${IMPORT};\\\n  AutoModel.from_pretrained('org/a')"`,
      ['pypi:x literal Dockerfile:2', 'hf:org/a literal Dockerfile:4'],
    ],
    ['-c in JSON', `RUN ["python", "-c", "${IMPORT}; AutoModel.from_pretrained(\\"org/a\\")"]`, ['hf:org/a literal Dockerfile:2']],
    [
      'a variable of the shell',
      `ENV M=org/a\nRUN python -c "${IMPORT}; AutoModel.from_pretrained('$M')"`,
      ['hf:org/a literal Dockerfile:3'],
    ],
    [
      'an argument of the build',
      `ARG M=org/a\nRUN python -c "${IMPORT}; AutoModel.from_pretrained('\${M}')"`,
      ['hf:org/a environment Dockerfile:3'],
    ],
    [
      'a variable that nobody sets',
      `RUN python -c "${IMPORT}; AutoModel.from_pretrained('$M')"`,
      ['generic:environment variable M unresolved Dockerfile:2'],
    ],
    [
      'a variable in single quotes is text',
      `ENV M=org/a\nRUN python -c '${IMPORT}; AutoModel.from_pretrained("$M")'`,
      ['generic:$M literal Dockerfile:3'],
    ],
    ['a here-document', `RUN python - <<EOF\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nEOF`, ['hf:org/a literal Dockerfile:4']],
    [
      'a here-document in a script',
      `RUN <<ONE\nset -e\npython <<'TWO'\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nTWO\nONE`,
      ['hf:org/a literal Dockerfile:6'],
    ],
    [
      'a script of Python',
      `RUN <<EOF\n#!/usr/bin/env python3\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nEOF`,
      ['hf:org/a literal Dockerfile:5'],
    ],
    ['a file of the image', `COPY <<PY /app/warm.py\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nPY`, ['hf:org/a literal Dockerfile:4']],
    [
      'a file that a shell writes',
      `RUN cat > /x.py <<E\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nE`,
      ['hf:org/a literal Dockerfile:4'],
    ],
    ['a script of a shell as a file', 'COPY <<E /start.sh\nhf download org/a\nE', ['hf:org/a literal Dockerfile:3']],
    [
      'two pieces share no names',
      `RUN python -c "${IMPORT}; M = 'org/a'; AutoModel.from_pretrained(M)"\nRUN python -c "${IMPORT}; M = 'org/b'; AutoModel.from_pretrained(M)"`,
      ['hf:org/a constant Dockerfile:2', 'hf:org/b constant Dockerfile:3'],
    ],
    ['code that loads nothing', `RUN python -c 'print("AutoModel.from_pretrained")'`, []],
  ])('%s', async (_name, text, expected) => {
    expect(await docker(text)).toEqual(expected);
  });

  it('is read in a step of a workflow', async () => {
    expect(await workflow(`python - <<'EOF'\n${IMPORT}\nAutoModel.from_pretrained("org/a")\nEOF\nhf download org/b`)).toEqual([
      'hf:org/a literal a.yml:5',
      'hf:org/b literal a.yml:7',
    ]);
    expect(await workflow(`python -c "${IMPORT}; AutoModel.from_pretrained('org/a')"`)).toEqual(['hf:org/a literal a.yml:3']);
  });

  it('a name of another file of the tree', async () => {
    const tree = {
      'app/names.py': 'M = "org/a"\n',
      Dockerfile: `FROM x\nRUN python -c "${IMPORT}; from app.names import M; AutoModel.from_pretrained(M)"\n`,
    };
    expect(await told(tree)).toEqual(['hf:org/a imported Dockerfile:2']);
  });

  it('more pieces than are read are said', async () => {
    const { linked } = await import('../../linking.ts');
    const line = `RUN python -c "${IMPORT}; AutoModel.from_pretrained('org/a')"\n`;
    expect((await linked({ Dockerfile: line.repeat(300) })).problems).toMatchObject([{ code: 'limit' }]);
  });
});

describe('text for people in a here-document', () => {
  const problems = async (script: string): Promise<readonly string[]> =>
    (await linked({ 'run.sh': `#!/bin/bash\n${script}` })).problems.map(({ code }) => code);
  const USAGE = 'Usage: run [options]\n  --model NAME   what vllm and from_pretrained load\n';

  it.each([
    ['cat', `cat <<EOF\n${USAGE}EOF\n`],
    ['a function', `usage() {\n  cat <<'EOF'\n${USAGE}EOF\n}\n`],
    ['a file of text', `cat > notes.txt <<EOF\n${USAGE}EOF\n`],
  ])('is no Python with a mistake: %s', async (_, script) => {
    expect(await problems(script)).toEqual([]);
  });

  it.each([
    ['a program', `python3 - <<EOF\n${USAGE}EOF\n`],
    ['a file of code', `cat > app.py <<EOF\n${USAGE}EOF\n`],
    ['a program that is computed', `$RUN <<EOF\n${USAGE}EOF\n`],
  ])('is one where Python gets it: %s', async (_, script) => {
    expect(await problems(script)).toEqual(['syntax']);
  });
});

describe('a variable of a script', () => {
  it('that an option replaces has what is written as its default', async () => {
    const script =
      'M="gemma3:4b"\nwhile [ $# -gt 0 ]; do\n  case "$1" in\n    --m) M="${2:?missing}"; shift 2;;\n  esac\ndone\nollama pull "$M"\n';
    expect(await told({ 'run.sh': `#!/bin/bash\n${script}` })).toContain('ollama:gemma3@4b parameter run.sh:8');
  });
});
