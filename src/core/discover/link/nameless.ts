/** Loads of what is no name that anybody should write down. Pure. */
import type { LoadFact, Scope } from '../../model/index.ts';
import type { Resolved } from './resolver.ts';

/** Tests load what they have just saved: a folder of pytest or tempfile is no name that anybody should write down. */
const SCRATCH = /^(?:str\(|os\.path\.join\(|f["'])?\{?(?:self\.)?(?:tmp_path|tmp_?dir|tempdir|temp_dir|tmp_dir_name|tmpdirname|tempfile\.)/;

export function isScratch({ text, expression }: Resolved, { scope }: { readonly scope: Scope }): boolean {
  return text === null && scope === 'test' && SCRATCH.test(expression);
}

/** `Quantizer.from_pretrained(model)`: what was loaded already is no name, and is said where it was loaded. */
export function isLoaded(
  { made }: Resolved,
  { component }: LoadFact,
  { isLoader }: { readonly isLoader: (callee: string) => boolean },
): boolean {
  return component !== 'service' && made !== undefined && isLoader(made);
}

/** "test-model", "mock_tokenizer": data of a test. On the hub nobody can have a name without an owner. */
const STAND_IN = /^(?:test|mock|fake|dummy)[-_](?:models?|dataset|tokenizer|embeddings?|llm|repo|org|name)(?:[-_]?\w{1,10})?$/i;

export function isStandIn({ text }: Resolved, { hub }: LoadFact): boolean {
  return hub === 'hf' && text !== null && STAND_IN.test(text);
}
