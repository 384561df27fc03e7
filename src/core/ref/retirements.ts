/**
 * When providers turn hosted models off, as they publish it for their own API. Clouds that run the same models have dates of their own.
 * Dates move: a row says what was published on the day of its source, and a model without a row may have a date as well.
 */
import type { Ref } from './index.ts';

/** Of one hosted model. */
export interface Retirement {
  /** The day on which it is turned off, "2027-01-14". */
  readonly on: string;
  /** The page of the provider that says so. */
  readonly source: string;
}

interface Published {
  readonly provider: string;
  readonly source: string;
  /** Day → the ids that end on it. */
  readonly days: Readonly<Record<string, string>>;
}

const PUBLISHED: readonly Published[] = [
  {
    // As of November 2026; what ended before 2025 as of its list of 2024.
    provider: 'openai',
    source: 'https://developers.openai.com/api/docs/deprecations',
    days: {
      '2023-03-23': 'code-davinci-001 code-cushman-001 code-cushman-002',
      '2024-01-04':
        'text-ada-001 text-babbage-001 text-curie-001 text-davinci-001 text-davinci-002 text-davinci-003 ada babbage curie davinci code-davinci-002 text-davinci-edit-001 code-davinci-edit-001 text-similarity-ada-001 text-search-ada-doc-001 text-search-ada-query-001 code-search-ada-code-001 code-search-ada-text-001 text-similarity-babbage-001 text-search-babbage-doc-001 text-search-babbage-query-001 code-search-babbage-code-001 code-search-babbage-text-001 text-similarity-curie-001 text-search-curie-doc-001 text-search-curie-query-001 text-similarity-davinci-001 text-search-davinci-doc-001 text-search-davinci-query-001',
      '2024-09-13': 'gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-16k-0613',
      '2024-12-06': 'gpt-4-vision-preview gpt-4-1106-vision-preview',
      '2025-06-06': 'gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613',
      '2026-01-16': 'codex-mini-latest',
      '2026-02-17': 'chatgpt-4o-latest',
      '2026-07-23':
        'computer-use-preview computer-use-preview-2025-03-11 gpt-4o-audio-preview-2024-12-17 gpt-4o-mini-audio-preview-2024-12-17 gpt-4o-mini-realtime-preview-2024-12-17 gpt-4o-mini-search-preview-2025-03-11 gpt-4o-mini-tts-2025-03-20 gpt-4o-search-preview-2025-03-11 gpt-5-chat-latest gpt-5-codex gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2-codex gpt-audio-mini-2025-10-06 gpt-realtime-mini-2025-10-06 o3-deep-research o3-deep-research-2025-06-26 o4-mini-deep-research o4-mini-deep-research-2025-06-26',
      '2026-10-23':
        'gpt-3.5-turbo gpt-3.5-turbo-0125 gpt-4 gpt-4-0613 gpt-4-1106-preview gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4o-2024-05-13 gpt-4.1-nano gpt-4.1-nano-2025-04-14 o1 o1-2024-12-17 o1-pro o1-pro-2025-03-19 o3-mini o3-mini-2025-01-31 o4-mini o4-mini-2025-04-16 gpt-image-1',
      '2026-12-01': 'gpt-image-1-mini gpt-image-1.5 gpt-image-1.5-2025-12-16 chatgpt-image-latest',
      '2026-12-11':
        'gpt-5 gpt-5-2025-08-07 gpt-5-mini gpt-5-mini-2025-08-07 gpt-5-nano gpt-5-nano-2025-08-07 gpt-5-pro gpt-5-pro-2025-10-06 o3 o3-2025-04-16 o3-pro o3-pro-2025-06-10',
      '2027-01-06': 'tts-1 tts-1-hd gpt-4o-mini-tts',
      '2027-01-14':
        'gpt-4o gpt-4o-2024-08-06 gpt-4o-2024-11-20 gpt-4o-mini gpt-4o-mini-2024-07-18 gpt-4.1 gpt-4.1-2025-04-14 gpt-4.1-mini gpt-4.1-mini-2025-04-14',
      '2027-02-01': 'gpt-5.5-cyber-preview',
      '2027-02-26': 'whisper-1 gpt-4o-transcribe gpt-4o-mini-transcribe gpt-4o-transcribe-diarize',
      '2027-04-01': 'gpt-5.1 gpt-5.3-codex gpt-5.4-nano',
    },
  },
  {
    // The list that version 2.14.0 of the provider's Python SDK warns by (anthropic/_data/deprecated_models.py).
    provider: 'anthropic',
    source: 'https://docs.anthropic.com/en/docs/resources/model-deprecations',
    days: {
      '2026-06-30': 'claude-mythos-preview',
      '2026-11-30': 'claude-sonnet-4-5 claude-sonnet-4-5-20250929',
      '2027-01-22': 'claude-opus-4-5 claude-opus-4-5-20251101',
    },
  },
  {
    // As of November 2026.
    provider: 'google',
    source: 'https://ai.google.dev/gemini-api/docs/deprecations',
    days: {
      '2025-11-10': 'imagen-3.0-generate-002',
      '2025-12-02': 'gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 gemini-2.5-pro-preview-06-05',
      '2025-12-09': 'gemini-2.0-flash-live-001 gemini-live-2.5-flash-preview',
      '2026-01-14': 'text-embedding-004',
      '2026-02-17': 'gemini-2.5-flash-preview-09-25 imagen-4.0-generate-preview-06-06 imagen-4.0-ultra-generate-preview-06-06',
      '2026-03-09': 'gemini-3-pro-preview',
      '2026-06-01': 'gemini-2.0-flash gemini-2.0-flash-001 gemini-2.0-flash-lite gemini-2.0-flash-lite-001',
      '2026-06-25': 'gemini-3.1-flash-image-preview gemini-3-pro-image-preview',
      '2026-06-30': 'veo-2.0-generate-001 veo-3.0-generate-001 veo-3.0-fast-generate-001',
      '2026-08-17': 'imagen-4.0-generate-001 imagen-4.0-ultra-generate-001 imagen-4.0-fast-generate-001',
      '2026-12-01': 'gemini-2.5-pro gemini-2.5-flash',
      '2027-05-07': 'gemini-3.1-flash-lite',
    },
  },
];

const RETIREMENTS: ReadonlyMap<string, Retirement> = new Map(
  PUBLISHED.flatMap(({ provider, source, days }) =>
    Object.entries(days).flatMap(([on, names]) => names.split(' ').map((name) => [`${provider}/${name}`, { on, source }] as const)),
  ),
);

/** null: its provider named no day that is known here. */
export function retirementOf({ type, namespace, name }: Pick<Ref, 'type' | 'namespace' | 'name'>): Retirement | null {
  return type === 'service' && namespace !== null ? (RETIREMENTS.get(`${namespace}/${name}`) ?? null) : null;
}
