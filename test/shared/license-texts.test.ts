/** Recall and false recognitions over the LICENSE files of the packages that are installed here, by what their manifests declare. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { recognizeText } from '../../src/core/license/text/recognize.ts';

const ROOT = join(import.meta.dirname, '../../node_modules');
const NAME = /^(?:un)?licen[cs]e(?:[-_.](?:txt|md|markdown|mit|isc|bsd|apache).{0,8})?$|^copying$/i;

interface Seen {
  readonly path: string;
  readonly declared: string;
  readonly found: readonly (readonly string[])[] | null;
}

function seenHere(): Seen[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && NAME.test(entry.name))
    .map(({ parentPath, name }) => {
      const found = recognizeText(readFileSync(join(parentPath, name)));
      const path = join(parentPath, name).slice(ROOT.length + 1);
      return { path, declared: declaredIn(parentPath), found: found.state === 'known' ? found.parts.map(({ ids }) => ids) : null };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function declaredIn(folder: string): string {
  let at = folder;
  while (!existsSync(join(at, 'package.json')) && at.length > ROOT.length) at = dirname(at);
  const manifest: { license?: unknown } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  return JSON.stringify(manifest.license ?? null);
}

const seen = seenHere();

it('most texts are recognized', () => {
  const unknown = seen.filter(({ found }) => found === null);
  console.log(`recognized ${seen.length - unknown.length} of ${seen.length}; unknown: ${unknown.map(({ path }) => path).join(', ')}`);
  expect(seen.length).toBeGreaterThan(200);
  expect(unknown.length / seen.length).toBeLessThanOrEqual(0.05);
});

// Some packages declare another license than they ship; a text that says so is no false recognition, but it is rare.
it('hardly any text is recognized as another license than its manifest declares', () => {
  const others = seen.filter(({ declared, found }) => found !== null && !found.every((ids) => ids.some((id) => declared.includes(id))));
  console.log(
    `other than declared: ${others.map(({ path, declared, found }) => `${path} ${declared} ${JSON.stringify(found)}`).join('; ')}`,
  );
  expect(others.length / seen.length).toBeLessThanOrEqual(0.02);
});
