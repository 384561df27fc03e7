/** Which provider is meant by an id that stands beside a name. */
import { hostedModelOf } from './model.ts';
import { prefixedModelOf } from './prefixed.ts';
import { providerSaidBy } from './said.ts';

/** They run models that others made, under the names of those. */
const RUNS_WHAT_OTHERS_MADE: ReadonlySet<string> = new Set(['azure', 'openrouter', 'vercel', 'github', 'bedrock']);

/** Whether a text can be a hosted model by its form, alone or behind a provider. */
export function mayBeModel(text: string): boolean {
  return hostedModelOf(text) !== null || prefixedModelOf(text) !== null;
}

/**
 * `name`: of the variable, key or parameter; `beside`: a provider that is said next to it, or null. "by-prefix": the id says it itself.
 * null: the text may name something else.
 */
export function providerMeant(text: string, { name, beside }: { readonly name: string; readonly beside: string | null }): string | null {
  const model = hostedModelOf(text);
  const said = beside ?? providerSaidBy(name);
  const prefixed = model === null ? prefixedModelOf(text) : null;
  // `OPENROUTER_MODEL = "google/gemini-2.5-flash"`: whose model it is, the name says; who is asked, the variable.
  if (prefixed !== null) return said !== null && said !== prefixed.provider && RUNS_WHAT_OTHERS_MADE.has(said) ? said : 'by-prefix';
  if (model === null) return null;
  // "mistral-small" is a model of local servers, too.
  if (!model.certain && said === null) return null;
  return said !== null && (RUNS_WHAT_OTHERS_MADE.has(said) || !model.certain) ? said : model.provider;
}
