/** `weighbridge license` end to end: words, exit codes, hubs and registries. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStandardInput } from '../../src/core/io/standard-input.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { npmDocument } from '../registry-fake/npm.ts';
import { run, type Said } from '../support/command-line.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';

const COMMIT = 'a'.repeat(40);
const WEIGHTS = [{ path: 'model.safetensors', size: 10, sha256: 'b'.repeat(64) }];

let folder: string;
let hub: FakeHub;
let registry: FakeRegistry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-license-'));
  const repo = (id: string, license: string, more: object = {}) => ({ id, commits: [COMMIT], card: { license }, files: WEIGHTS, ...more });
  hub = await startHub({
    repos: [
      repo('acme/free', 'apache-2.0'),
      repo('acme/closed', 'cc-by-nc-4.0'),
      repo('acme/asked', 'apache-2.0', { gated: 'manual', locked: true }),
      repo('acme/gated', 'apache-2.0', { gated: 'auto' }),
      repo('acme/child', 'apache-2.0', { card: { license: 'apache-2.0', base_model: 'acme/closed', base_model_relation: 'finetune' } }),
      repo('acme/orphan', 'mit', { card: { license: 'mit', base_model: 'acme/gone' } }),
      repo('acme/hidden', 'mit\u202e'),
      repo('acme/child-of-twofold', 'mit', { card: { license: 'mit', base_model: 'acme/twofold' } }),
      repo('acme/down', 'mit'),
      repo('acme/page', 'mit'),
      repo('acme/child-of-down', 'mit', { card: { license: 'mit', base_model: 'acme/down' } }),
      repo('acme/closed-child-of-down', 'cc-by-nc-4.0', { card: { license: 'cc-by-nc-4.0', base_model: 'acme/down' } }),
      repo('acme/twofold', 'mit', { card: { license: ['mit', 'apache-2.0'] } }),
      { kind: 'datasets', id: 'acme/rows', commits: [COMMIT], card: { license: 'cc-by-4.0' }, files: [] },
    ],
  });
  registry = await startRegistry();
  const at = '2026-01-01T00:00:00.000Z';
  const version = (name: string, license: unknown) => ({ version: name, integrity: `sha512-${'A'.repeat(86)}==`, at, more: { license } });
  registry.serve(
    npmDocument('widget', [
      version('1.0.0', 'MIT'),
      version('2.0.0', 'AGPL-3.0-only'),
      version('3.0.0', 'SEE LICENSE IN TERMS.txt'),
      version('4.0.0', 'License :: OSI Approved :: MIT License, License :: OSI Approved :: ISC License (ISCL)'),
    ]),
  );
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hub.close();
  await registry.close();
});

function license(...args: readonly string[]): Promise<Said> {
  return run(['license', ...args], folder, { ...registry.environment, HF_ENDPOINT: hub.url });
}

const SOLD = ['--use', 'commercial,distributed', '--outbound', 'proprietary'];

describe('a license', () => {
  it.each<[readonly string[], number, string]>([
    [['MIT'], 0, 'allowed, and nothing is stated about the product: MIT, as a model'],
    [['MIT', '--use', 'saas'], 0, 'allowed: MIT, as a model'],
    [
      ['MIT', '--use', 'commercial,saas', '--users', '10', '--fact', 'registered=false'],
      0,
      'commercial; saas; 10 users a month; registered: no',
    ],
    [['cc-by-nc-4.0'], 1, 'a person has to decide, and nothing is stated about the product'],
    [['llama3.1'], 1, 'license   Llama 3.1 Community License (LicenseRef-scancode-llama-3.1-license-2024)'],
    [['MIT AND gemma', ...SOLD], 1, '            Gemma Terms of Use'],
    [['gemma', ...SOLD], 1, 'under Gemma Terms of Use'],
    [['llama4', '--use', 'commercial,saas'], 1, 'state --seat (territory)'],
    [['MIT OR AGPL-3.0-only', '--kind', 'library', ...SOLD, '--linkage', 'static'], 0, 'license   MIT License (MIT)'],
    [['AGPL-3.0', '--kind', 'library', ...SOLD, '--linkage', 'static'], 1, 'not allowed: AGPL-3.0, as a library'],
    [['AGPL-3.0', '--kind', 'library', ...SOLD], 1, 'to decide: --linkage, in a policy product.linkage'],
    [['cc-by-nc-4.0'], 1, 'to decide: --use, in a policy product.use'],
    [['cc-by-nc-4.0', ...SOLD], 1, 'because the product is commercial'],
    [['cc-by-nc-4.0', '--use', 'Research'], 0, 'allowed'],
    [['GPL-2.0-only WITH Classpath-exception-2.0', '--kind', 'library'], 0, 'General Public License v2.0 only (GPL-2.0-only WITH'],
    [['llama4', ...SOLD, '--seat', 'DE'], 1, 'seat in the EU'],
    [['llama3.1', ...SOLD, '--users', '20_000'], 1, 'to copy: Built with Llama'],
    [['llama3.1', '--use', 'saas', '--users-at-release', '800000000'], 1, 'deny'],
    [['gemma', ...SOLD, '--fact', 'use-restrictions-in-terms=false'], 1, 'deny      flow-down'],
    [['SEE LICENSE IN TERMS.txt', '--kind', 'library'], 1, 'unknown-license'],
    [['apache-2.0-modified'], 1, 'a person has to decide'],
    [['MIT AND'], 1, 'unknown-license'],
    [['(((((((((((((((((((((((((((((((((((((((('], 1, 'unknown-license'],
    [['MIT\u001b[31m'], 1, '\\u{1b}[31m'],
  ])('%j', async (args, code, text) => {
    const found = await license(...args);
    expect({ code: found.code, err: found.err }).toEqual({ code, err: '' });
    expect(found.out).toContain(text);
    expect(found.out).not.toContain('\u001b');
  });

  it('each clause has ways out of its own, and none stands there twice', async () => {
    const { out } = await license('llama3.1', ...SOLD);
    const [, after = ''] = out.split('\n  ways out  ');
    const ways = (after.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
    const clauses = [...out.matchAll(/^ {2}(?:review|deny) +([a-z-]+):/gm)].map(([, clause = '']) => clause);
    expect(clauses.length).toBeGreaterThan(2);
    expect(clauses.filter((clause) => !ways.some((way) => way.endsWith(')') && way.includes(clause)))).toEqual([]);
    const plain = ways.map((way) => way.replace(/ \([^()]+\)$/, ''));
    expect(new Set(plain).size).toBe(plain.length);
    expect(plain.slice(0, 2).every((way) => /--(?:users|fact)/.test(way))).toBe(true);
  });

  it.each(['llama3.1', 'llama4', 'gemma', 'cc-by-nc-4.0', 'cc-by-nd-4.0', 'SSPL-1.0', 'mnpl', 'apple-ascl', 'GPL-3.0', 'odbl'])(
    '%s: whoever asks by flags is told flags',
    async (id) => {
      for (const kind of ['model', 'dataset', 'library']) {
        const { out } = await license(id, '--kind', kind);
        // The policy key stands beside the flag, and nowhere alone.
        expect(out.replaceAll(/to decide: --\S+(?: [a-z-]+)?, in a policy product\.\S+/g, '')).not.toMatch(/product\.[a-z]/);
      }
    },
  );

  it.each<[readonly string[], string]>([
    [[], 'takes one license or one reference'],
    [[' '], 'takes one license or one reference'],
    [['MIT', 'OR', 'Apache-2.0'], 'Put an expression in quotes'],
    [['MIT', '--kind', 'song'], '--kind is one of model, dataset, library'],
    [['MIT', '--use', 'sales'], '--use knows no "sales"'],
    [['MIT', '--outbound', 'my own'], '--outbound is neither'],
    [['MIT', '--seat', 'Germany'], '--seat has no place "Germany"'],
    [['MIT', '--seat', 'XX'], '--seat has no place "XX"'],
    [['MIT', '--seat', 'worldwide'], '--seat has no place "worldwide"'],
    [['MIT', '--markets', 'US,Europe'], '--markets has no place "Europe"'],
    [['MIT', '--users', '1e6'], '--users is not a whole number'],
    [['MIT', '--users', '-5'], '--users'],
    [['MIT', '--fact', 'noticed'], '--fact knows no "noticed"'],
    [['MIT', '--fact', 'registered=soon'], '--fact registered is true or false'],
    [['MIT', '--fact', 'field-of-use'], 'needs words'],
    [['MIT', '--fact', '__proto__=x'], '--fact knows no "__proto__"'],
    [['MIT', '--input', 'q.json'], 'With --input nothing else'],
    [['--input', 'q.json', '--use', 'saas'], '--use and --input both'],
    [['--input', 'q.json', '--no-modified'], '--modified and --input both'],
    [['--input', 'q.json', '--fact', 'registered'], '--fact and --input both'],
    [['--input', 'missing.json'], 'cannot be read'],
    [['hf:acme/free', '--kind', 'model'], 'says itself what it is'],
    [['gh:acme/free'], 'Nobody is asked about the license of gh:acme/free'],
    [['npm:widget'], 'npm:name@1.2.3'],
    [['hf:acme/free/too/long'], 'is not a hub id'],
  ])('%j is refused', async (args, text) => {
    const found = await license(...args);
    expect({ code: found.code, out: found.out }).toEqual({ code: 2, out: '' });
    expect(found.err).toContain(text);
  });
});

describe('a reference', () => {
  it.each<[string, readonly string[], number, readonly string[]]>([
    ['hf:acme/free', SOLD, 0, ['allowed: hf:acme/free', 'asks: yes.']],
    [`hf:acme/free@${COMMIT}`, SOLD, 0, ['allowed']],
    ['hf:acme/closed', SOLD, 1, ['not allowed', 'commercial-use', 'asks: no.']],
    ['hf:acme/gated', SOLD, 0, ['allowed', 'asks: no. Nobody gets it without asking first.']],
    ['hf:acme/asked', SOLD, 1, ['unknown-license', 'asks: no.']],
    ['hf:acme/gone', SOLD, 1, ['unknown-license', 'not found']],
    ['hf:acme/hidden', SOLD, 1, ['mit\\u{202e}']],
    ['hf:datasets/acme/rows', SOLD, 0, ['allowed']],
    ['hf:acme/twofold', SOLD, 1, ['text-mismatch', 'Apache-2.0 AND MIT']],
    ['hf:acme/child', SOLD, 1, ['not allowed', 'acme/child ← acme/closed, under Creative Commons', 'laundering']],
    ['hf:acme/child-of-twofold', SOLD, 1, ['text-mismatch', 'acme/child-of-twofold ← acme/twofold']],
    ['hf:acme/orphan', SOLD, 1, ['It was made from acme/gone, whose terms nobody knows']],
    ['npm:widget@1.0.0', [...SOLD, '--linkage', 'static'], 0, ['allowed']],
    ['npm:widget@2.0.0', [...SOLD, '--linkage', 'static'], 1, ['not allowed', 'share-alike']],
    ['npm:widget@3.0.0', SOLD, 1, ['unknown-license']],
    ['npm:widget@4.0.0', SOLD, 1, ['text-mismatch', 'ISC AND MIT']],
    ['npm:widget@9.0.0', SOLD, 1, ['the registry has no such version']],
  ])('%s %j', async (ref, args, code, texts) => {
    const found = await license(ref, ...args);
    expect({ code: found.code, err: found.err }).toEqual({ code, err: '' });
    for (const text of texts) expect(found.out).toContain(text);
  });
});

describe('who does not answer', () => {
  beforeAll(() => {
    hub.fault('/acme/down', 503);
    hub.fault('/acme/page', 'html');
  });

  it.each<[string, string, readonly string[], number, string]>([
    ['the hub has a fault', 'hf:acme/down', [], 2, 'no answer about acme/down: '],
    ['a page to sign in', 'hf:acme/page', [], 2, 'try again'],
    ['nobody was asked', 'hf:acme/free', ['--offline'], 2, 'run it without --offline'],
    ['nobody asked about a package', 'npm:widget@1.0.0', ['--offline'], 2, 'run it without --offline'],
    ['an ancestor is not heard', 'hf:acme/child-of-down', [], 2, 'no answer about acme/down: '],
    ['it is gone', 'hf:acme/gone', [], 1, ''],
  ])('%s: %s', async (_, ref, args, code, words) => {
    const told = await license(ref, ...args, ...SOLD);
    expect([told.code, told.out.startsWith('no answer yet: ')]).toEqual([code, code === 2]);
    expect(told.err).toContain(words);
    if (code === 2) expect(told.out).not.toContain('unknown-license');
    const read = await license(ref, ...args, ...SOLD, '--format', 'json');
    expect([read.code, JSON.parse(read.out)]).toMatchObject([code, { verdict: 'review' }]);
  });

  it('what is breached already is not allowed, whoever did not answer', async () => {
    const { code, out } = await license('hf:acme/closed-child-of-down', ...SOLD);
    expect([code, out.startsWith('not allowed')]).toEqual([1, true]);
  });
});

describe('a question', () => {
  const question = {
    component: { name: 'acme/ner', kind: 'model', license: 'mit' },
    lineage: [{ name: 'acme/base', relation: 'finetune', kind: 'model', license: 'cc-by-nc-4.0' }],
    product: { outboundLicense: 'proprietary', context: 'saas', commercial: true },
  };

  it('from a file, for people and for programs', async () => {
    writeFileSync(join(folder, 'q.json'), JSON.stringify(question));
    const told = await license('--input', 'q.json');
    expect([told.code, told.out]).toEqual([1, expect.stringContaining('acme/ner ← acme/base, under Creative Commons')]);
    const { code, out } = await license('--input', 'q.json', '--format', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { verdict: 'deny', reasonCode: 'commercial-use' }]);
  });

  it('is told the keys of a question, and not flags or keys of a policy alone', async () => {
    const facts = { noticesShipped: false };
    const open = { component: { name: 'acme/ner', kind: 'model', license: 'llama4' }, product: { commercial: true }, facts };
    writeFileSync(join(folder, 'open.json'), JSON.stringify(open));
    const { out } = await license('--input', 'open.json');
    expect(out).toContain('state product.territory.licenseeDomicile (territory)');
    expect(out).toContain('to decide: product.mauAtReleaseDate, in a policy product.users.monthly-at-release');
    expect(out).toContain('commercial; notices-shipped: no');
    expect(out).not.toContain('--');
    writeFileSync(join(folder, 'bare.json'), JSON.stringify({ component: open.component }));
    expect((await license('--input', 'bare.json')).out).toContain('nothing is stated: "product" and "facts"');
  });

  it('with mistakes: all of them, at their places, exit code 2', async () => {
    writeFileSync(join(folder, 'bad.json'), '{"component": {"name": "a"},\n"produkt": {}}');
    const { code, out, err } = await license('--input', 'bad.json', '--format', 'json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('bad.json:1:2: component.kind');
    expect(err).toContain('bad.json:2:1: Unknown key "produkt". Did you mean "product"?');
  });

  it('too large a file is not read', async () => {
    writeFileSync(join(folder, 'large.json'), Buffer.alloc(50 * 1024 * 1024, 0x20));
    const { code, err } = await license('--input', 'large.json');
    expect([code, err]).toEqual([2, expect.stringContaining('larger than 1 MB')]);
  });

  it('from the standard input, through a pipe', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../src/cli/launcher.ts', import.meta.url)), 'license', '--input', '-', '--format', 'json'],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...REGISTRIES_OFF },
      },
    );
    const ended = new Promise<number | null>((resolve) => void child.on('close', resolve));
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stdin.end(JSON.stringify(question));
    expect(await ended).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'deny' });
  });

  it('who pipes in more than is read is not heard to the end', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += 1000;
        this.push(Buffer.alloc(1000, 0x20));
      },
    });
    expect((await readStandardInput(10_000, endless)).byteLength).toBe(10_001);
    expect(given).toBeLessThan(200_000);
  });

  it.each(['input', 'output'])('the schema of %s is printed', async (which) => {
    const { code, out } = await license('--schema', which);
    expect([code, JSON.parse(out)]).toMatchObject([0, { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }]);
  });
});
