/** Folders, options and lock entries for the tests of pull. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PullEntry, PullOptions, PulledFile } from '../../../../src/core/io/pull/types.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import { type FakeHub, type FakeHubOptions, startHub } from '../../../hub-fake/index.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

export type Content = ReturnType<typeof generated>;

export function folder(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'wb-pull-')));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A file that the hub keeps in git, not in LFS. */
export function small(path: string, size = 700): Content {
  return generated(path, size);
}

export function entryOf(files: readonly Content[], more: Partial<PullEntry> = {}): PullEntry {
  return {
    hubRef: { kind: 'models', id: 'acme/a' },
    commit: COMMIT,
    files: files.map(({ path, sha256, size }) => ({ path, sha256, size })),
    ...more,
  };
}

/** A hub with one model; `plain`: names of files that are not LFS. */
export async function hubWith(
  files: readonly Content[],
  more: Partial<FakeHubOptions> & { readonly plain?: readonly string[]; readonly locked?: boolean } = {},
): Promise<FakeHub> {
  const { plain = [], locked = false, ...options } = more;
  const listed = files.map(({ sha256, ...rest }) => (plain.includes(rest.path) ? rest : { ...rest, sha256 }));
  const hub = await startHub({ repos: [{ id: 'acme/a', commits: [COMMIT], files: listed, locked }], cdn: true, ...options });
  onTestFinished(() => hub.close());
  return hub;
}

export function optionsFor(hub: FakeHub, to: string, more: Partial<PullOptions> = {}): PullOptions {
  return {
    to,
    within: null,
    hub: { hubUrl: hub.url, token: null, cdnOrigins: hub.cdnUrl === null ? [] : [hub.cdnUrl] },
    only: null,
    replace: false,
    concurrency: 2,
    maxBytes: null,
    signal: null,
    onProgress: null,
    fetch: globalThis.fetch,
    ...more,
    patience: { sleep: () => Promise.resolve(), random: () => 0, ...more.patience },
  };
}

/** path → sha256 of what lies in a folder. */
export function lying(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(root, name)).isFile());
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(root, name)))
        .digest('hex'),
    ]),
  );
}

export function digests(files: readonly Content[]): Record<string, string> {
  return Object.fromEntries([...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, sha256 }) => [path, sha256]));
}

/** path → state, or the failure. */
export function states(files: readonly PulledFile[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file.path, file.state === 'failed' ? file.failure : file.state]));
}

/** The one file of a pull of one file. */
export function onlyFile(files: readonly PulledFile[]): PulledFile {
  const [file] = files;
  if (file === undefined || files.length !== 1) throw new Error(`${files.length} files`);
  return file;
}

export async function errorOf(work: () => Promise<unknown>): Promise<Error & { readonly code?: string; readonly hint?: string }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
