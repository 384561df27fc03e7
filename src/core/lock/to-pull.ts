/** Entries of a lock as what is to be downloaded. */
import { InputError } from '../base/errors.ts';
import { displayName } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import type { Lock } from './lock.ts';

export interface WantedPull {
  readonly hubRef: { readonly kind: 'models' | 'datasets'; readonly id: string };
  readonly commit: string;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
}

/** `references`: keys of the lock; empty = all. Throws InputError USAGE for one that the lock does not have. */
export function wantedOf(lock: Lock, references: readonly string[]): WantedPull[] {
  const stranger = references.find((reference) => !lock.entries.has(reference));
  if (stranger !== undefined)
    throw new InputError(
      'USAGE',
      `The lock has no entry ${stranger}`,
      `It has: ${[...lock.entries.keys()].slice(0, 20).join(', ') || 'none'}. "weighbridge lock" adds what the code loads.`,
    );
  const chosen = references.length === 0 ? [...lock.entries] : [...lock.entries].filter(([reference]) => references.includes(reference));
  return chosen.map(([reference, { commit, files }]) => {
    const ref = parseRef(reference);
    return {
      hubRef: { kind: ref.repo === 'datasets' ? 'datasets' : 'models', id: displayName({ ...ref, version: null }) },
      commit,
      files: [...files].map(([path, file]) => ({ path, ...file })),
    };
  });
}
