import { expect, it } from 'vitest';
import { linked } from '../../linking.ts';

it('lists that hold another one twice, many times over, end (T18, T39)', async () => {
  const doubled = Array.from({ length: 60 }, (_, index) => `A${index + 1} = [*A${index}, *A${index}]\n`).join('');
  const code = `from transformers import AutoModel\nA0 = ["org/a"]\n${doubled}AutoModel.from_pretrained(*A60)\n`;
  const { sightings, unknowns } = await linked({ 'app.py': code });
  expect(sightings.length + unknowns.length).toBeGreaterThan(0);
});
