import { describe, expect, it } from 'vitest';
import { isCalendarDay } from '../../../src/core/policy/calendar.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import { retirementOf } from '../../../src/core/ref/retirements.ts';

describe('when a provider turns a hosted model off', () => {
  it.each([
    ['service:openai/gpt-4o-2024-08-06', '2027-01-14'],
    ['service:openai/gpt-4', '2026-10-23'],
    ['service:anthropic/claude-sonnet-4-5', '2026-11-30'],
    ['service:google/gemini-2.0-flash', '2026-06-01'],
  ])('%s', (text, on) => {
    const found = retirementOf(parseRef(text));
    expect(found).toMatchObject({ on, source: expect.stringMatching(/^https:\/\//) });
    expect(isCalendarDay(found?.on ?? '')).toBe(true);
  });

  it.each([
    // A name that goes on is another model.
    ['service:openai/gpt-4o-2024-08-06-mine'],
    // Clouds and servers of one's own have dates of their own.
    ['service:azure/gpt-4'],
    ['service:bedrock/claude-sonnet-4-5'],
    ['hf:openai/gpt-4'],
    ['service:openai/constructor'],
    ['service:openai/gpt-9'],
  ])('%s: nobody named a day', (text) => {
    expect(retirementOf(parseRef(text))).toBeNull();
  });
});
