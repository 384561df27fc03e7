/** Plain data → the declarations of a lock. One by one, so that the work is linear whatever the data holds. */
import { InputError } from '../base/errors.ts';
import { type DeclarationTarget, parseDeclared } from './declared.ts';
import { MAX_DECLARATIONS } from './limits.ts';
import type { Declaration, Lock } from './lock.ts';
import { lockWords, type Mistakes } from './mistakes.ts';
import { declaredAddressSchema, declaredLoadSchema } from './schema.ts';

/** Complete only when nothing was added to `mistakes`. */
export function checkDeclarations(data: Readonly<Record<string, unknown>>, mistakes: Mistakes): Lock['declarations'] {
  const declarations = new Map<string, Declaration>();
  const all = Object.entries(data);
  if (all.length > MAX_DECLARATIONS) mistakes.add(`more than ${MAX_DECLARATIONS} declarations`, ['declarations']);
  for (const [text, value] of all.slice(0, MAX_DECLARATIONS)) {
    const keys = ['declarations', text];
    const kind = kindOf(text);
    if ('problem' in kind) mistakes.add(kind.problem, keys);
    else {
      const declaration = kind.of === 'load' ? checkLoad(value, keys, mistakes) : checkAddress(value, keys, mistakes);
      if (declaration !== null) declarations.set(text, declaration);
    }
  }
  return declarations;
}

/** What it is about decides what it may say. */
function kindOf(text: string): { readonly of: DeclarationTarget['kind'] } | { readonly problem: string } {
  try {
    return { of: parseDeclared(text).kind };
  } catch (error) {
    if (error instanceof InputError) return { problem: error.message.replace(/\.$/, '') };
    throw error;
  }
}

function checkLoad(value: unknown, keys: readonly string[], mistakes: Mistakes): Declaration | null {
  const parsed = declaredLoadSchema.safeParse(value, { error: lockWords });
  if (!parsed.success) mistakes.addIssues(parsed.error.issues, value, keys);
  else if (hasTwice(parsed.data.may)) mistakes.add('"may" names something twice', [...keys, 'may']);
  return parsed.success ? { kind: 'load', ...parsed.data } : null;
}

function checkAddress(value: unknown, keys: readonly string[], mistakes: Mistakes): Declaration | null {
  const parsed = declaredAddressSchema.safeParse(value, { error: lockWords });
  if (!parsed.success) mistakes.addIssues(parsed.error.issues, value, keys);
  else if (hasTwice(parsed.data.base)) mistakes.add('"base" names a model twice', [...keys, 'base']);
  return parsed.success ? { kind: 'address', ...parsed.data } : null;
}

function hasTwice(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}
