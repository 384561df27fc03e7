import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ENDPOINT_VARIABLES } from '../../../../../src/core/discover/endpoint-variables.ts';
import { API_TABLE } from '../../../../../src/core/discover/languages/python/api-table.ts';
import { readSource } from '../../../../../src/core/discover/languages/python/source.ts';
import { mayLoad, mayMention, wordsOfPython } from '../../../../../src/core/discover/languages/python/surface.ts';
import { RUNS_CODE } from '../../../../../src/core/discover/starts/python-runs.ts';
import * as patterns from './pre-filter-patterns.ts';

/** What a program's pattern stands for. */
const SPELLED = patterns.PROGRAMS.flatMap((source) => [
  source
    .replace(/\(\?:([\w-]+)[^)]*\)/, '$1')
    .replace('[_-]', '-')
    .replace('\\', ''),
  source
    .replace(/\(\?:[^)]*?([\w-]+)\)/, '$1')
    .replace('[_-]', '_')
    .replace('\\', '')
    .replaceAll('-', '_'),
]);

const WORDS = [
  ...SPELLED,
  ...patterns.TELLING,
  ...API_TABLE.flatMap(({ name, receiver = name }) => [name, receiver, ...name.split('.')]),
  ...ENDPOINT_VARIABLES,
  ...'load load_model Unpickler read_pickle allow_pickle trust_remote_code getattr environ[ environ.update putenv huggingface.co hf.co'.split(
    ' ',
  ),
  ...'/resolve/ /raw/ hf:// clone Repo git wget curl -c python3 pypy vllm.entrypoints sglang.launch_server huggingface_hub.cli'.split(' '),
  ...'huggingface_hub.commands llama_cpp.server mlx_lm --model_name_or_path --x_model_name_or_path /vllm-openai /llama.cpp'.split(' '),
  ...'/text-generation-inference /text-embeddings-inference /infinity os.system os.posix_spawn pty.spawn exec sys.path eval( eval'.split(
    ' ',
  ),
  ...'a.pth /a.zip https://host.test/a gs://a/b.csv BASE_URL read_csv pooch https://civitai.com/x + .h5?a=b .onnx/download'.split(' '),
  ...'runpy run_module run_path run_until run( subprocess create_subprocess Popen addsitedir import_module __import__'.split(' '),
  ...'resolve_name spec_from_file SourceFileLoader load_source dotenv load_dotenv import_string import_from_string'.split(' '),
  ...'post( requests.post "model" model= api.groq.com /api/chat /chat/completions ?model=a api-inference.huggingface.co/models/a/b bert-base llama3 library/qwen:7b'.split(
    ' ',
  ),
  ...'instantiate autodiscover entry_point entry_points iter_entry_points load_entry_point load_module'.split(' '),
];
const UNIQUE = [...new Set(WORDS)];
const CALLS = new Set(API_TABLE.flatMap(({ name }) => [name, ...name.split('.')]));
const OTHERS = new Set(UNIQUE.filter((word) => !CALLS.has(word)));
const IMPORTS = [
  'import torch',
  'import numpy as np',
  'import pandas',
  'from transformers import pipeline',
  'import litellm',
  'import openai',
];
const AROUND = '\n| |.|"|\'|(|)|[|]|=|-|_|x|/|\\|#|\0|é|\uFEFF|\uFFFD|\r|f"|"""|download|serve|--a|https://|org/x|{|}|;'.split('|');

const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 4, arbitrary: fc.constantFrom(...AROUND) },
  { weight: 1, arbitrary: fc.constantFrom(...IMPORTS.map((line) => `\n${line}\n`)) },
);
const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));

/** Hundreds of thousands of texts are asked about: what agrees costs nothing more. */
function agree(text: string): void {
  const answers = wordsOfPython(text);
  const [loads, mentions, runs] = [mayLoad(text, answers), mayMention(text), answers.has(RUNS_CODE)];
  if (loads === patterns.mayLoad(text) && mentions === patterns.mayMention(text) && runs === patterns.runsCode(text)) return;
  expect([text, loads]).toEqual([text, patterns.mayLoad(text)]);
  expect([text, mentions]).toEqual([text, patterns.mayMention(text)]);
  expect([text, runs]).toEqual([text, patterns.runsCode(text)]);
}

describe('one pass over the words says what each pattern says by itself (T35)', () => {
  it('each word in each surrounding', () => {
    // The names of calls are told alike: each gets some of the signs, all of them together every one.
    for (const [index, word] of UNIQUE.entries()) {
      const signs = OTHERS.has(word) ? AROUND : AROUND.filter((_, each) => (each + index) % 6 === 0);
      for (const sign of signs)
        for (const other of ['', '"', ' ']) for (const one of [`${sign}${word}${other}`, `${other}${word}${sign}`]) agree(one);
    }
  });

  it('each word behind each import', () => {
    for (const line of IMPORTS)
      for (const word of UNIQUE) for (const more of ['', '("x")', ' "download"']) agree(`${line}\n${word}${more}\n`);
  });

  test.prop([texts], { numRuns: 20_000 })('words in any order', agree);

  it.each([
    ['a long line', Buffer.from(`x = "${'hf '.repeat(100_000)}"\n`)],
    ['one word many times', Buffer.from('/raw/'.repeat(50_000))],
    ['addresses without an end', Buffer.from('https://hf.co/'.repeat(30_000))],
    ['zeros', Buffer.alloc(100_000)],
    ['UTF-16', Buffer.from('\uFEFFmodel.from_pretrained("x")\n'.repeat(1_000), 'utf16le')],
    ['a byte order mark', Buffer.from('\uFEFFfrom_pretrained\n')],
    ['bytes that are not UTF-8', Buffer.from([0xff, ...Buffer.from('from_pretrained'), 0xc3, ...Buffer.from('hf"')])],
    ['letters that are others to Python', Buffer.from('ｆrom_pretrained("x")\n')],
    ['an encoding of its own', Buffer.from('# coding: latin-1\nx = "\xe9"; from_pretrained\n', 'latin1')],
  ])('%s', (_, bytes) => agree(readSource(bytes).text));
});
