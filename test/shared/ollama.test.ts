/** A recorded manifest of Ollama's registry: its digest is the id that "ollama list" shows, and its layers are what Weighbridge says they are. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelIn } from '../../src/core/hosts/registry-model.ts';
import { readManifest } from '../../src/core/verify/oci/manifest.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures/ollama');

it('is read whole', () => {
  const bytes = readFileSync(join(FOLDER, 'ollama-manifest.llama3-latest.json'));
  expect(createHash('sha256').update(bytes).digest('hex')).toMatch(/^a6990ed6be41/);
  const read = readManifest(bytes);
  const model = read.ok ? modelIn(read.manifest) : null;
  expect(model?.format).toBe('Ollama');
  expect(model?.files.map(({ role, raw, size }) => [role, raw, size])).toEqual([
    ['weights', true, 4_661_211_328],
    ['license', true, 12_403],
    ['template', true, 254],
    ['config', true, 110],
  ]);
});
