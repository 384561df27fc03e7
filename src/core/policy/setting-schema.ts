/** The schema of what every layer may write: levels and options of rules, lists of names, places that count. */
import { z } from 'zod';
import { InputError } from '../base/errors.ts';
import { parsePattern } from './patterns.ts';
import type { RuleTerms } from './rule-terms.ts';

const level = z.enum(['off', 'warn', 'block']).describe('off: not judged; warn: shown; block: refuses the merge when new or worse.');
const ruleMode = z
  .enum(['enforce', 'evaluate'])
  .optional()
  .describe('evaluate: this rule refuses nothing yet; what it would have refused is counted.');
const scopes = z.array(z.enum(['product', 'test', 'docs', 'example'])).max(4);

export const modeSchema = z.enum(['enforce', 'evaluate']).optional().describe('enforce blocks; evaluate reports what it would have done.');

export const scopeSchema = z
  .strictObject({
    block: scopes.optional().describe('Where findings block; some rules block everywhere.'),
    show: scopes.optional().describe('Where findings are shown.'),
  })
  .optional();

/** One pattern of references, for example "hf:ibm-granite/*". Lists name components, never single revisions: the rules compare names. */
export const patternSchema = z
  .string()
  .superRefine((text, context) => {
    const problem = complaint(() => {
      if (parsePattern(text).version !== null)
        throw new InputError('REF_INVALID', `The pattern "${text}" names a revision; lists name components without one.`, '');
    });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('A reference with "*" (stops at "/") or "**".');

export const listsSchema = z.strictObject({
  allow: z.array(patternSchema).max(1000).optional().describe('Only these may be used; an empty list allows nothing.'),
  deny: z.array(patternSchema).max(1000).optional().describe('These may not be used.'),
});

/** `rules`: each with its own options. */
export function settingsSchema(rules: readonly RuleTerms[]) {
  const settings: Record<string, z.ZodOptional<z.ZodType>> = {};
  for (const rule of rules) settings[rule.id] = setting(rule).optional();
  return z.strictObject(settings).optional();
}

function setting(rule: RuleTerms): z.ZodType {
  const { options } = rule;
  // No layer lowers it: what could be written would change nothing.
  if (rule.fixed === true)
    return z.literal('block', { error: 'This rule blocks whatever a policy says; leave it out.' }).describe(rule.about.title);
  if (!(options instanceof z.ZodObject)) throw new TypeError(`The options of rule ${rule.id} must be a z.object.`);
  const why = whyNeverEvaluated(rule);
  const mode = why === null ? ruleMode : z.literal('enforce', { error: why }).optional();
  const written = z
    .union([level, z.strictObject({ level, mode, ...options.shape })], { error: 'expected off, warn or block, or { level: …, options }.' })
    .describe(rule.about.title);
  if (rule.unlowerable !== true) return written;
  return written.refine((value) => (typeof value === 'string' ? value : value.level) === rule.level, {
    error: `it always is at "${rule.level}", and no policy lowers it. Leave the key out; a single finding can be waived.`,
  });
}

/** T4, T34: what no layer lowers nobody tries out either, and what could not be looked up follows the rules that needed it. */
function whyNeverEvaluated({ id, unlowerable, raises }: RuleTerms): string | null {
  if (unlowerable === true || raises === true)
    return 'No policy lowers what this rule refuses, so there is nothing to try out: leave "mode" out.';
  return id === 'verification/incomplete' ? 'It blocks where a rule at level block had no answer: set the mode of that rule.' : null;
}

export function complaint(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
