/** Recorded answers of the real hub, read as if they had just come. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEvidence } from '../../src/core/io/evidence/evidence.ts';
import { interpret } from '../../src/core/io/evidence/interpret.ts';
import { addressesIn, hubSettings } from '../../src/core/io/net/settings.ts';
import type { Answer, Component } from '../../src/core/model/index.ts';
import { revisionQuestion } from '../../src/core/hosts/huggingface/questions.ts';
import { resolve } from '../../src/core/resolve/resolve.ts';
import { load, NOW } from '../core/resolve/support.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures/huggingface');

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function recorded(id: string, status: number, headers: Record<string, string>, body: string): Component | undefined {
  const { key } = revisionQuestion({ repo: 'models', id, revision: 'main' });
  const address = addressesIn(hubSettings({}, { hubUrl: null })).get('huggingface');
  if (address === undefined) throw new Error('the hub has an address');
  const outcome = interpret({ state: 'answered', status, headers: new Headers(headers), body: new TextEncoder().encode(body) }, address);
  const answer: Answer = {
    key,
    state: outcome.state,
    status: outcome.status,
    digest: null,
    location: outcome.location,
    detail: outcome.detail,
    from: 'hub',
    asOf: NOW.toISOString(),
  };
  const evidence = createEvidence();
  evidence.add(answer, outcome.body);
  return resolve([load(`hf:${id}`)], evidence)[0];
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

describe('recorded descriptions', () => {
  it.each([
    [
      'google-bert/bert-base-uncased',
      'google-bert_bert-base-uncased',
      '86b5e0934494bd15c9632b12f734a8a67f723594',
      'apache-2.0',
      'BertForMaskedLM',
      ['bookcorpus', 'wikipedia'],
    ],
    [
      'stabilityai/stable-diffusion-2-1',
      'stabilityai_stable-diffusion-2-1',
      '5cae40e6a2745ae2b01ad92ae5043f95f23644d6',
      'openrail++',
      null,
      [],
    ],
  ])('%s', (id, file, commit, license, architecture, datasets) => {
    const found = recorded(id, 200, JSON_TYPE, read(`hf-model-info.${file}.json`));
    // Recorded without blobs=true: names of files, but nothing to compare.
    expect(found).toMatchObject({
      version: commit,
      claims: [{ text: license }],
      hub: { commit, architecture, datasets, gated: false, redirectedTo: null, digestsConsistent: null },
    });
  });

  it('many datasets', () => {
    const found = recorded(
      'sentence-transformers/paraphrase-albert-small-v2',
      200,
      JSON_TYPE,
      read('hf-model-info.sentence-transformers_paraphrase-albert-small-v2.json'),
    );
    expect(found?.hub?.datasets).toHaveLength(13);
  });

  it('pointers rebuilt from sha256 and size hash to the blob ids that the hub gave', () => {
    const found = recorded('ggerganov/whisper.cpp', 200, JSON_TYPE, read('hf-model-info-blobs.ggerganov_whisper.cpp.excerpt.json'));
    expect(found?.hub?.digestsConsistent).toBe(true);
    expect(found?.hub?.files.map(({ path, hashes }) => [path, hashes[0]?.algorithm])).toContainEqual(['ggml-base.bin', 'sha256']);
  });

  it('one digit changed is noticed', () => {
    const text = read('hf-model-info-blobs.ggerganov_whisper.cpp.excerpt.json').replace('60ed5bc3', '60ed5bc4');
    expect(recorded('ggerganov/whisper.cpp', 200, JSON_TYPE, text)?.hub?.digestsConsistent).toBe(false);
  });

  it('the old name of a model leads elsewhere, and is not followed', () => {
    const { response } = JSON.parse(read('hf-redirect.bert-base-uncased.json'));
    const found = recorded('bert-base-uncased', response.status.code, { location: response.headers.Location[0] }, response.body);
    expect(found).toMatchObject({
      version: null,
      resolution: { reason: 'redirect', detail: 'google-bert/bert-base-uncased' },
      hub: { redirectedTo: 'google-bert/bert-base-uncased' },
    });
  });
});
