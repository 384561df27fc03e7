import { z } from 'zod';

export const env = z
  .object({
    PORT: z.coerce.number().default(3000),
    CHAT_MODEL: z.string().default('gpt-4o-2024-08-06'),
    EMBED_MODEL: z.string().default('text-embedding-3-small'),
    BEDROCK_MODEL: z.string().default('anthropic.claude-3-5-sonnet-20241022-v2:0'),
    UPLOADS: z.string().default('var/uploads'),
    ZONE: z.string().default('Europe/Paris'),
  })
  .parse(process.env);
