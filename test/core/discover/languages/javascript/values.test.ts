import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

const USES = "import { pipeline } from '@huggingface/transformers';\n";

/** What `pipeline('t', …)` loads in one file, without its place: "hf:org/a constant". */
async function loads(code: string, path = 'src/a.ts'): Promise<string[]> {
  const all = await told({ [path]: `${USES}${code}\n` });
  return all.map((one) => one.replace(/ src\/.*$/, '')).sort();
}

describe('values in one file', () => {
  test.each<[title: string, code: string, ...found: string[]]>([
    ['a literal', "await pipeline('t', 'acme/a');", 'hf:acme/a literal'],
    ['escapes', String.raw`await pipeline('t', "acme\x2f\u0061");`, 'hf:acme/a literal'],
    ['a template without parts', 'await pipeline(`t`, `acme/a`);', 'hf:acme/a literal'],
    ['a template of constants', "const org = 'acme';\nawait pipeline('t', `${org}/a`);", 'hf:acme/a constant'],
    ['a sum', "const org = 'acme';\nawait pipeline('t', org + '/' + 'a');", 'hf:acme/a constant'],
    ['a template of which a part is not known', 'await pipeline("t", `acme/${name()}`);', 'generic:f"acme/{name()}" unresolved'],
    ['a constant', "const NAME = 'acme/a';\nawait pipeline('t', NAME);", 'hf:acme/a constant'],
    ['a constant with a type', "const NAME: string | null = 'acme/a' as const;\nawait pipeline('t', NAME!);", 'hf:acme/a constant'],
    [
      'two values',
      "let name = 'acme/a';\nif (big()) name = 'acme/b';\nawait pipeline('t', name);",
      'hf:acme/a constant',
      'hf:acme/b constant',
    ],
    ['a choice', "await pipeline('t', big ? 'acme/a' : 'acme/b');", 'hf:acme/a literal', 'hf:acme/b literal'],
    ['an object', "const M = { fast: 'acme/a', slow: 'acme/b' };\nawait pipeline('t', M.fast);", 'hf:acme/a literal'],
    ['a frozen object', "const M = Object.freeze({ fast: 'acme/a' });\nawait pipeline('t', M['fast']);", 'hf:acme/a literal'],
    [
      'an object in an object',
      "const C = { models: { fast: 'acme/a' } } satisfies Config;\nawait pipeline('t', C.models.fast);",
      'hf:acme/a literal',
    ],
    [
      'an object over another',
      "const A = { m: 'acme/a' };\nconst B = { ...A, m: 'acme/b' };\nawait pipeline('t', B.m);",
      'hf:acme/b literal',
    ],
    [
      'an object with a computed key',
      "const M = { fast: 'acme/a', slow: 'acme/b' };\nawait pipeline('t', M[which]);",
      'hf:acme/a literal',
      'hf:acme/b literal',
    ],
    ['an object that is written into', "const M: any = {};\nM.fast = 'acme/a';\nawait pipeline('t', M.fast);", 'hf:acme/a literal'],
    ['a list', "const L = ['acme/a', 'acme/b'];\nawait pipeline('t', L[1]);", 'hf:acme/b literal'],
    ['each of a list', "for (const one of ['acme/a', 'acme/b']) await pipeline('t', one);", 'hf:acme/a constant', 'hf:acme/b constant'],
    [
      'what is taken apart',
      "const { m: name = 'acme/b' } = { m: 'acme/a' };\nawait pipeline('t', name);",
      'hf:acme/a constant',
      'hf:acme/b constant',
    ],
    ['an enum', "enum M { Fast = 'acme/a' }\nawait pipeline('t', M.Fast);", 'hf:acme/a literal'],
    ['the environment with a default', "await pipeline('t', process.env.MODEL ?? 'acme/a');", 'hf:acme/a environment'],
    ['the environment or a default', "const M = process.env['MODEL'] || 'acme/a';\nawait pipeline('t', M);", 'hf:acme/a environment'],
    ['the environment of a build', "await pipeline('t', import.meta.env.VITE_MODEL || 'acme/a');", 'hf:acme/a environment'],
    ['the environment taken apart', "const { MODEL = 'acme/a' } = process.env;\nawait pipeline('t', MODEL);", 'hf:acme/a environment'],
    ['the environment alone', "await pipeline('t', process.env.MODEL);", 'generic:environment variable MODEL unresolved'],
    ['settings of a service', "await pipeline('t', config.get('MODEL', 'acme/a'));", 'hf:acme/a environment'],
    [
      'a schema of the environment',
      "const env = z.object({ MODEL: z.string().min(1).default('acme/a') }).parse(process.env);\nawait pipeline('t', env.MODEL);",
      'hf:acme/a environment',
    ],
    ['a default parameter', "export function load(name = 'acme/a') { return pipeline('t', name); }", 'hf:acme/a parameter'],
    [
      'a default of options',
      "export async function load({ name = 'acme/a' }: Options = {}) { return pipeline('t', name); }",
      'hf:acme/a parameter',
    ],
    ['a default inside', "export const load = (o?: Options) => pipeline('t', o?.name ?? 'acme/a');", 'hf:acme/a parameter'],
    ['a literal for an own function', "function load(name: string) { return pipeline('t', name); }\nload('acme/a');", 'hf:acme/a literal'],
    ['two levels', "const inner = (n) => pipeline('t', n);\nfunction outer(n) { return inner(n); }\nouter('acme/a');", 'hf:acme/a literal'],
    [
      'options for an own function',
      "async function load({ name }: O) { return pipeline('t', name); }\nload({ name: 'acme/a' });",
      'hf:acme/a literal',
    ],
    ['a field', "class A { name = 'acme/a'; run() { return pipeline('t', this.name); } }", 'hf:acme/a constant'],
    [
      'a private and a static field',
      "class A { static NAME = 'acme/a'; #b = 'acme/b'; run() { return [pipeline('t', A.NAME), pipeline('t', this.#b)]; } }",
      'hf:acme/a constant',
      'hf:acme/b constant',
    ],
    [
      'what a constructor sets',
      "class A { constructor() { this.name = 'acme/a'; } run() { return pipeline('t', this.name); } }",
      'hf:acme/a constant',
    ],
    [
      'what a constructor takes',
      "class A { constructor(private name: string) {} run() { return pipeline('t', this.name); } }\nnew A('acme/a').run();",
      'hf:acme/a constant',
    ],
    [
      'an inherited field',
      "class A { name = 'acme/a'; }\nclass B extends A { run() { return pipeline('t', this.name); } }",
      'hf:acme/a constant',
    ],
    ['what a function gives', "const pick = () => 'acme/a';\nawait pipeline('t', pick());", 'hf:acme/a constant'],
    ['what a component holds', "const [name] = useState('acme/a');\nawait pipeline('t', name);", 'hf:acme/a elsewhere'],
    ['nothing is named', "await pipeline('sentiment-analysis');", 'generic:default model of the pipeline unresolved'],
    ['a folder of the machine', "await pipeline('t', './models/a');"],
    ['the path of a file', "env.localModelPath = '/models';\nawait pipeline('t', '/models/a');"],
    ['a comment', "// await pipeline('t', 'acme/a');\n/* pipeline('t', 'acme/b') */"],
    ['a text', "const help = `call pipeline('t', 'acme/a')`;"],
    ['a type', "type Name = 'acme/a' | 'acme/b';\ninterface A { name: 'acme/c' }"],
    ['a function of another name', "const own = { pipeline2(a) {} };\nown.pipeline2('t', 'acme/a');"],
    ['a name that is bound anew', "function f(pipeline) { pipeline('t', 'acme/a'); }"],
  ])('%s', async (_, code, ...found) => {
    expect(await loads(code)).toEqual(found);
  });

  test.each([
    ['src/a.jsx', 'export const A = () => <p className="gpt-4">{run(pipeline("t", "acme/a"))} don\'t</p>;'],
    ['src/a.tsx', 'export const A = <T,>(p: P<T>) => <List<T> f={() => pipeline("t", "acme/a")} />;'],
    ['src/a.mts', 'const run = <T>(x: T): T => x;\nawait run<Promise<unknown>>(pipeline("t", <string>"acme/a"));'],
    ['src/a.cjs', 'const half = a / 2 / b; const re = /[/]"/g; pipeline("t", "acme/a");'],
  ])('in %s', async (path, code) => {
    expect(await loads(code, path)).toEqual(['hf:acme/a literal']);
  });

  test('in the scripts of components, at their places', async () => {
    const script = "import { pipeline } from '@xenova/transformers';\nawait pipeline('t', 'acme/a');";
    expect(
      await told({
        'src/A.vue': `<template>\n <p v-if="a">it's {{ b }}</p>\n</template>\n<script setup lang="ts">\n${script}\n</script>\n`,
      }),
    ).toEqual(['hf:acme/a literal src/A.vue:6']);
    expect(await told({ 'public/a.html': `<body>\n<script type="module">\n${script}\n</script>\n</body>\n` })).toEqual([
      'hf:acme/a literal public/a.html:4',
    ]);
    expect(await told({ 'src/A.svelte': `<script>\n${script}\n</script>\n<p>{'}'}</p>\n` })).toEqual(['hf:acme/a literal src/A.svelte:3']);
    expect(await told({ 'src/A.astro': `---\n${script}\n---\n<p>it's</p>\n` })).toEqual(['hf:acme/a literal src/A.astro:3']);
  });
});

describe('values across files', () => {
  const MAIN = "import { pipeline } from '@huggingface/transformers';\n";
  test.each<[title: string, tree: Record<string, string>, ...found: string[]]>([
    [
      'a constant',
      { 'src/a.ts': `${MAIN}import { NAME } from './names';\npipeline('t', NAME);`, 'src/names.ts': "export const NAME = 'acme/a';" },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'under another name, with the suffix that it is built to',
      {
        'src/a.ts': `${MAIN}import { NAME as N } from './names.js';\npipeline('t', N);`,
        'src/names.ts': "const X = 'acme/a';\nexport { X as NAME };",
      },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'of a folder',
      {
        'src/a.ts': `${MAIN}import { NAME } from '../config';\npipeline('t', NAME);`,
        'config/index.ts': "export * from './names';",
        'config/names.ts': "export const NAME = 'acme/a';",
      },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'passed on by name',
      {
        'src/a.ts': `${MAIN}import { M } from './b';\npipeline('t', M.fast);`,
        'src/b.ts': "export { MODELS as M } from './c';",
        'src/c.ts': "export const MODELS = { fast: 'acme/a' } as const;",
      },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'a default export',
      {
        'src/a.ts': `${MAIN}import config from './config';\npipeline('t', config.model);`,
        'src/config.ts': "export default { model: 'acme/a' };",
      },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'the module itself',
      {
        'src/a.ts': `${MAIN}import * as names from './names';\npipeline('t', names.NAME);`,
        'src/names.ts': "export const NAME = 'acme/a';",
      },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'CommonJS',
      {
        'src/a.js': "const { pipeline } = require('@xenova/transformers');\nconst { NAME } = require('./names');\npipeline('t', NAME);",
        'src/names.js': "module.exports = { NAME: 'acme/a' };",
      },
      'hf:acme/a imported src/a.js:3',
    ],
    [
      'CommonJS, one by one',
      {
        'src/a.js': "const { pipeline } = require('@xenova/transformers');\nconst names = require('./names');\npipeline('t', names.NAME);",
        'src/names.js': "exports.NAME = 'acme/a';",
      },
      'hf:acme/a imported src/a.js:3',
    ],
    [
      'an alias of the project',
      {
        'web/src/app/a.ts': `${MAIN}import { NAME } from '@/lib/names';\npipeline('t', NAME);`,
        'web/src/lib/names.ts': "export const NAME = 'acme/a';",
      },
      'hf:acme/a imported web/src/app/a.ts:3',
    ],
    [
      'a name with dots',
      { 'src/a.ts': `${MAIN}import { NAME } from './a.config';\npipeline('t', NAME);`, 'src/a.config.ts': "export const NAME = 'acme/a';" },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'an enum',
      { 'src/a.ts': `${MAIN}import { M } from './m';\npipeline('t', M.Fast);`, 'src/m.ts': "export enum M { Fast = 'acme/a' }" },
      'hf:acme/a imported src/a.ts:3',
    ],
    [
      'a literal for a function of another file',
      {
        'src/a.ts': "import { load } from './load';\nload('acme/a');",
        'src/load.ts': `${MAIN}export function load(name: string) { return pipeline('t', name); }`,
      },
      'hf:acme/a literal src/a.ts:2',
    ],
    [
      'options for a function of another file',
      {
        'src/a.ts': "import load from './load';\nload({\n  name: 'acme/a',\n});",
        'src/load.ts': `${MAIN}export default async function load({ name }: O) { return pipeline('t', name); }`,
      },
      'hf:acme/a literal src/a.ts:2',
    ],
    [
      'a class of another file',
      {
        'src/a.ts': "import { Runner } from './runner';\nnew Runner('acme/a');",
        'src/runner.ts': `${MAIN}export class Runner { constructor(name: string) { this.run = pipeline('t', name); } }`,
      },
      'hf:acme/a literal src/a.ts:2',
    ],
    [
      'a component reads a script',
      {
        'src/A.vue': `<script setup>\n${MAIN}import { NAME } from './names';\npipeline('t', NAME);\n</script>`,
        'src/names.js': "export const NAME = 'acme/a';",
      },
      'hf:acme/a imported src/A.vue:4',
    ],
    [
      'a loader that the tree passes on',
      {
        'src/a.ts': "import { pipeline } from './ml';\npipeline('t', 'acme/a');",
        'src/ml.ts': "export { pipeline } from '@huggingface/transformers';",
      },
      'hf:acme/a literal src/a.ts:2',
    ],
    [
      'a function of the tree that is called like a loader',
      { 'src/a.ts': "import { pipeline } from './own';\npipeline('t', 'acme/a');", 'src/own.ts': 'export function pipeline() {}' },
    ],
    [
      'a client of another file, and whom it asks',
      {
        'src/a.ts': "import { client } from './client';\nclient.chat.completions.create({ model: 'gpt-4o' });",
        'src/b.ts': "import { local } from './client';\nlocal.chat.completions.create({ model: 'qwen3' });",
        'src/c.ts': "import { openai } from '@/client';\nexport const chat = openai('gpt-4o');",
        'src/client.ts':
          "import OpenAI from 'openai';\nimport { createOpenAI } from '@ai-sdk/openai';\nexport const client = new OpenAI();\nexport const local = new OpenAI({ baseURL: 'http://localhost:8000/v1' });\nexport const openai = createOpenAI({ baseURL: process.env.URL ?? 'https://llm.acme.example/v1' });",
      },
      'service:openai/gpt-4o literal src/a.ts:2',
      'service:localhost:8000/qwen3 literal src/b.ts:2',
      'service:llm.acme.example/gpt-4o literal src/c.ts:2',
    ],
    [
      'a file that is not there',
      { 'src/a.ts': `${MAIN}import { NAME } from './names';\npipeline('t', NAME);` },
      'generic:NAME unresolved src/a.ts:3',
    ],
  ])('%s', async (_, tree, ...found) => {
    expect(await told(tree)).toEqual(found);
  });
});
