/** What installed packages of npm say of themselves. */
import { describe, expect, it } from 'vitest';
import { checking } from '../support/checking.ts';
import { type DiskFiles, npmArchive, npmLock, put } from '../support/installed.ts';

const MANIFEST = JSON.stringify({ name: 'widget', version: '1.1.0', license: '(MIT OR Apache-2.0)' });
const change = checking();

function installed(files: DiskFiles = { 'package.json': MANIFEST }): DiskFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`node_modules/widget/${path}`, content]));
}

describe('what a package says of itself', () => {
  const says = async (files: DiskFiles, committed: DiskFiles = {}): Promise<unknown> => {
    const lock = (version: string): string =>
      npmLock({ widget: { version, integrity: npmArchive({ 'package.json': MANIFEST }).integrity } });
    const result = await change.check(
      { 'package-lock.json': lock('1.0.0') },
      { 'package-lock.json': lock('1.1.0'), ...committed },
      { disk: (folder) => put(folder, files) },
    );
    return result.bom.components.find(({ name }) => name === 'widget')?.metadata?.license ?? null;
  };

  it.each<[string, DiskFiles, string | null]>([
    ['in its folder', installed(), '(MIT OR Apache-2.0)'],
    ['in the folder of pnpm', { 'node_modules/.pnpm/widget@1.1.0/node_modules/widget/package.json': MANIFEST }, '(MIT OR Apache-2.0)'],
    ['in another version', installed({ 'package.json': '{"name":"widget","version":"1.0.0","license":"MIT"}' }), null],
    ['under another name', installed({ 'package.json': '{"name":"other","version":"1.1.0","license":"MIT"}' }), null],
    ['in no JSON', installed({ 'package.json': '[' }), null],
    [
      'with control characters',
      installed({ 'package.json': '{"name":"widget","version":"1.1.0","license":"M\\u202EIT"}' }),
      'M\\u{202e}IT',
    ],
  ])('%s', async (_, files, license) => {
    expect(await says(files)).toBe(license);
  });

  it('in the tree itself is the word of its author, and is not heard (T11)', async () => {
    expect(await says({}, installed())).toBeNull();
  });
});
