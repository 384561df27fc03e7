/** Edits of which one kind of questions alone tells that they reach a file that stays as it is. */
import { INSTALLED } from '../../../../src/core/discover/starts/manifests.ts';
import { AT, definition, fileOf, importOf, load, type Said, start, wrapper } from './statements.ts';
import { type SmallTree, sorted } from './trees.ts';

export interface Edit {
  readonly base: SmallTree;
  readonly head: SmallTree;
}

/** For a kind of questions an edit whose effect on a file that stays as it is only their record tells. */
export const EDITS: Readonly<Record<'copied' | 'command' | 'exports' | 'image' | 'importers', Edit>> = {
  copied: edit(
    { Dockerfile: [start('copy', 'tests/', {}), start('unknown', 'x', {})], 'tests/a.py': [] },
    { 'tests/m.py': [load({ kind: 'literal', text: 'acme/a' })] },
  ),
  command: edit(
    { 'compose.yaml': [start('unknown', 'serve', {})], 'demo/m.py': [load({ kind: 'literal', text: 'acme/a' })] },
    { 'demo/pyproject.toml': [start('module', 'demo.m', { unit: `${INSTALLED}serve`, by: 'script' })] },
  ),
  exports: edit(
    { 'app.py': [{ ...importOf('m'), names: [{ name: '*', as: '*' }] }, load({ kind: 'name', name: 'N' })], 'm.py': constant('M') },
    { 'm.py': constant('N') },
  ),
  image: edit(
    {
      'compose.yaml': [start('file', 'demo/Dockerfile', {}), start('unknown', 'nobody', {})],
      'demo/Dockerfile': [start('copy', 'none', {})],
      'demo/m.py': [load({ kind: 'literal', text: 'acme/a' })],
    },
    { 'demo/Dockerfile': [start('copy', '.', {})] },
  ),
  importers: edit(
    { 'm.py': [wrapper(), load({ kind: 'name', name: 'given' }, { within: { piece: '', scope: 1 } })], 'app.py': [] },
    {
      'app.py': [
        { ...importOf('m'), names: [{ name: 'fetch', as: 'fetch' }] },
        { kind: 'call', text: 'acme/a' },
      ],
    },
  ),
};

/** A file with one constant, of which a star gives one name. */
function constant(given: string): readonly Said[] {
  return [definition('N', { kind: 'literal', text: 'acme/a' }), { kind: 'exports', names: [given], ...AT }];
}

function edit(base: Readonly<Record<string, readonly Said[]>>, changed: Readonly<Record<string, readonly Said[]>>): Edit {
  return { base: treeOf(base), head: treeOf({ ...base, ...changed }) };
}

function treeOf(stated: Readonly<Record<string, readonly Said[]>>): SmallTree {
  const files = sorted(new Map(Object.entries(stated).map(([path, facts]) => [path, fileOf(facts)])));
  return { files, paths: new Set(files.keys()), targets: new Map() };
}
