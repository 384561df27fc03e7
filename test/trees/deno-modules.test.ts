/** Modules of Deno that are no packages of npm: dependency/integrity-changed on what its lock holds them to. */
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/core/model/index.ts';
import { checking } from '../support/checking.ts';

const doors = checking();
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const MODULE = 'https://x.example/mod.ts';

const lock = (parts: object): string => `${JSON.stringify({ version: '5', ...parts }, null, 2)}\n`;
const V3 = (jsr: object): string => lock({ version: '3', packages: { jsr } });

async function blocked(base: string, head: string): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', 'deno.lock': base }, { 'deno.lock': head });
  return toldIn(verdict);
}

function toldIn({ findings }: Verdict): string[] {
  return findings
    .filter(({ finding }) => finding.rule.startsWith('dependency/'))
    .map(({ finding, blocks }) => `${blocks ? 'blocks ' : ''}${/\((.*)\)$/.exec(finding.reason)?.[1] ?? ''}`);
}

describe('deno.lock', () => {
  it.each<[string, string, string, string[]]>([
    [
      'another hash of a package of JSR',
      lock({ jsr: { '@std/path@1.0.8': { integrity: A } } }),
      lock({ jsr: { '@std/path@1.0.8': { integrity: B } } }),
      [`blocks jsr:@std/path@1.0.8: ${'a'.repeat(19)}… → ${'b'.repeat(19)}…`],
    ],
    [
      'its hash taken away',
      V3({ '@std/path@1.0.8': { integrity: A } }),
      V3({ '@std/path@1.0.8': {} }),
      [`blocks jsr:@std/path@1.0.8: ${'a'.repeat(19)}… → no hash`],
    ],
    [
      'another hash of an address',
      lock({ remote: { [MODULE]: A } }),
      lock({ remote: { [MODULE]: B } }),
      [`blocks ${MODULE}: ${'a'.repeat(19)}… → ${'b'.repeat(19)}…`],
    ],
    [
      'another server behind a redirect',
      lock({ redirects: { [MODULE]: 'https://x.example/mod@1.ts' } }),
      lock({ redirects: { [MODULE]: 'https://evil.example/mod@1.ts' } }),
      [`blocks redirect of ${MODULE}: https://x.example → https://evil.example`],
    ],
    [
      'new versions, new addresses, and what is gone',
      lock({
        jsr: { '@std/path@1.0.8': { integrity: A } },
        remote: { [MODULE]: A },
        redirects: { [MODULE]: 'https://x.example/mod@1.ts' },
      }),
      lock({
        jsr: { '@std/path@1.0.9': { integrity: B } },
        remote: { 'https://x.example/b.ts': B },
        redirects: { [MODULE]: 'https://x.example/mod@2.ts' },
      }),
      [],
    ],
    [
      'a lock of a newer version with the same',
      V3({ '@std/path@1.0.8': { integrity: A } }),
      lock({ jsr: { '@std/path@1.0.8': { integrity: A } } }),
      [],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await blocked(base, head)).toEqual(expected);
  });

  it.each<[string, string, string, string[]]>([
    ['with another hash', 'b/deno.lock', B, [`blocks jsr:@std/path@1.0.8: ${'a'.repeat(19)}… → ${'b'.repeat(19)}…`]],
    ['as it was', 'b/deno.lock', A, []],
  ])('that moves, %s', async (_, path, hash, expected) => {
    const text = (integrity: string): string => lock({ jsr: { '@std/path@1.0.8': { integrity } } });
    const { verdict } = await doors.check({ 'a.md': 'a\n', 'a/deno.lock': text(A) }, { 'a/deno.lock': null, [path]: text(hash) });
    expect(toldIn(verdict)).toEqual(expected);
  });

  it('keeps no secret of an address (T21), and harmless keys stay data', async () => {
    const text = lock({
      remote: { 'https://me:hunter2@x.example/a.ts?k=s3cret': A, ['__proto__']: A },
      jsr: JSON.parse('{"__proto__":{"integrity":"x"}}') as object,
    });
    const { bom } = await doors.check({ 'a.md': 'a\n' }, { 'deno.lock': text });
    expect(JSON.stringify(bom)).not.toMatch(/hunter2|s3cret/);
  });
});

describe('a second lock, beside the one that stays', () => {
  const first = lock({
    jsr: { '@std/path@1.0.8': { integrity: A } },
    remote: { [MODULE]: A },
    redirects: { 'https://x.example/m': MODULE },
  });
  const copied = async (text: string): Promise<string[]> => {
    const { verdict } = await doors.check({ 'a.md': 'a\n', 'deno.lock': first }, { 'sub/deno.lock': text });
    return toldIn(verdict);
  };
  it.each<[string, string, string[]]>([
    ['is a copy', first, []],
    ['has other modules', lock({ jsr: { '@std/fs@1.0.0': { integrity: B } }, remote: { 'https://x.example/b.ts': B } }), []],
    [
      'has another hash of an address',
      first.replace(`"${MODULE}": "${A}"`, `"${MODULE}": "${B}"`),
      [`blocks ${MODULE}: ${'a'.repeat(19)}… → ${'b'.repeat(19)}…`],
    ],
    [
      'has another hash of a package of JSR',
      lock({ jsr: { '@std/path@1.0.8': { integrity: B } } }),
      [`blocks jsr:@std/path@1.0.8: ${'a'.repeat(19)}… → ${'b'.repeat(19)}…`],
    ],
    [
      'has another server behind a redirect',
      lock({ redirects: { 'https://x.example/m': 'https://evil.example/mod.ts' } }),
      ['blocks redirect of https://x.example/m: https://x.example → https://evil.example'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await copied(text)).toEqual(expected);
  });
});
