/** What the policy demands of models or datasets, for rules that are stricter where much is demanded. */
import { z } from 'zod';
import type { Policy } from '../../policy.ts';

const demanded = z.object({ require: z.string() });

/** Whether they need a rung above "named" to pass: then what was not read may not be passed over (T4, T9). */
export function demandsMore({ rules }: Policy, kind: 'model' | 'dataset'): boolean {
  const setting = rules.get(`${kind}/provenance`);
  return setting?.level === 'block' && demanded.parse(setting.options).require !== 'named';
}
