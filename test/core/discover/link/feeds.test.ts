/** What decides the name of a load that has none (T38). */
import { describe, expect, it } from 'vitest';
import { feedsOf } from '../../../../src/core/discover/link/feeds.ts';
import { linked } from '../linking.ts';

describe('what feeds an expression', () => {
  it.each([
    ['name', []],
    ['args.model', []],
    ['cfg["a"]["b"]', ['text a', 'text b']],
    [`f"acme/{cfg['x']}-{size}"`, ['text acme/{}-{}', 'text x']],
    ['"acme/" + size', ['text acme/']],
    ["'cut off in the mid", ['text cut off in the mid']],
    ['json.load(open("conf.json"))["model"]', ['text conf.json', 'text model']],
    ['environment variable MODEL', ['environment MODEL']],
    ['${MODEL}-large', ['environment MODEL']],
    ['NAMES[-1]', ['number 1']],
    ['v2', []],
    ['one of more than 20 names', ['number 20']],
    ['"a\\"b"', ['text a\\"b']],
  ])('%s', (expression, feeds) => {
    expect(feedsOf(expression)).toEqual(feeds);
  });
});

describe('what feeds a load without a name', () => {
  const NAMES = Array.from({ length: 130 }, (_, index) => `"acme/m${index}"`).join(', ');
  it.each<[string, string, readonly string[]]>([
    ['the environment', 'import os\nAutoModel.from_pretrained(os.environ["MODEL"])', ['environment MODEL']],
    ['a key', 'AutoModel.from_pretrained(load()["chat"])', ['text chat']],
    ['a variable, whose name is no feed', 'def f(name):\n    AutoModel.from_pretrained(name)', []],
    ['a name that no hub can have', 'AutoModel.from_pretrained("a b")', ['text a b']],
    ['the library', 'from transformers import pipeline\npipeline("summarization")', ['default model of the pipeline']],
    ['an expression that looks like our own words', 'AutoModel.from_pretrained(one_of[0])', ['number 0']],
  ])('%s', async (_, code, feeds) => {
    const { unknowns } = await linked({ 'app.py': `from transformers import AutoModel\n${code}\n` });
    expect(unknowns.map((one) => one.feeds)).toEqual([feeds]);
  });

  it('a limit', async () => {
    const code = `from transformers import AutoModel\nfor name in [${NAMES}]:\n    AutoModel.from_pretrained(name)\n`;
    const { unknowns } = await linked({ 'app.py': code });
    expect(unknowns).toMatchObject([{ limited: true, feeds: [expect.stringMatching(/^one of more than 100 /)] }]);
  });
});
