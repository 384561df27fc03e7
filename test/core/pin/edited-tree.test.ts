import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import { editedTree } from '../../../src/core/pin/edited-tree.ts';

it('is the tree as it will be: other content, ids and sizes for the edited files, all else untouched', async () => {
  const before = memoryTree({ 'a.py': 'one\n', 'b.py': 'two\n' });
  const after = editedTree(before, new Map([['a.py', 'é and more\n']]));
  const expected = memoryTree({ 'a.py': 'é and more\n', 'b.py': 'two\n' });
  const { entries } = await after.list();
  expect(entries).toEqual((await expected.list()).entries);
  for (const entry of entries) expect(await after.read(entry, 3)).toEqual(await expected.read(entry, 3));
});
