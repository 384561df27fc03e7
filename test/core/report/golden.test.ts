import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { CASES, named } from './cases.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;

// UPDATE_GOLDEN=1 writes the files anew; read the difference before committing it.
it.each(Object.keys(CASES))('shows %s as the golden file does', async (name) => {
  const { verdict, bom } = named(name);
  const file = new URL(`../../golden/${name}.md`, import.meta.url);
  const text = markdownFormat.render(verdict, bom, OPTIONS);
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(file, text);
  expect(text).toBe(await readFile(file, 'utf8'));
});
