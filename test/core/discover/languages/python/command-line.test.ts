/** Functions that are given what a command line says: its options are what it holds, and who gives them something else is told. */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const TOP = 'import argparse\nfrom transformers import AutoModel\n';
const RUN = 'def run(args):\n    AutoModel.from_pretrained(args.model)\n';
const ADDS = 'add_argument("--model", default="org/a")\n';
const MAIN = `def main():\n    p = argparse.ArgumentParser()\n    p.${ADDS}`;

describe('a function that is given the command line', () => {
  it.each<[string, string]>([
    ['nobody calls it by name', `${RUN}${MAIN}`],
    [
      'of a subcommand, called by a table of functions',
      `${RUN}${MAIN}    one = p.add_subparsers().add_parser("run")\n    one.set_defaults(func=run)\n    args = p.parse_args()\n    args.func(args)\n`,
    ],
    ['of a class', `class T:\n    def load(self, opts):\n        AutoModel.from_pretrained(opts.model)\n${MAIN}`],
    ['with its type', `${RUN.replace('args)', 'args: argparse.Namespace)')}${MAIN}`],
    ['with a default that stands before it', `${RUN}def main():\n    name = "org/a"\n    p.add_argument("--model", default=name)\n`],
    ['in a click command whose class loads it', ''],
  ])('%s', async (title, code) => {
    const click =
      'import click\nclass L:\n    def __init__(self, size):\n        AutoModel.from_pretrained(size)\n@click.option("--size", default="org/a")\ndef f(size):\n    L(size)\n';
    const found = await told({ 'a.py': `${TOP}${title.includes('click') ? click : code}` });
    expect(found).toEqual([expect.stringContaining('hf:org/a parameter')]);
  });

  it('two options of one name may be either', async () => {
    const other = 'def more(q):\n    q.add_argument("--model", default="org/b")\n';
    const found = await told({ 'a.py': `${TOP}${RUN}${MAIN}${other}` });
    expect(found.map((one) => one.split(' ')[0])).toEqual(['hf:org/a', 'hf:org/b']);
  });

  it.each<[string, string, string[]]>([
    ['an option that nobody declares', `${RUN.replace('args.model', 'args.other')}${MAIN}`, ['generic:args']],
    ['without a default', `${RUN}def main(p):\n    p.add_argument("--model")\n`, ['generic:--model']],
    ['another parameter', `${RUN.replaceAll('args', 'spec')}${MAIN}`, ['generic:spec.model']],
    ['of another class', `class C:\n    pass\n${RUN.replace('args)', 'args: C)')}${MAIN}`, ['generic:C.model']],
  ])('%s stays unknown', async (_, code, names) => {
    const found = await told({ 'a.py': `${TOP}${code}` });
    expect(found.filter((one) => one.startsWith('hf:'))).toEqual([]);
    expect(found[0]).toContain(names[0]);
  });

  it('who gives another one is told (T38)', async () => {
    const found = await told({
      'a.py': `${TOP}${RUN}${MAIN}`,
      'b.py': 'from argparse import Namespace\nfrom a import run\nclass N:\n    model = "org/evil"\nrun(N())\n',
    });
    expect(found.some((one) => one.startsWith('hf:org/evil'))).toBe(true);
  });

  it('hostile: ten thousand options and functions', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `p.add_argument("--m${index}", default="org/m${index}")\n`).join('');
    const functions = Array.from(
      { length: 500 },
      (_, index) => `def f${index}(args):\n    AutoModel.from_pretrained(args.m${index})\n`,
    ).join('');
    expect((await told({ 'a.py': `${TOP}${many}${functions}` })).length).toBeGreaterThan(400);
  });
});
