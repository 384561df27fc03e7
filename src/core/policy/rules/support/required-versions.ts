/** Which versions a policy asks for, by package. Each mistake is one of the file, found before it is in force (T40). */
import { z } from 'zod';
import { InputError } from '../../../base/errors.ts';
import { isRange } from '../../../ecosystems/ranges.ts';
import { identityOf } from '../../../ref/format.ts';
import type { Ref } from '../../../ref/index.ts';
import { parseRef } from '../../../ref/parse.ts';

export const requiredVersions = z
  .record(z.string().max(300), z.string().min(1).max(200))
  .superRefine((versions, context) => {
    for (const [reference, range] of Object.entries(versions)) {
      const message = mistakeIn(reference, range);
      if (message !== null) context.addIssue({ code: 'custom', message, path: [reference] });
    }
  })
  .default({})
  .describe('The versions that may be used, by package: "pypi:torch": ">=2.6" (PEP 440), "npm:@huggingface/transformers": "^3" (SemVer).');

function mistakeIn(reference: string, range: string): string | null {
  const ref = refOf(reference);
  if (ref === null || ref.version !== null || (ref.type !== 'npm' && ref.type !== 'pypi'))
    return 'is no package: write npm:NAME or pypi:NAME, without a version';
  if (isRange(ref.type, range)) return null;
  return ref.type === 'npm' ? 'is no range of npm: write it like "^3.1"' : 'is no specifier of PEP 440: write it like ">=2.6,<3"';
}

function refOf(reference: string): Ref | null {
  try {
    return parseRef(reference);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** By identity. */
export function rangesOf(versions: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(versions).flatMap(([reference, range]): [string, string][] => {
      const ref = refOf(reference);
      return ref === null ? [] : [[identityOf(ref), range]];
    }),
  );
}
