/** Of which packages a policy speaks so that the report tells what became of its word. */
import { identityOf } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { parseRef } from '../ref/parse.ts';
import { matches, parsePattern } from './patterns.ts';
import type { Policy } from './policy.ts';

/** By an override of a license, whatever revision it is about, or by a statement about a vulnerability: both may lapse although the package stays. */
export function singledOut({ licenses, statements }: Pick<Policy, 'licenses' | 'statements'>): (ref: Ref) => boolean {
  const overrides = licenses.override.map(({ component }) => ({ ...parsePattern(component), version: null }));
  const stated = new Set(statements.map(({ component }) => identityOf(parseRef(component))));
  if (overrides.length === 0 && stated.size === 0) return () => false;
  return (ref) => stated.has(identityOf(ref)) || overrides.some((pattern) => matches(pattern, ref));
}
