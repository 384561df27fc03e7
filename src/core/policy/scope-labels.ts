/** `scopes` of a policy: which folders it says do not ship, and what the report says about that. */
import type { DeclaredScope, Note } from '../model/index.ts';
import { globMatches } from './glob.ts';
import type { Policy } from './policy.ts';

export function labelsOf({ scopes }: Policy): DeclaredScope[] {
  return scopes.map((one) => ({ ...one, pattern: one.path, covers: (path) => globMatches(one.path, path) }));
}

/** `moved`: places by label. Who reads the report sees what is left out, and by whose word. */
export function labelNotes({ scopes }: Policy, moved: readonly number[]): Note[] {
  return scopes.flatMap(({ path, as }, index): Note[] => {
    const places = moved[index] ?? 0;
    const counted = `${places} ${places === 1 ? 'place there does' : 'places there do'} not ship`;
    return places === 0 ? [] : [{ code: 'scope-declared', text: `The policy counts ${path} as ${as}: ${counted}.` }];
  });
}
