/** What GitHub answers for the code of the manifest flow becomes the file of settings that the App starts from. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { EffectError, InputError } from '../../src/core/index.ts';

const CONVERTED = z.object({
  id: z.int().positive(),
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
  html_url: z.url(),
  pem: z.string().includes('-----BEGIN'),
  webhook_secret: z.string().regex(/^[\x21-\x7e]{20,200}$/),
});

export type Converted = z.infer<typeof CONVERTED>;

/** Throws EffectError GITHUB_FAILED, which repeats nothing of the answer: it holds the key. */
export function readConverted(answer: unknown): Converted {
  const read = CONVERTED.safeParse(answer);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new EffectError(
    'GITHUB_FAILED',
    `GitHub registered the App, but its answer cannot be used (${fields})`,
    'Open the settings of the new App at GitHub: make a private key there, set a webhook secret, and write the variables by hand (docs/app.md).',
  );
}

/** Lines that Node (--env-file) and docker compose read alike: the key as base64, so that it is one line. */
export function settingsText({ id, pem, webhook_secret: secret }: Converted, more: Readonly<Record<string, string>>): string {
  const variables = {
    APP_ID: String(id),
    PRIVATE_KEY: Buffer.from(pem).toString('base64'),
    WEBHOOK_SECRET: secret,
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    // Of the database in compose.yaml; nobody else reads it.
    POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
    ...more,
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** For its owner only, and never over a file that is there. Throws InputError USAGE. */
export function writeSettings(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new InputError(
      'USAGE',
      `${path} cannot be written (${code})`,
      'The App is registered: make a private key and a webhook secret on its page at GitHub, and write the variables by hand (docs/app.md).',
    );
  }
}
