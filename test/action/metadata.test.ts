import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';

const root = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}
const metadata = parse(text('action.yml')) as Metadata;

it('declares exactly the inputs that are read, with the defaults that are used, and runs the bundle on Node 24', () => {
  const asked: string[] = [];
  const defaults = readInputs((name) => {
    asked.push(name);
    return name === 'github-token' ? '' : (metadata.inputs[name]?.default ?? 'not declared');
  });
  expect([...new Set(asked)].sort()).toEqual(Object.keys(metadata.inputs).sort());
  expect(defaults).toEqual(readInputs(() => ''));
  expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
  expect(metadata.inputs['github-token']?.default).toBe('${{ github.token }}');
});

it('declares exactly the outputs that are set', () => {
  const sources = ['publish', 'could-not-check'].map((name) => text(`src/action/${name}.ts`)).join('\n');
  const set = new Set([...sources.matchAll(/setOutput\('([\w-]+)'/g)].map(([, name = '']) => name));
  expect(Object.keys(metadata.outputs).sort()).toEqual([...set].sort());
});

it('every workflow of ours and of the README names its actions by full commit, and asks for no more than it needs', () => {
  const documents = [text('.github/workflows/ci.yml'), text('.github/workflows/weighbridge.yml'), text('README.md')];
  for (const document of documents) {
    const uses = [...document.matchAll(/uses: (\S+)/g)].map(([, name]) => name ?? '');
    expect(uses.length).toBeGreaterThan(0);
    for (const name of uses) expect(name).toMatch(/^(?:\.\/|[\w.-]+\/[\w./-]+@(?:[0-9a-f]{40}|FULL_COMMIT)$)/);
    expect(document).not.toMatch(/pull_request_target/);
    expect(document).toMatch(/permissions:/);
  }
});
