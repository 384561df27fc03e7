/** The first policy file of a repository, from three answers and a preset. */
import { PRESETS, type PresetId } from './presets.ts';

export interface StarterAnswers {
  readonly use: readonly string[];
  readonly license: string | null;
  readonly evaluate: boolean;
  readonly preset: PresetId | 'default';
}

/** YAML that the loader accepts; JSON strings are YAML strings, so that an answer cannot add keys. */
export function starterPolicy(answers: StarterAnswers): string {
  const product: string[] = [];
  if (answers.license !== null) product.push(`  license: ${JSON.stringify(answers.license)}`);
  if (answers.use.length > 0) product.push(`  use: ${JSON.stringify(answers.use)}`);
  const { about, mode, rules } = PRESETS[answers.preset];
  return [
    '# What may be merged: models, datasets, AI services and dependencies. "weighbridge policy explain" shows every value in force.',
    ...(answers.preset === 'default' ? [] : [`# Preset ${answers.preset}: ${about}.`]),
    'version: 1',
    answers.evaluate || mode === 'evaluate'
      ? 'mode: evaluate   # reports what it would refuse, blocks nothing; change it to enforce when you are ready'
      : 'mode: enforce   # refuses what a change adds or worsens; older problems never block',
    ...(product.length === 0
      ? ['# product: { license: proprietary, use: [commercial, saas] }   # license rules need to know']
      : ['product:', ...product]),
    'rules:',
    ...rules.map(({ rule, setting, why }) => `  ${rule}: ${written(setting)}   # ${why}`),
    '',
  ].join('\n');
}

/** "block", or "{ level: block, require: pinned }". */
function written(setting: string | Readonly<Record<string, string | readonly string[]>>): string {
  if (typeof setting === 'string') return setting;
  return `{ ${Object.entries(setting)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : `[${value.join(', ')}]`}`)
    .join(', ')} }`;
}
