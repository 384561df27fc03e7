/** The first policy file of a repository, from three answers. */
export interface StarterAnswers {
  readonly use: readonly string[];
  readonly license: string | null;
  readonly evaluate: boolean;
  readonly strict: boolean;
}

/** YAML that the loader accepts; JSON strings are YAML strings, so that an answer cannot add keys. */
export function starterPolicy(answers: StarterAnswers): string {
  const product: string[] = [];
  if (answers.license !== null) product.push(`  license: ${JSON.stringify(answers.license)}`);
  if (answers.use.length > 0) product.push(`  use: ${JSON.stringify(answers.use)}`);
  return [
    '# What may be merged: models, datasets, AI services and dependencies. "weighbridge policy explain" shows every value in force.',
    'version: 1',
    answers.evaluate
      ? 'mode: evaluate   # reports what it would refuse, blocks nothing; change it to enforce when you are ready'
      : 'mode: enforce   # refuses what a change adds or worsens; older problems never block',
    ...(product.length === 0
      ? ['# product: { license: proprietary, use: [commercial, saas] }   # license rules need to know']
      : ['product:', ...product]),
    'rules:',
    answers.strict
      ? '  model/provenance: { level: block, require: pinned }   # models load at a full commit that the hub confirms'
      : '  model/provenance: { level: block, require: named }   # next step: require: pinned',
    '',
  ].join('\n');
}
