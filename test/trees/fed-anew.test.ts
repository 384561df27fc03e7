/** Old loads that take their name from elsewhere, and what the change hands them (T38): the whole program between two trees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitionsAround } from '../../src/core/discover/fed/anew.ts';
import { handedIn } from '../../src/core/discover/fed/lines.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { between, type Files } from '../support/between.ts';

const IMPORT = 'import json, os, sys\nfrom transformers import AutoModel\n';
const WRAPPER = `${IMPORT}def load(name):\n    return AutoModel.from_pretrained(name)\n`;
const STRICT = 'rules: { model/provenance: { level: block, require: pinned } }';

let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({ repos: [] });
});
afterAll(() => hub.close());

describe('an old load without a name', () => {
  it.each<[string, Files, Files, string]>([
    [
      'a wrapper that is called with another name',
      { 'app/w.py': `${WRAPPER}load("acme/a")\n` },
      { 'app/w.py': `${WRAPPER}load("evil/x")\n` },
      'app/w.py:5',
    ],
    [
      'a wrapper that is called from another file',
      { 'app/w.py': WRAPPER, 'app/u.py': 'from app.w import load\nload("acme/a")\n' },
      { 'app/u.py': 'from app.w import load\nload(\n    "evil/x",\n)\n' },
      'app/u.py:3',
    ],
    [
      'a wrapper that a new file calls',
      { 'app/w.py': WRAPPER },
      { 'app/n.py': 'from app.w import load\nload(name="evil/x")\n' },
      'app/n.py:2',
    ],
    [
      'the key of a JSON file',
      {
        'app/w.py': `${IMPORT}c = json.load(open("c.json"))\nAutoModel.from_pretrained(c["chat_model"])\n`,
        'c.json': '{\n  "chat_model": "acme/a"\n}\n',
      },
      { 'c.json': '{\n  "chat_model": "evil/x"\n}\n' },
      'c.json:2',
    ],
    [
      'a variable of the Dockerfile',
      { 'app/w.py': `${IMPORT}AutoModel.from_pretrained(os.environ["CHAT_MODEL"])\n`, Dockerfile: 'FROM x\nENV CHAT_MODEL=acme/a\n' },
      { Dockerfile: 'FROM x\nENV CHAT_MODEL=evil/x\n' },
      'Dockerfile:2',
    ],
    [
      'a variable of a manifest, in two lines',
      {
        'app/w.py': `${IMPORT}AutoModel.from_pretrained(os.environ["CHAT_MODEL"])\n`,
        'k.yaml': 'env:\n  - name: CHAT_MODEL\n    value: acme/a\n',
      },
      { 'k.yaml': 'env:\n  - name: CHAT_MODEL\n    value: evil/x\n' },
      'k.yaml:3',
    ],
    [
      'a variable of .env, with a default in the code',
      { 'app/w.py': `${IMPORT}AutoModel.from_pretrained(os.environ.get("CHAT_MODEL", "acme/a"))\n`, '.env': 'CHAT_MODEL=acme/b\n' },
      { '.env': 'CHAT_MODEL=evil/x\n' },
      '.env:1',
    ],
    [
      'the default of an option',
      { 'app/w.py': `${IMPORT}p.add_argument("--chat-model", type=str, default="acme/a")\nAutoModel.from_pretrained(args.chat_model)\n` },
      { 'app/w.py': `${IMPORT}p.add_argument("--chat-model", type=str, default="evil/x")\nAutoModel.from_pretrained(args.chat_model)\n` },
      'app/w.py:3',
    ],
    [
      'a list that the code reads line by line',
      {
        'app/w.py': `${IMPORT}for one in open("conf/models.txt"):\n    AutoModel.from_pretrained(one.strip())\n`,
        'conf/models.txt': 'acme/big\n',
      },
      { 'conf/models.txt': 'acme/big\nevil/big\n' },
      'conf/models.txt:2',
    ],
    [
      'a table',
      { 'app/w.py': `${IMPORT}for row in read("models.csv"):\n    AutoModel.from_pretrained(row[1])\n`, 'app/models.csv': 'x,acme/big\n' },
      { 'app/models.csv': 'x,evil/big\n' },
      'app/models.csv:1',
    ],
    [
      'an element of XML',
      { 'app/w.py': `${IMPORT}AutoModel.from_pretrained(parse("c.xml").find("a").text)\n`, 'c.xml': '<a>acme/big</a>\n' },
      { 'c.xml': '<a>evil/big</a>\n' },
      'c.xml:1',
    ],
    [
      'the input of a command',
      { 'get.sh': 'xargs -n1 hf download < models.txt\n', 'models.txt': 'acme/big\n' },
      { 'models.txt': 'evil/big\n' },
      'models.txt:1',
    ],
    [
      'a file that holds nothing but the name',
      { 'app/w.py': `${IMPORT}AutoModel.from_pretrained(open("model.txt").read().strip())\n`, 'model.txt': 'gpt2\n' },
      { 'model.txt': 'evil2\n' },
      'model.txt:1',
    ],
    ['a file that a command prints', { 'get.sh': 'hf download "$(cat MODEL)"\n', MODEL: 'acme/big\n' }, { MODEL: 'evil/big\n' }, 'MODEL:1'],
  ])('is worse: %s', async (_, base, head, place) => {
    const { findings, conclusion } = await between(base, head, hub.url, STRICT);
    expect(conclusion).toBe('block');
    expect(findings.filter((one) => one.includes('worse!') || one.includes('new!')).map((one) => one.split(' ').at(-1))).toContain(place);
  });

  it('is not fed by what a test writes for itself', async () => {
    const base = { 'app/w.py': `${IMPORT}import app.c\nAutoModel.from_pretrained(cfg.base_model)\n`, 'tests/test_w.py': 'X = 1\n' };
    const { findings } = await between(base, { 'tests/test_w.py': 'CFG = {"base_model": "evil/x"}\n' }, hub.url, STRICT);
    expect(findings.filter((one) => / (?:new|worse)/.test(one))).toEqual([]);
    const product = await between(base, { 'app/c.py': 'CFG = {"base_model": "evil/x"}\n' }, hub.url, STRICT);
    expect(product.findings.filter((one) => / (?:new|worse)/.test(one))).not.toEqual([]);
  });

  it('is the same when other things change around it', async () => {
    const code = (rest: string): string => `${WRAPPER}load(sys.argv[1])\n${rest}`;
    const base = { 'app/w.py': code(''), 'app/metrics.py': '', 'c.json': '{}\n', 'data/sets/a.csv': '' };
    const head = {
      'app/w.py': code('def main():\n    log({"train/loss": 1})\n    load(sys.argv[2])\n').replace('load(sys.argv[2])', 'x = 1'),
      'app/metrics.py': 'send("application/json", "eval/accuracy")\nload("data/sets")\nother("evil/x")\n',
      'c.json': '{ "homepage": "acme/site" }\n',
      'docs/use.md': 'load("evil/x")\n',
      'notes.txt': 'evil/big\n',
    };
    const { conclusion } = await between(base, head, hub.url, STRICT);
    expect(conclusion).toBe('pass');
  });
});

it('is not fed by what a docstring or a comment shows', async () => {
  const base = { 'app/w.py': `import app.n\n${WRAPPER}`, 'app/n.py': '' };
  const shown = 'def f():\n    """Example:\n\n    >>> load("evil/x")\n    """\n    # load("evil/x")\n';
  expect((await between(base, { 'app/n.py': shown }, hub.url, STRICT)).conclusion).toBe('pass');
  const called = { 'app/n.py': `${shown}    load(  # )\n      "evil/x"\n    )\n` };
  expect((await between(base, called, hub.url, STRICT)).findings).toContain('model/unresolved worse! app/n.py:8');
});

describe('what a line hands over', () => {
  const said = (path: string, text: string): unknown =>
    handedIn(path, text, null, () => false).map(({ line, calls, keys }) => [line, calls, keys]);

  it.each<[string, string, unknown]>([
    ['a.py', 'load("evil/x")', [[1, ['load'], []]]],
    ['a.py', 'load(name="evil/x")', [[1, ['load'], ['name']]]],
    ['a.py', 'load(\n  "evil/x"\n)', [[2, ['load'], []]]],
    ['a.json', '"model": "evil/x"', [[1, [], ['model']]]],
    ['a.yaml', 'model: evil/x', [[1, [], ['model']]]],
    ['a.py', 'model: evil/x', []],
    ['.env', 'MODEL_ID=evil/x', [[1, [], ['MODEL_ID']]]],
    ['a.py', 'x = "text/html"', []],
    ['a.py', 'x = "src/main.py"', []],
    ['a.py', 'x = "2026/01"', []],
    ['a.py', 'x = "a/b/c"', []],
    ['a.py', 'x = "/v1/x"', []],
  ])('%s: %s', (path, text, expected) => {
    expect(said(path, text)).toEqual(expected);
  });

  it('reads hostile lines in linear work (T39)', () => {
    for (const text of ['"a/b'.repeat(100_000), '('.repeat(400_000), 'load('.repeat(80_000), '=a/b '.repeat(80_000), '\n'.repeat(400_000)])
      expect(handedIn('a.yaml', text, null, () => false).length).toBeLessThan(2);
  });
});

describe('a plain file of data', () => {
  const ASKS =
    'from openai import OpenAI\nm = open("conf/model.txt").read().strip()\nOpenAI().chat.completions.create(model=m, messages=[])\n';

  it.each<[string, string, string]>([
    ['the name of a hosted model alone', 'gpt-4o\n', 'gpt-4.1-mini\n'],
    ['one among others', 'chat,gpt-4o,1\n', 'chat,gpt-4.1-mini,1\n'],
  ])('feeds a call of a hosted model: %s', async (_, was, is) => {
    const { findings } = await between({ 'app/w.py': ASKS, 'conf/model.txt': was }, { 'conf/model.txt': is }, hub.url, STRICT);
    expect(findings.filter((one) => one.includes('worse')).map((one) => one.split(' ').at(-1))).toContain('conf/model.txt:1');
  });

  it.each<[string, string, string]>([
    ['a version', '1.4.2\n', '1.4.3\n'],
    ['words', 'Ask the model.\n', 'Ask the other model.\n'],
    ['nothing new', 'gpt-4o\n', 'gpt-4o'],
  ])('feeds no such call by %s', async (_, was, is) => {
    const { findings } = await between({ 'app/w.py': ASKS, 'conf/model.txt': was }, { 'conf/model.txt': is }, hub.url, STRICT);
    expect(findings.filter((one) => / (?:new|worse)/.test(one))).toEqual([]);
  });

  it('feeds nothing by a line that stays, by words, or by a path of the tree', async () => {
    const base = { 'get.sh': 'xargs -n1 hf download < models.txt\n', 'models.txt': 'acme/big\n', 'data/sets/a': '' };
    const { conclusion } = await between(base, { 'models.txt': '# and/or\ndata/sets\nacme/big\n2026/01\n' }, hub.url, STRICT);
    expect(conclusion).toBe('pass');
  });

  it('of many lines costs what there is of it (T39)', async () => {
    const text = 'evil/big\n'.repeat(50_000);
    const base = { 'get.sh': 'hf download "$1"\n'.repeat(500), 'models.txt': '' };
    expect((await between(base, { 'models.txt': text }, hub.url, STRICT)).conclusion).toBe('pass');
  });
});

it('knows what is defined around a line by its indentation', () => {
  const text = ['class A:', '    def m(self):', '        x()', '', '# comment', '        y()', '    z()', 'def f(): g()', 'h()'].join('\n');
  const around = definitionsAround(text, new Set([3, 6, 7, 8, 9]));
  expect([...around]).toEqual([
    [3, ['A', 'm']],
    [6, ['A', 'm']],
    [7, ['A']],
    [8, ['f']],
    [9, []],
  ]);
});
