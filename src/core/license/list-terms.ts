/** One entry of a policy's license list: a class, a family of ids, or one license with or without an exception. */
import { lookUp } from './catalogue.ts';
import { classesOf, isGrantingException } from './classes.ts';
import { modernId } from './spdx-ids.ts';

export type Term =
  /** "class:non-commercial" */
  | { readonly kind: 'class'; readonly name: string }
  /** "AGPL-3.0*": what its members begin with, in lower case. */
  | { readonly kind: 'family'; readonly beginning: string }
  | { readonly kind: 'license'; readonly id: string; readonly exception: string | null };

/** Names in lists are read as names in licenses are: "GPL-2.0" is "GPL-2.0-only". */
export function readTerm(text: string): Term {
  if (text.startsWith('class:')) return { kind: 'class', name: text.slice('class:'.length) };
  if (text.endsWith('*')) return { kind: 'family', beginning: text.slice(0, -1).toLowerCase() };
  const [name = '', added = null] = text.split(/ WITH /i);
  const found = lookUp(name);
  if (found.state !== 'known') return { kind: 'license', id: name, exception: added };
  const { id, exception } = modernId(found.id, false);
  return { kind: 'license', id, exception: added ?? exception };
}

/**
 * Whether every license that falls under `inner` falls under `outer` too; errs on "no" (T24). An id does not cover itself with an exception: what
 * is denied without one may be allowed with it, and the other way round.
 */
export function termCoversTerm(outer: Term, inner: Term): boolean {
  if (inner.kind !== 'license') {
    if (outer.kind === 'class') return inner.kind === 'class' && outer.name === inner.name;
    return outer.kind === 'family' && inner.kind === 'family' && inner.beginning.startsWith(outer.beginning);
  }
  if (outer.kind === 'class') return classesOf(inner.id, inner.exception)?.some((name) => name === outer.name) === true;
  if (outer.kind === 'family') return inner.exception === null && inner.id.toLowerCase().startsWith(outer.beginning);
  return isSame(outer.id, inner.id) && isSame(outer.exception ?? '', inner.exception ?? '');
}

/** Entries of one list, to be asked many times. */
export interface ListTerms {
  readonly asksClass: boolean;
  /** The entry that names this license, as the list writes it: an id also with an exception unless that is known to grant more. */
  ofLicense(id: string, exception: string | null): string | null;
  ofClass(names: readonly string[]): string | null;
}

export function listTermsOf(texts: readonly string[]): ListTerms {
  const exact = new Map<string, string>();
  const classes = new Map<string, string>();
  const families: (readonly [string, string])[] = [];
  for (const text of texts) {
    const term = readTerm(text);
    if (term.kind === 'class') classes.set(term.name, text);
    else if (term.kind === 'family') families.push([term.beginning, text]);
    else exact.set(keyOf(term.id, term.exception), text);
  }
  return {
    asksClass: classes.size > 0,
    ofLicense(id, exception) {
      const named = exact.get(keyOf(id, exception));
      // Anybody can write "WITH AdditionRef-x"; only an exception that is known to add permissions makes another license of it.
      if (named !== undefined || isGrantingException(exception)) return named ?? null;
      const lower = id.toLowerCase();
      return exact.get(keyOf(id, null)) ?? families.find(([beginning]) => lower.startsWith(beginning))?.[1] ?? null;
    },
    ofClass: (names) => names.map((name) => classes.get(name)).find((text) => text !== undefined) ?? null,
  };
}

function keyOf(id: string, exception: string | null): string {
  return `${id} WITH ${exception ?? ''}`.toLowerCase();
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
