/** docs/policy.schema.json: the schema of policy files for editors, generated from the code. */
import { z } from 'zod';
import type { Rule } from './rule.ts';
import { policySchema } from './schema.ts';

/** JSON Schema 2020-12 of a policy file, each rule with its own options. Checks that it cannot express (calendar, references) are left to the loader. */
export function policyJsonSchema(rules: readonly Rule[]): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema(rules), { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'Weighbridge policy', description: 'What may be merged. Checked by `weighbridge policy validate`.', ...schema };
}

/** The file's text: two spaces, one newline at the end, byte-stable. */
export function policyJsonSchemaText(rules: readonly Rule[]): string {
  return `${JSON.stringify(policyJsonSchema(rules), null, 2)}\n`;
}
