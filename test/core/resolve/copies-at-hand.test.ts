import { describe, expect, it } from 'vitest';
import { copiesOf, foldersAtHand } from '../../../src/core/resolve/copies-at-hand.ts';
import { listedEntries } from '../../../src/core/discover/entries.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import { copyClaims } from '../../../src/core/lock/copies.ts';
import type { TreeEntry } from '../../../src/core/model/index.ts';
import type { Checkout } from '../../../src/core/ports/index.ts';
import { entry, lock } from '../lock/sample.ts';
import { generic } from './support.ts';

const LOCK = lock({ 'hf:acme/x': entry() });

/** "folder: files, and whether that is all", for a load of "models/acme/x" in app/llm.py. */
async function copies(
  files: Readonly<Record<string, string>>,
  links: readonly string[] = [],
  checkout: Checkout | null = null,
): Promise<string[]> {
  const tree = memoryTree(files);
  const { entries } = await tree.list();
  const linked = links.map((path): TreeEntry => ({ path, kind: 'symlink', id: '0'.repeat(40), size: 1 }));
  const listed = listedEntries([...entries, ...linked]);
  const [claim] = copyClaims([{ sighting: generic('local'), text: 'models/acme/x' }], LOCK, new Map());
  if (claim === undefined) throw new Error('the lock speaks of it');
  const found = await copiesOf(claim, foldersAtHand({ tree, entries: listed }, new Map(), checkout));
  return found
    .flatMap((one) => (one.type === 'copy' ? [one.copy] : []))
    .map((copy) => `${copy.folder}: ${copy.files.map(({ path }) => path).join(' ')}${copy.complete ? '' : ' …'}`);
}

describe('folders that a load may mean', () => {
  it('each one that is there counts: an honest copy hides no other', async () => {
    expect(await copies({ 'models/acme/x/a': '1' })).toEqual(['models/acme/x: a']);
    expect(await copies({ 'app/models/acme/x/b': '2' })).toEqual(['app/models/acme/x: b']);
    expect(await copies({ 'models/acme/x/a': '1', 'app/models/acme/x/b': '2' })).toEqual(['models/acme/x: a', 'app/models/acme/x: b']);
    expect(await copies({})).toEqual(['models/acme/x: ']);
  });

  it('names beside it are no part of it', async () => {
    expect(await copies({ 'models/acme/x-2/a': '1', 'models/acme/x/a': '1', 'models/acme/x0': '1', 'models/acme/x.md': '1' })).toEqual([
      'models/acme/x: a',
    ]);
  });

  it('one behind a link is there, and nobody knows what it holds (T15)', async () => {
    expect(await copies({ 'models/acme/x/a': '1' }, ['app/models'])).toEqual(['models/acme/x: a', 'app/models/acme/x:  …']);
  });

  it('more than is looked at is never all of it', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`models/acme/x/${index}.md`, '']));
    expect((await copies(many))[0]?.endsWith('…')).toBe(true);
    const checkout: Checkout = {
      holds: () => true,
      list: (folder) => Promise.resolve({ paths: folder.startsWith('app') ? [] : ['b'], complete: folder.startsWith('app') }),
      digests: () => Promise.resolve(new Map()),
    };
    expect(await copies({ 'models/acme/x/a': '1' }, [], checkout)).toEqual(['models/acme/x: a b …']);
  });
});
