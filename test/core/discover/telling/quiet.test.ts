/** T33: a change of a file that tells is quiet only where what comes and goes names nothing, and changes no meaning of what stays. */
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../../src/core/discover/telling/quiet.ts';

type Texts = readonly [before: string, after: string];

function quiet(path: string, [before, after]: Texts, strong = true): boolean {
  return isQuiet({ path, before, after, strong, isOfTree: (id) => id === 'src/app' });
}

const CODE = [
  'import ai.djl.Application;',
  'class A {',
  '  static int limit = 3;',
  '  /*',
  '  String name = "acme/sentiment";',
  '  */',
  '  void run() {',
  '    start(name);',
  '  }',
  '}',
].join('\n');

function edited(from: string, to: string): Texts {
  if (!CODE.includes(from)) throw new Error(`no ${from}`);
  return [CODE, CODE.replace(from, to)];
}

describe('code', () => {
  it.each<[string, Texts]>([
    ['a number', edited('= 3', '= 4')],
    ['a call', edited('start(name);', 'start(name);\n    log(limit);')],
    ['a text of several words', edited('start(name);', 'start(name);\n    log("it has started");')],
    ['a comment', edited('  void run', '  /**\n   * Runs what was set up.\n   */\n  void run')],
    [
      'a commented method before another one',
      [
        CODE.replace('  void run', '  /**\n   * Runs.\n   */\n  void run'),
        CODE.replace('  void run', '  /**\n   * Walks.\n   */\n  void walk() {\n  }\n\n  /**\n   * Runs.\n   */\n  void run'),
      ],
    ],
    ['an import by name', edited('class A {', 'import java.util.List;\nclass A {')],
    ['an import of a file', edited('class A {', 'import { x } from "./x";\nclass A {')],
    ['a method that goes', edited('    start(name);\n', '')],
    ['line ends of one word of the language', edited('    start(name);', '    start(name);\n    break\n')],
  ])('%s is quiet', (_, texts) => {
    expect(quiet('A.java', texts)).toBe(true);
    expect(quiet('A.java', [texts[1], texts[0]])).toBe(true);
  });

  it.each<[string, Texts]>([
    ['a literal of one word', edited('start(name);', 'start("resnet50");')],
    ['a name on a hub', edited('start(name);', 'start("acme/other");')],
    ['a telling word', edited('start(name);', 'start(OPENAI_DEFAULT);')],
    ['another constant for the model', edited('start(name);', 'builder.modelName(OTHER);')],
    ['a line in the middle of a long text', edited('start(name);', 'start(name);\nresnet50\n')],
    ['an escape', edited('start(name);', 'start(name + x("\\x68 a"));')],
    ['base64', edited('start(name);', `log("it is ${Buffer.from('https://huggingface.co').toString('base64')}");`)],
    ['the beginning of a comment that goes', edited('  /*\n', '')],
    ['the end of a comment that goes', edited('  */\n', '')],
    [
      'the beginning of a comment that moves',
      edited('  /*\n  String name = "acme/sentiment";\n', '  String name = "acme/sentiment";\n  /*\n'),
    ],
    ['a condition of a preprocessor', edited('  void run', '#if 0\n  void run')],
    ['a quote that opens', edited('start(name);', 'start(name); "')],
    ['a long text that opens', edited('start(name);', 'x = """')],
    ['a long text that opens where a comment seems to stand', edited('start(name);', 'x = "/* a"; y = """ ; z = "b */"')],
    ['a template that opens', edited('start(name);', 'x = `')],
  ])('%s is not', (_, texts) => {
    expect(quiet('A.java', texts)).toBe(false);
    expect(quiet('A.java', [texts[1], texts[0]])).toBe(false);
  });

  it('a literal says nothing where the file names no library, service or model', () => {
    expect(quiet('A.java', edited('start(name);', 'start("fast");'), false)).toBe(true);
    expect(quiet('A.java', edited('start(name);', 'start("acme/other");'), false)).toBe(false);
    expect(quiet('A.java', edited('start(name);', 'start("src/app");'), false)).toBe(true);
  });

  it('two halves of a name, of which one was there, are not quiet', () => {
    const half = 'x = "acme/" +\n  y;\n';
    expect(quiet('A.java', [half, half.replace('y', '"sentiment"')], false)).toBe(false);
  });

  it('a comment is words, but for what tells by its own form', () => {
    expect(quiet('A.java', edited('start(name);', '// asks the OpenAI model\n    start(name);'))).toBe(true);
    expect(quiet('A.java', edited('start(name);', '// as "gpt-4o" does\n    start(name);'))).toBe(false);
    expect(quiet('a.go', edited('start(name);', '//go:embed model\n    start(name);'))).toBe(false);
  });

  it.each([
    ['a.rb', 'start(%w[resnet50])'],
    ['a.rb', 'start(%q(resnet50))'],
    ['a.pl', 'start(qw(resnet50));'],
    ['a.ex', 'start(~w(resnet50))'],
    ['a.vue', 'start(/resnet50/.source);'],
  ])('a literal without quotes is one: %s %s', (path, code) => {
    expect(quiet(path, edited('start(name);', code))).toBe(false);
  });

  it('signs of other languages open nothing', () => {
    expect(quiet('a.go', edited('start(name);', 'func (a *A) run(b [][]int) { c[b[0]] = 1 << d }'))).toBe(true);
    expect(quiet('a.rs', edited('start(name);', "fn new<R: Read + 'a>(r: &'static R, c: char) { c == 'x' }"))).toBe(true);
    expect(quiet('a.kt', edited('start(name);', "fun new(r: &'static R)"))).toBe(false);
    expect(quiet('a.rs', edited('start(name);', 'x = "'))).toBe(false);
    expect(quiet('a.ml', edited('start(name);', '(* start'))).toBe(false);
    expect(quiet('a.lua', edited('start(name);', 'x = [['))).toBe(false);
    expect(quiet('a.rb', edited('start(name);', 'x = <<~TEXT'))).toBe(false);
  });
});

const DATA = [
  '{',
  '  "general": {',
  '    "save": "Save",',
  '    "load": "Load"',
  '  },',
  '  "openai": {',
  '    "a": 1,',
  '    "b": 2,',
  '    "c": 3,',
  '    "d": 4,',
  '    "e": { "tag": "x" },',
  '    "tag": "one"',
  '  },',
  '  "list": [',
  '    { "name": "onnx",',
  '      "size": 1 },',
  '    {',
  '      "name": "other",',
  '      "size": 1',
  '    }',
  '  ]',
  '}',
].join('\n');

describe('data', () => {
  const change = (from: string, to: string): Texts => [DATA, DATA.replace(from, to)];

  it.each<[string, Texts]>([
    ['a value of another object', change('"Save"', '"Keep"')],
    ['a new value there', change('"save"', '"more": "More",\n    "save"')],
    ['an element of a list beside others', change('"name": "other"', '"name": "another"')],
  ])('%s is quiet', (_, texts) => {
    expect(quiet('a.json', texts)).toBe(true);
  });

  it.each<[string, Texts]>([
    ['a value of the object whose key tells', change('"one"', '"two"')],
    ['a value deeper in it', change('{ "tag": "x" }', '{\n "tag": "x",\n "u": "v"\n }')],
    ['a value beside one that tells', change('"onnx",\n      "size": 1', '"onnx",\n      "size": 2')],
    ['a value beside all of it', change('  "list": [', '  "revision": 3,\n  "list": [')],
    ['a telling word', change('"Save"', '"Ask ChatGPT"')],
    ['a name on a hub', change('"Save"', '"acme/sentiment"')],
  ])('%s is not', (_, texts) => {
    expect(quiet('a.json', texts)).toBe(false);
  });

  it('an object beside a member that tells is of the same, but for the whole text', () => {
    const part = '{\n  "a": {\n    "provider": "openai",\n    "options": {\n      "kind": "one"\n    }\n  }\n}';
    expect(quiet('a.json', [part, part.replace('one', 'two')])).toBe(false);
    const whole = '{\n  "about": "asks OpenAI",\n  "options": {\n    "kind": "one"\n  }\n}';
    expect(quiet('a.json', [whole, whole.replace('one', 'two')])).toBe(true);
  });

  it('an object that comes behind the last one is none of its members', () => {
    const two = '{\n  "a": {\n    "x": 1\n  }\n}';
    const three = '{\n  "a": {\n    "x": 1\n  },\n  "b": {\n    "y": 2\n  }\n}';
    expect(quiet('a.json', [two, three])).toBe(true);
    expect(quiet('a.json', [two, three.replace('"b"', '"model"')])).toBe(false);
  });

  it('texts of a catalog say nothing of each other, but are what their keys say', () => {
    const texts = '{\n  "recipe": {\n    "use-openai": "Use OpenAI",\n    "save": "Save"\n  },\n  "ollama": {\n    "tag": "Tag"\n  }\n}';
    const change = (from: string, to: string): Texts => [texts, texts.replace(from, to)];
    expect(quiet('web/locales/de-DE.json', change('"Save"', '"Speichern"'))).toBe(true);
    expect(quiet('web/settings.json', change('"Save"', '"Speichern"'))).toBe(false);
    expect(quiet('web/locales/de-DE.json', change('"Tag"', '"zephyr"'))).toBe(false);
    expect(quiet('web/locales/de-DE.json', change('Use OpenAI', 'OpenAI'))).toBe(false);
    expect(quiet('web/locales/de-DE.json', change('"Save"', '"acme/sentiment"'))).toBe(false);
  });

  it('a table of TOML ends where the next begins', () => {
    const toml = '[dependencies.ort]\nversion = "1"\n\n[profile]\nlevel = 1\n';
    expect(quiet('a.toml', [toml, toml.replace('level = 1', 'level = 2')])).toBe(true);
    expect(quiet('a.toml', [toml, toml.replace('"1"', '"2"')])).toBe(false);
    const long = toml.replace('version', 'a = 1\nb = 1\nc = 1\n\nd = 1\nversion');
    expect(quiet('a.toml', [long, long.replace('"1"', '"2"')])).toBe(false);
    expect(quiet('a.toml', [toml, toml.replace('level = 1', 'x = """')])).toBe(false);
  });

  it('paragraphs of one table are apart', () => {
    const toml = 'owner = "me"\n\nref = "v1"\n\n\n\nexcluded = ["area/docs"]\n';
    expect(quiet('a.toml', [toml, toml.replace('v1', 'v2')], false)).toBe(true);
    expect(quiet('a.toml', [toml, toml.replace('excluded', 'included')], false)).toBe(false);
  });

  it('JSON has no comments', () => {
    expect(quiet('b.json', ['{\n"a": 1\n}', '{\n"a": "aerc/*.conf"\n}'])).toBe(true);
  });
});

describe('settings', () => {
  const MAKE =
    'build:\n\tgo build\n\nserve:\n\ta\n\tb\n\tc\n\td\n\te\n\tollama run x\n\nclean:\n\trm\n\techo 1\n\techo 2\n\techo 3\n\techo 4\n';

  it('a paragraph without anything that tells is quiet, wherever the file tells', () => {
    expect(quiet('Makefile', [MAKE, MAKE.replace('echo 3', 'echo 5')])).toBe(true);
  });

  it.each([
    ['\ta\n', '\taa\n'],
    ['run x', 'run y'],
    ['\trm\n', '\trm -r\n'],
    ['echo 3', 'llamafile'],
  ])('%j in place of %j is not', (from, to) => {
    expect(quiet('Makefile', [MAKE, MAKE.replace(from, to)])).toBe(false);
  });
});

it.each([
  ['comments that open', '/*'],
  ['comments that close', '*/'],
  ['marks of comments', '<!-- '],
  ['quotes', '"'],
  ['blanks', ' '],
  ['empty lines', '\n'],
  ['lines', 'x\n'],
  ['lines with brackets', '{\n'],
  ['words', 'openai\n'],
  ['names', '"a/b"\n'],
])('a large change of %s gives an answer', (_, sign) => {
  const large = sign.repeat(Math.floor(200_000 / sign.length));
  for (const path of ['a.lua', 'a.json', 'Makefile'])
    for (const texts of [
      ['', large],
      [large, `x${large}\ny`],
    ] as const)
      expect(typeof quiet(path, texts)).toBe('boolean');
});
