/** The schema of `repositories`: groups of an organization's repositories, each with what is stricter there. */
import { z } from 'zod';
import { licensesSchema } from './license-schema.ts';
import { listsSchema, modeSchema, scopeSchema, type settingsSchema } from './setting-schema.ts';

const few = 100;

function oneOrMore<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one).min(1).max(few)], { error: 'expected one value, or a list of values.' }).optional();
}

const name = z
  .string()
  .regex(/^[\w.*-]{1,100}$/, { error: 'Write the name of a repository without its owner; "*" stands for any part of it.' });
const value = z.string().min(1).max(200);

const match = z
  .strictObject({
    id: oneOrMore(z.int().positive()).describe('Numeric ids of repositories: they stay when a repository is renamed.'),
    property: z
      .record(
        z.string().regex(/^[\w$#-]{1,75}$/, { error: 'Write the name of a custom property.' }),
        z.union([value, z.array(value).min(1).max(few)], { error: 'expected one value, or a list of values.' }),
      )
      .optional()
      .describe(
        'Custom properties of the organization with the value, or one of the values, that they have. Let only the organization edit them.',
      ),
    name: oneOrMore(name).describe('Names, with "*". Whoever administers a repository can rename it, and so leave the group.'),
    topic: oneOrMore(value).describe('Topics. Whoever administers a repository can change them, and so leave the group.'),
  })
  .refine(
    (one) => Object.values(one).some((given) => given !== undefined && Object.keys(given).length + Number(typeof given === 'number') > 0),
    {
      error: 'Name at least one of id, property, name, topic.',
    },
  )
  .describe('Which repositories: all that is named must hold.');

/** T24: of licenses a group says what is stricter; what a component comes under is said once, for all. */
const licenses = licensesSchema.pick({ allow: true, deny: true, review: true }).optional();

/** One group, with the settings of rules as everywhere. Its `mode` is the organization's word; everything else may only tighten. */
export function groupSchema(settings: ReturnType<typeof settingsSchema>) {
  return z
    .strictObject({
      match,
      mode: modeSchema,
      scope: scopeSchema,
      rules: settings,
      models: listsSchema.optional(),
      datasets: listsSchema.optional(),
      services: listsSchema.optional(),
      licenses,
    })
    .superRefine((group, context) => {
      // T25: a name or a topic is its repository's own word; it must not let anything pass.
      const own = group.match.name !== undefined || group.match.topic !== undefined;
      const evaluated = Object.entries(group.rules ?? {}).filter(([, setting]) => isEvaluated(setting));
      if (!own) return;
      const issue = (path: string[]): void => context.addIssue({ code: 'custom', message: ONLY_STRICTER, path });
      if (group.mode === 'evaluate') issue(['mode']);
      for (const [id] of evaluated) issue(['rules', id, 'mode']);
    });
}

const ONLY_STRICTER =
  'Whoever administers a repository can give it this name or topic, so such a group may only be stricter. Match by "id" or "property" to evaluate.';

function isEvaluated(setting: unknown): boolean {
  return typeof setting === 'object' && setting !== null && 'mode' in setting && setting.mode === 'evaluate';
}

export type MatchInput = z.output<typeof match>;

/** "property risk=regulated", "id 4711". */
export function matchWords({ id, property, name, topic }: MatchInput): string {
  const list = (value: unknown): string => (Array.isArray(value) ? value.join('|') : String(value));
  return [
    ...(id === undefined ? [] : [`id ${list(id)}`]),
    ...Object.entries(property ?? {}).map(([key, value]) => `property ${key}=${list(value)}`),
    ...(name === undefined ? [] : [`name ${list(name)}`]),
    ...(topic === undefined ? [] : [`topic ${list(topic)}`]),
  ].join(', ');
}
