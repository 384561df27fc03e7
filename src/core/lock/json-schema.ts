/** The JSON Schema of `weighbridge.lock`, generated from the code that reads it. */
import { z } from 'zod';
import { lockSchema } from './schema.ts';

/** JSON Schema 2020-12. What it cannot express (references, paths, what lies between entries) is left to the reader. */
export function lockJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(lockSchema, { io: 'input' });
  return {
    $schema,
    title: 'Weighbridge lock',
    description: 'Exact bytes of models and datasets, and what people declare. Written by `weighbridge lock` and `weighbridge declare`.',
    ...schema,
  };
}

/** The file's text: two spaces, one newline at the end, byte-stable. */
export function lockJsonSchemaText(): string {
  return `${JSON.stringify(lockJsonSchema(), null, 2)}\n`;
}
