import { expect, it } from 'vitest';
import { linked } from '../../linking.ts';

it('lists that hold another one nine times, many times over, end (T18, T39)', async () => {
  const level = (index: number): string => Array.from({ length: 9 }, () => `*A${index}`).join(', ');
  const levels = Array.from({ length: 12 }, (_, index) => `A${index + 1} = [${level(index)}]\n`).join('');
  const code = `from transformers import AutoModel\nA0 = ["org/a"]\n${levels}AutoModel.from_pretrained(*A12)\n`;
  const { sightings, unknowns } = await linked({ 'app.py': code });
  expect(sightings.length + unknowns.length).toBeGreaterThan(0);
});
