/** docs/license-input.schema.json and docs/license-output.schema.json, generated from the code that reads and writes them. */
import { z } from 'zod';
import { documentedInputSchema } from './input-schema.ts';
import { licenseOutputSchema } from './output-schema.ts';

/** JSON Schema 2020-12 of what `weighbridge license --input` takes. null stands for "not stated" where a key may be left out. */
export function licenseInputJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(documentedInputSchema, { io: 'input', unrepresentable: 'any' });
  return {
    $schema,
    title: 'Weighbridge license question',
    description:
      'One component with what it was made from, and the product that it is to be used in. Read by `weighbridge license --input`.',
    ...schema,
  };
}

/** JSON Schema 2020-12 of what `weighbridge license --format json` prints. */
export function licenseOutputJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(licenseOutputSchema, { io: 'output' });
  return { $schema, title: 'Weighbridge license answer', description: 'Written by `weighbridge license --format json`.', ...schema };
}

/** The text of a file: two spaces, one newline at the end, byte-stable. */
export function schemaText(schema: Record<string, unknown>): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
