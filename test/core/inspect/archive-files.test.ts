/** Files of an archive, as its bytes stream by in any pieces. */
import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { ArchiveFiles } from '../../../src/core/inspect/archive-files.ts';
import { TarWalker } from '../../../src/core/inspect/tar-members.ts';
import { tar } from './archives.ts';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function read(bytes: Uint8Array, piece: number): { readonly files: ArchiveFiles; readonly complete: boolean } {
  const files = new ArchiveFiles(/^[^/]+\/package\.json$/);
  const walker = new TarWalker(files);
  for (let at = 0; at < bytes.length; at += piece) walker.feed(bytes.subarray(at, at + piece));
  return { files, complete: walker.structure().complete };
}

test.prop([
  fc.array(fc.record({ name: fc.stringMatching(/^p\/[a-z]{1,8}$/), content: fc.uint8Array({ maxLength: 3000 }) }), { maxLength: 6 }),
  fc.integer({ min: 1, max: 4000 }),
])('each file has the digest of its content, and of one name the last', (members, piece) => {
  const { files, complete } = read(tar(members.map(({ name, content }) => ({ name, content: Buffer.from(content) }))), piece);
  expect(complete).toBe(true);
  const last = new Map(members.map(({ name, content }) => [name, sha256(content)]));
  expect(new Map(files.list().map((one) => [one.path, one.sha256]))).toEqual(last);
});

test.prop([fc.integer({ min: 1, max: 2100 }), fc.integer({ min: 0, max: 5000 })])(
  'a script with line ends of Windows has the digest that npm gives it as well',
  (piece, length) => {
    const body = 'x\r\n'.repeat(Math.ceil(length / 3));
    const { files } = read(tar([{ name: 'p/cli.js', content: Buffer.from(`#!/usr/bin/env node\r\n${body}`) }]), piece);
    expect(files.list()).toEqual([
      { path: 'p/cli.js', sha256: sha256(`#!/usr/bin/env node\r\n${body}`), asScript: sha256(`#!/usr/bin/env node\n${body}`) },
    ]);
  },
);

it.each<[string, string, string | null]>([
  ['a file', '0', '{}'],
  ['an old file', '\0', '{}'],
  ['a link', '2', null],
  ['a hard link', '1', null],
  ['a folder', '5', null],
])('%s as manifest', (_, type, content) => {
  const { files } = read(tar([{ name: 'p/package.json', content: Buffer.from('{}'), type }]), 512);
  expect(files.content() === null ? null : Buffer.from(files.content() ?? []).toString()).toBe(content);
});

test.prop([fc.uint8Array({ maxLength: 4096 })])('whatever the bytes are, it comes to an end', (bytes) => {
  expect(() => read(bytes, 100).files.list()).not.toThrow();
});
