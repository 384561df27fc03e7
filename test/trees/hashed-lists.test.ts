/** Lists that hold packages by their hashes, under whatever name: they are locks, and must be read whole (T4, T33). */
import { describe, expect, it } from 'vitest';
import { checking, type Files, told } from '../support/checking.ts';

const doors = checking();

const line = (name: string, letter: string): string => `${name}==1.0 --hash=sha256:${letter.repeat(64)}\n`;
const HELD = line('bar', 'a') + line('foo', 'b');
const UNMERGED = `${line('bar', 'a')}<<<<<<< ours\n${line('foo', 'c')}=======\n${line('foo', 'b')}>>>>>>> theirs\n`;
const BYTES = Buffer.concat([Buffer.from(line('bar', 'a')), Buffer.from([0xff, 0x80, 0x0a]), Buffer.from(line('foo', 'c'))]);

async function unread(base: Files, head: Files): Promise<string[]> {
  // Of several lines of one file the first is enough.
  return told(await doors.check({ 'a.md': 'a\n', ...base }, head), 'tree/unread').map((one) => one.split(' ').slice(0, 3).join(' '));
}

describe.each(['requirements.txt', 'tools/pins.txt'])('%s with hashes', (file) => {
  it.each<[string, string | Uint8Array]>([
    ['not merged', UNMERGED],
    ['bytes that are no UTF-8', BYTES],
    ['a line that pip refuses', `${HELD}<>\n`],
    ['an option that pip does not know', `${HELD}--no-such-option\n`],
    ['a requirement that a variable decides', `${HELD}\${WHICH}\n`],
  ])('%s: blocks', async (_, head) => {
    expect(await unread({ [file]: HELD }, { [file]: head })).toEqual([`new! tree/unread ${file}`]);
  });

  it('blocks where it is added, and again with each change', async () => {
    expect(await unread({}, { [file]: UNMERGED })).toEqual([`new! tree/unread ${file}`]);
    expect(await unread({ [file]: UNMERGED }, { [file]: `${UNMERGED}# more\n` })).toEqual([`new! tree/unread ${file}`]);
    expect(await unread({ [file]: UNMERGED }, { 'a.md': 'b\n' })).toEqual([`existing tree/unread ${file}`]);
  });
});

describe('a line that pip takes and nobody here can follow', () => {
  const held = (...more: readonly string[]): Files => ({ 'requirements.txt': HELD + more.map((one) => `${one}\n`).join('') });

  it('is refused once, and excuses no other one', async () => {
    expect(await unread(held(), held('${WHICH}'))).toEqual(['new! tree/unread requirements.txt']);
    expect(await unread(held('${WHICH}'), held('${WHICH}', '# more'))).toEqual(['existing tree/unread requirements.txt']);
    expect(await unread(held('${WHICH}'), held('${WHICH}', '${OTHER}'))).toEqual([
      'new! tree/unread requirements.txt',
      'existing tree/unread requirements.txt',
    ]);
  });
});

it.each<[string, string]>([
  ['a list without hashes warns', 'bar==1.0\n<>\n'],
  ['a list of ranges warns', 'bar>=1.0\n<>\n'],
])('%s', async (_, head) => {
  expect(await unread({ 'requirements.txt': 'bar==1.0\n' }, { 'requirements.txt': head })).toEqual(['new tree/unread requirements.txt']);
});

it('a file of another kind under such a name is not read', async () => {
  expect(await unread({}, { 'packages.txt': 'a word\n<<<<<<< ours\n' })).toEqual([]);
});
