import { describe, expect, it, vi } from 'vitest';

vi.mock('@huggingface/transformers', () => ({ pipeline: vi.fn(async () => 'ok') }));

describe('load', () => {
  it('passes the name on', async () => {
    const { load } = await import('./load');
    expect(await load('translation', 'any/name')).toBe('ok');
  });
});
