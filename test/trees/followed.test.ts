/** Ways in which following a change said less than reading everything: `check` compares both, and fails where they differ. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';

const trees = checking();
const LOAD = (name: string): string => `from transformers import AutoModel\nAutoModel.from_pretrained(${name})\n`;
const CALLERS = Object.fromEntries(
  Array.from({ length: 10 }, (_, file) =>
    Array.from({ length: 45 }, (__, n) => [`c${file}_${n}.py`, `from f${file} import get\nget("acme/m${file}-${n}")\n`] as const),
  ).flat(),
);
const FUNCTIONS = Object.fromEntries(
  Array.from({ length: 10 }, (_, file) => [
    `f${file}.py`,
    `from transformers import AutoModel\ndef get(name):\n    return AutoModel.from_pretrained(name)\n`,
  ]),
);
const FOLDERS = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`d${n}/m${n}.py`, `x = ${n}\n`]));
const COPIES = Array.from({ length: 250 }, (_, n) => `COPY d${n}*.py .\n`).join('');

interface Row {
  readonly base: Files;
  readonly head: Files;
  /** What the change must say, wherever that is not "nothing new". */
  readonly says?: string;
}

const ROWS: Readonly<Record<string, Row>> = {
  'a link through another link and "..", to a file that comes': {
    base: { l2: { link: 'tests/b' }, 'tests/b/k.txt': 'x', 'l1.py': { link: 'l2/../x.py' }, 'readme.md': 'a' },
    head: { 'tests/x.py': LOAD('"acme/one"') },
    says: 'acme/one',
  },
  'a file that two systems take for another, once somebody asks for what it defines': {
    base: { 'cfg.py': 'NAME = "acme/one"\n', 'CFG.py': 'NAME = "acme/two"\n', 'app.py': 'x = 1\n' },
    head: { 'app.py': `from cfg import NAME\n${LOAD('NAME')}` },
    says: 'acme/one',
  },
  'a file that git filters, once somebody asks for what it defines': {
    base: { '.gitattributes': 'cfg.py filter=other\n', 'cfg.py': 'NAME = "acme/one"\n', 'app.py': 'x = 1\n' },
    head: { 'app.py': `from cfg import NAME\n${LOAD('NAME')}` },
  },
  'a folder that is there through a link alone is no folder of the tree': {
    base: { acme: { link: 'd' }, 'd/k.py': 'x = 1\n' },
    head: { 'app.ts': 'import "openai";\nexport const model = "acme/sentiment";\n' },
  },
  'a file that nobody asks for any more, and that has an error': {
    base: { 'cfg.py': 'NAME = "acme/one"\ndef f(:\n  x = (\n', 'app.py': `from cfg import NAME\n${LOAD('NAME')}` },
    head: { 'app.py': LOAD('"acme/two"') },
    says: 'acme/two',
  },
  'chains of names of seven files': {
    base: {
      ...Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`m${n}.py`, `from m${n + 1} import NAME\n`])),
      'm6.py': 'NAME = "acme/one"\n',
    },
    head: { 'app.py': `from m0 import NAME\n${LOAD('NAME')}` },
    says: 'acme/one',
  },
  'more callers than are read for one tree': { base: { ...FUNCTIONS, ...CALLERS }, head: { 'f9.py': `${FUNCTIONS['f9.py']}# more\n` } },
  'more patterns of COPY than one tree may cost, one change at a time': {
    base: { ...FOLDERS, 'a/Dockerfile': `FROM x\n${COPIES}`, 'b/Dockerfile': 'FROM x\n' },
    head: { 'b/Dockerfile': `FROM x\n${COPIES}` },
  },
  'characters beyond U+FFFF, which a database sorts otherwise': {
    base: {
      '\u{1F600}.env': 'HF_ENDPOINT=https://one.example\n',
      '\uFF21.env': 'HF_ENDPOINT=https://two.example\n',
      'compose.yaml': 'services:\n  a:\n    build: .\n    env_file: ["\u{1F600}.env", "\uFF21.env"]\n',
      Dockerfile: 'FROM x\nCOPY . .\nCMD ["python", "app.py"]\n',
      'app.py': LOAD('"acme/one"'),
    },
    head: { 'app.py': LOAD('"acme/two"') },
    says: 'acme/two',
  },
};

describe('following a change says what reading everything says of', () => {
  it.each(Object.entries(ROWS))('%s', async (_, { base, head, says }) => {
    const result = await trees.check(base, head);
    if (says !== undefined) expect(JSON.stringify(result.verdict.changes)).toContain(says);
  });
});
