import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EffectError, InputError } from '../../../../src/core/base/errors.ts';
import { createEvidence, type GrowingEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { redactEvidence } from '../../../../src/core/io/evidence/redact.ts';
import { hasEvidence, loadEvidence, saveEvidence } from '../../../../src/core/io/evidence/store.ts';
import type { Answer } from '../../../../src/core/model/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function answer(key: string, more: Partial<Answer> = {}): Answer {
  return {
    key,
    state: 'ok',
    status: 200,
    digest: null,
    location: null,
    detail: 'HTTP 200',
    from: 'hub',
    asOf: '2026-11-24T12:00:00.000Z',
    ...more,
  };
}

function evidence(): GrowingEvidence {
  const made = createEvidence();
  made.add(answer('hf/models/acme/b/refs'), new TextEncoder().encode('{"branches":[]}'));
  made.add(answer('hf/models/acme/a/revision/main', { state: 'not-found', status: 404, detail: 'RepoNotFound: gone' }), null);
  made.add(answer('hf/models/old/revision/main', { state: 'redirect', status: 307, location: '/api/models/acme/b' }), null);
  return made;
}

async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    if (error instanceof InputError || error instanceof EffectError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('evidence on disk', () => {
  it('comes back as it was, as a replay', async () => {
    const made = evidence();
    expect(await hasEvidence(folder)).toBe(false);
    await saveEvidence(folder, made);
    expect(await hasEvidence(folder)).toBe(true);
    const loaded = await loadEvidence(folder);
    const expected = [...made.answers.values()].map((one) => ({ ...one, from: 'replay' })).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect([...loaded.answers.values()]).toEqual(expected);
    const digest = made.answer('hf/models/acme/b/refs')?.digest ?? '';
    expect(Buffer.from(loaded.body(digest) ?? []).toString()).toBe('{"branches":[]}');
  });

  it('gives the same bytes for the same answers in any order, and leaves no other file', async () => {
    await saveEvidence(folder, evidence());
    const first = readFileSync(join(folder, 'answers.json'));
    const turned = createEvidence();
    const made = evidence();
    for (const one of [...made.answers.values()].reverse()) turned.add(one, one.digest === null ? null : (made.body(one.digest) ?? null));
    await saveEvidence(folder, turned);
    expect(readFileSync(join(folder, 'answers.json')).equals(first)).toBe(true);
    expect([readdirSync(folder).sort(), readdirSync(join(folder, 'blobs')).length]).toEqual([['answers.json', 'blobs'], 1]);
  });

  it('writes through no link, at its place or above', async () => {
    const outside = join(folder, 'outside.txt');
    writeFileSync(outside, 'mine');
    mkdirSync(join(folder, 'e'));
    symlinkSync(outside, join(folder, 'e', 'answers.json'));
    expect(await codeOf(saveEvidence(join(folder, 'e'), evidence()))).toBe('PATH_OUTSIDE');
    expect(readFileSync(outside, 'utf8')).toBe('mine');
    mkdirSync(join(folder, 'f'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'f', 'blobs'));
    expect(await codeOf(saveEvidence(join(folder, 'f'), evidence()))).toBe('PATH_OUTSIDE');
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  it('says when the folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await codeOf(saveEvidence(join(folder, 'file'), evidence()))).toBe('DISK');
  });
});

describe('changed evidence is no evidence', () => {
  const blob = (): string => join(folder, 'blobs', readdirSync(join(folder, 'blobs'))[0] ?? '');
  const edit = (from: string, to: string): void =>
    writeFileSync(join(folder, 'answers.json'), readFileSync(join(folder, 'answers.json'), 'utf8').replace(from, to));

  it.each<[string, () => void]>([
    ['a body with one more byte', () => writeFileSync(blob(), '{"branches":[]} ')],
    ['a body that is gone', () => rmSync(blob())],
    [
      'the right body, behind a link',
      () => {
        const place = blob();
        renameSync(place, join(folder, 'moved'));
        symlinkSync(join(folder, 'moved'), place);
      },
    ],
    ['another digest', () => edit('sha256:', 'sha256:00')],
    ['a digest that is a path', () => edit('"sha256:', '"sha256:../../../../etc/passwd')],
    ['an unknown state', () => edit('not-found', 'found')],
    ['an unknown field', () => edit('"version": 1', '"version": 1, "trusted": true')],
    ['a later version', () => edit('"version": 1', '"version": 2')],
    ['success without a body', () => edit('"not-found"', '"ok"')],
    ['a question answered twice', () => edit('hf/models/old/revision/main', 'hf/models/acme/a/revision/main')],
    ['a query in an address', () => edit('/api/models/acme/b"', '/api/models/acme/b?token=1"')],
    ['a time that is none', () => edit('2026-11-24T12:00:00.000Z', 'yesterday')],
    ['half a file', () => writeFileSync(join(folder, 'answers.json'), readFileSync(join(folder, 'answers.json')).subarray(0, 200))],
    ['nothing', () => writeFileSync(join(folder, 'answers.json'), '')],
    ['20,000 brackets', () => writeFileSync(join(folder, 'answers.json'), '['.repeat(20_000))],
    ['invalid UTF-8', () => writeFileSync(join(folder, 'answers.json'), Buffer.from([0x7b, 0xff, 0x7d]))],
    ['a folder in its place', () => (rmSync(join(folder, 'answers.json')), mkdirSync(join(folder, 'answers.json')))],
  ])('%s', async (_, tamper) => {
    await saveEvidence(folder, evidence());
    tamper();
    expect(await codeOf(loadEvidence(folder))).toBe('EVIDENCE_INVALID');
  });

  it('names all bodies that were changed', async () => {
    const made = evidence();
    made.add(answer('hf/models/acme/c/refs'), new TextEncoder().encode('{"branches":[1]}'));
    await saveEvidence(folder, made);
    for (const name of readdirSync(join(folder, 'blobs'))) writeFileSync(join(folder, 'blobs', name), 'x');
    const error: unknown = await loadEvidence(folder).catch((caught: unknown) => caught);
    expect(error instanceof InputError && error.mistakes.length).toBe(2);
  });

  it('never throws anything else, whatever the file holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.uint8Array({ maxLength: 200 })), async (content) => {
        writeFileSync(join(folder, 'answers.json'), content);
        expect(['EVIDENCE_INVALID', 'accepted']).toContain(await codeOf(loadEvidence(folder)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('redactEvidence', () => {
  it('takes people and token shapes out, keeps what is judged, and still replays', async () => {
    const token = `hf_${'A1b2'.repeat(8)}`;
    const made = createEvidence();
    const body = {
      sha: 'a'.repeat(40),
      authors: ['Ada'],
      cardData: { license: `mit ${token}`, contact: 'ada@example.org' },
      siblings: [{ rfilename: 'x' }],
    };
    made.add(answer('k', { detail: `failed ${token}` }), new TextEncoder().encode(JSON.stringify(body)));
    await saveEvidence(folder, redactEvidence(made));
    const loaded = await loadEvidence(folder);
    const text = new TextDecoder().decode(loaded.body(loaded.answer('k')?.digest ?? ''));
    expect(JSON.parse(text)).toEqual({
      sha: 'a'.repeat(40),
      cardData: { license: 'mit ***', contact: '***' },
      siblings: [{ rfilename: 'x' }],
    });
    expect(loaded.answer('k')?.detail).toBe('failed ***');
  });
});
