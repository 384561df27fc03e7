/** Presets: levels and options of rules that somebody chose together. They ship as data; a policy rests on one by `extends: [preset:NAME]`, and `init` writes one out. */
import data from './data/presets.json' with { type: 'json' };

interface PresetRule {
  readonly rule: string;
  readonly setting: string | Readonly<Record<string, string | readonly string[]>>;
  /** Why, for who reads the file. */
  readonly why: string;
}

export interface Preset {
  readonly about: string;
  readonly mode: 'enforce' | 'evaluate';
  readonly rules: readonly PresetRule[];
}

/** Those that have a name for people. */
export const PRESET_IDS = ['teach', 'strict', 'cra'] as const;
export type PresetId = (typeof PRESET_IDS)[number];

export const PRESETS: Readonly<Record<PresetId | 'default', Preset>> = data as Readonly<Record<PresetId | 'default', Preset>>;

/** The preset as a policy file has it: JSON is YAML. */
export function presetText(id: PresetId): string {
  const { mode, rules } = PRESETS[id];
  return JSON.stringify({ version: 1, mode, rules: Object.fromEntries(rules.map(({ rule, setting }) => [rule, setting])) });
}
