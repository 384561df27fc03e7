/** A model folder, its publisher's key, and a stranger's: what `sign` and `verify model` are shown with. */
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SignedModelDemo {
  /** Changes one byte of the weights; the size stays. */
  tamper(): void;
  repair(): void;
  /** Adds code that nobody signed. */
  addCode(): void;
}

const WEIGHTS = Buffer.alloc(64 * 1024, 'weights');

/** Writes into `folder`: models/ner, keys/publisher.pem and .pub.pem, keys/stranger.pub.pem. */
export function makeSignedModel(folder: string): SignedModelDemo {
  const weights = join(folder, 'models/ner/model.safetensors');
  for (const name of ['models/ner', 'keys']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(weights, WEIGHTS);
  writeFileSync(join(folder, 'models/ner/config.json'), '{"model_type":"bert"}\n');
  for (const name of ['publisher', 'stranger']) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    writeFileSync(join(folder, `keys/${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    writeFileSync(join(folder, `keys/${name}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
  }
  return {
    tamper: () => writeFileSync(weights, Buffer.from(WEIGHTS).fill('W', 0, 1)),
    repair: () => writeFileSync(weights, WEIGHTS),
    addCode: () => appendFileSync(join(folder, 'models/ner/modeling_ner.py'), 'import os\n'),
  };
}
