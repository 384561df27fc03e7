/**
 * Terms that the catalogue holds in words only: numbers other than monthly users and yearly revenue, exact names to show, what counts as sharing.
 * Each row rests on the notes of the same license in data/ai-license-sources.json; a license without a row has none of them.
 */

export type ThresholdUnit = 'monthly-users' | 'daily-users' | 'monthly-visits' | 'revenue-usd';

export interface MoreTerms {
  /** Hosted access counts as giving it to others: a service is no way around the duties. */
  readonly hostedIsSharing: boolean;
  /** What is trained on its outputs counts as derived from it. */
  readonly outputsAreDerivatives: boolean;
  /** What the product has to show; `of`: any product that uses it, or only models that are made with it. */
  readonly display: { readonly copy: string; readonly of: 'product' | 'derivative' } | null;
  /** The line that copies of it must carry, word for word as the license asks. */
  readonly notice: string | null;
  /** How names of models begin that are made with it. */
  readonly modelNamePrefix: string | null;
  /** Figures besides those of the catalogue. `reached`: the number itself is already too much. */
  readonly limits: readonly { readonly unit: ThresholdUnit; readonly number: number }[];
  readonly reachedIsOver: boolean;
  /** A size of which the text gives a part that can be compared: who has more revenue is surely too big, and who has less may be. */
  readonly tooBigUsd: number | null;
  /** The grant ends for whoever sues over patents, or over copyright as well, in the work. */
  readonly endsOnSuit: 'patents' | 'patents or copyright' | null;
  /** Thresholds and registration bind commercial use only. */
  readonly bindsCommerceOnly: boolean;
  readonly registration: boolean;
  /** forbidden: no offering of it as a service. source: only with the source of the whole service. grant: the file says what is allowed. */
  readonly service: 'forbidden' | 'source' | 'grant' | null;
  readonly nonCompete: boolean;
  readonly guardrails: boolean;
  /** Every model under it takes in more than text. */
  readonly alwaysMultimodal: boolean;
  /** Fields of use that it names as forbidden (`fields.ts`); null: it may name any. */
  readonly fields: readonly string[] | null;
  /** Restrictions on passing the data on do not reach what is trained on it. */
  readonly freesResults: boolean;
}

const NONE: MoreTerms = {
  hostedIsSharing: false,
  outputsAreDerivatives: false,
  display: null,
  notice: null,
  modelNamePrefix: null,
  limits: [],
  reachedIsOver: false,
  tooBigUsd: null,
  endsOnSuit: null,
  bindsCommerceOnly: false,
  registration: false,
  service: null,
  nonCompete: false,
  guardrails: false,
  alwaysMultimodal: false,
  fields: null,
  freesResults: false,
};

const RAIL: Partial<MoreTerms> = { hostedIsSharing: true, outputsAreDerivatives: true };
const GEMMA: Partial<MoreTerms> = {
  hostedIsSharing: true,
  outputsAreDerivatives: true,
  notice: 'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms',
};

function llama(version: string): Partial<MoreTerms> {
  const notice = `Llama ${version} is licensed under the Llama ${version} Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.`;
  return { display: { copy: 'Built with Llama', of: 'product' }, notice, modelNamePrefix: 'Llama' };
}

const HUNYUAN: Partial<MoreTerms> = { outputsAreDerivatives: true, hostedIsSharing: true };

const ROWS: Readonly<Record<string, Partial<MoreTerms>>> = {
  'LicenseRef-scancode-bigscience-rail-1.0': RAIL,
  'LicenseRef-scancode-bigscience-open-rail-m': RAIL,
  'LicenseRef-scancode-stable-diffusion-2022-08-22': RAIL,
  'LicenseRef-scancode-bigscience-open-rail-m2': RAIL,
  'LicenseRef-scancode-bigcode-open-rail-m-v1': RAIL,
  'LicenseRef-HF-openrail': RAIL,
  'LicenseRef-scancode-deepseek-la-1.0': { ...RAIL, fields: ['military'] },
  'LicenseRef-scancode-ltxv-owl-2025-05-05': { ...RAIL, reachedIsOver: true },
  'LicenseRef-scancode-llama-2-license-2023': {
    notice: 'Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.',
  },
  'LicenseRef-Llama-3': {
    display: { copy: 'Built with Meta Llama 3', of: 'product' },
    notice: 'Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
    modelNamePrefix: 'Llama 3',
  },
  'LicenseRef-scancode-llama-3.1-license-2024': llama('3.1'),
  'LicenseRef-scancode-llama-3.2-license-2024': llama('3.2'),
  'LicenseRef-scancode-llama-3.3-license-2024': llama('3.3'),
  'LicenseRef-scancode-llama-4-cla-2025': { ...llama('4'), alwaysMultimodal: true },
  'LicenseRef-scancode-gemma-tou-2025-03-24': GEMMA,
  'LicenseRef-scancode-gemma-tou-2024-04-01': GEMMA,
  'LicenseRef-scancode-qwen-2024': { display: { copy: 'Built with Qwen', of: 'derivative' }, bindsCommerceOnly: true },
  'LicenseRef-scancode-falcon-2-11b-1.0': {
    display: { copy: 'Built using Falcon LLM technology from the Technology Innovation Institute', of: 'derivative' },
  },
  'LicenseRef-scancode-nvidia-open-model-2025-04-28': {
    guardrails: true,
    endsOnSuit: 'patents or copyright',
    notice: 'Licensed by NVIDIA Corporation under the NVIDIA Open Model License',
  },
  'LicenseRef-scancode-stability-ai-community-2024': {
    display: { copy: 'Powered by Stability AI', of: 'product' },
    notice:
      'This Stability AI Model is licensed under the Stability AI Community License, Copyright © Stability AI Ltd. All Rights Reserved',
    outputsAreDerivatives: true,
    registration: true,
    bindsCommerceOnly: true,
  },
  'LicenseRef-DINOv3': { fields: ['military', 'nuclear', 'espionage', 'weapons'] },
  'LicenseRef-SAM-2025': { fields: ['military', 'nuclear', 'espionage', 'weapons'] },
  'LicenseRef-scancode-moonshot-ai-modified-mit-2025': {
    display: { copy: 'Kimi K2', of: 'product' },
    limits: [{ unit: 'revenue-usd', number: 240_000_000 }],
  },
  'LicenseRef-MiniMax-M2-Modified-MIT': { display: { copy: 'MiniMax M2', of: 'product' } },
  'LicenseRef-scancode-tencent-hunyuan-3d-2.0-cla': HUNYUAN,
  'LicenseRef-Tencent-Hunyuan-Large': HUNYUAN,
  'LicenseRef-Tencent-HunyuanVideo': HUNYUAN,
  'LicenseRef-Yi-Community-2.1': { outputsAreDerivatives: true, registration: true, bindsCommerceOnly: true, fields: ['military'] },
  'LicenseRef-Baichuan2-Community': {
    limits: [{ unit: 'daily-users', number: 1_000_000 }],
    reachedIsOver: true,
    bindsCommerceOnly: true,
    registration: true,
    nonCompete: true,
  },
  'LicenseRef-InternLM-Weights-Application': { registration: true, bindsCommerceOnly: true },
  'LicenseRef-ChatGLM2-6B': { fields: ['military'] },
  'LicenseRef-CogVideoX': {
    limits: [{ unit: 'monthly-visits', number: 1_000_000 }],
    registration: true,
    bindsCommerceOnly: true,
    fields: ['military'],
  },
  'LicenseRef-XVERSE-Model': { registration: true, bindsCommerceOnly: true },
  'LicenseRef-Kolors-Model': { registration: true, bindsCommerceOnly: true },
  // RMB 1 billion, in dollars of the day on which the text was read.
  'LicenseRef-scancode-bilibili-model-ula-2025-09-09': { limits: [{ unit: 'revenue-usd', number: 140_000_000 }] },
  'LicenseRef-scancode-hyperclova-x-seed-2025': {
    display: { copy: 'Powered by HyperCLOVA X', of: 'product' },
    modelNamePrefix: 'HyperCLOVA X',
    outputsAreDerivatives: true,
    nonCompete: true,
  },
  'LicenseRef-scancode-exaone-ai-model-1.1-nc': { modelNamePrefix: 'EXAONE' },
  'LicenseRef-LFM-Open-1.0': { reachedIsOver: true, bindsCommerceOnly: true },
  'LicenseRef-scancode-hfoil-1.0': { service: 'forbidden' },
  // Less than 1,000,000 USD of 2019, adjusted by the consumer price index, and fewer than 100 people: twice as much is too much in any year so far.
  'PolyForm-Small-Business-1.0.0': { tooBigUsd: 2_000_000 },
  'OpenMDW-1.0': { endsOnSuit: 'patents' },
  'LicenseRef-OpenMDW-1.1': { endsOnSuit: 'patents or copyright' },
  'LicenseRef-NVIDIA-OneWay-Noncommercial': { endsOnSuit: 'patents' },
  'FSL-1.1-ALv2': { nonCompete: true },
  'FSL-1.1-MIT': { nonCompete: true },
  'Elastic-2.0': { service: 'forbidden' },
  'SSPL-1.0': { service: 'source' },
  'BUSL-1.1': { service: 'grant' },
  'C-UDA-1.0': { freesResults: true },
  'CDLA-Sharing-1.0': { freesResults: true },
  'CDLA-Permissive-1.0': { freesResults: true },
  'CDLA-Permissive-2.0': { freesResults: true },
};

export function moreTermsOf(id: string): MoreTerms {
  return { ...NONE, ...(Object.hasOwn(ROWS, id) ? ROWS[id] : {}) };
}
