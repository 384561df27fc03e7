/** One dependency specifier (PEP 508): name, extras, version clauses or URL; markers are checked for nothing and dropped. */

export interface Requirement {
  /** As written. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Version clauses without parentheses and inner spaces, for example ">=2.6,<3"; null = any. */
  readonly specifier: string | null;
  /** After "@": as written, not cleaned. */
  readonly url: string | null;
  /** What follows ";", as written; null: it is installed everywhere. */
  readonly marker: string | null;
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,213}[A-Za-z0-9])?(?![A-Za-z0-9._-])/;
const CLAUSE = /^(?:===|==|~=|!=|<=|>=|<|>)[A-Za-z0-9._*+!-]{1,128}$/;

/** Parses one specifier, or null when it is none. Linear; takes at most 4,000 characters. */
export function parseRequirement(text: string): Requirement | null {
  if (text.length > 4000) return null;
  const source = text.trim();
  const name = NAME.exec(source)?.[0];
  if (name === undefined) return null;
  let rest = source.slice(name.length).trimStart();
  let extras: readonly string[] = [];
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end === -1) return null;
    extras = rest
      .slice(1, end)
      .split(',')
      .map((extra) => extra.trim())
      .filter((extra) => extra !== '');
    if (!extras.every((extra) => NAME.exec(extra)?.[0] === extra)) return null;
    rest = rest.slice(end + 1).trimStart();
  }
  // PEP 508: a URL ends at white space, because ";" may be part of it.
  if (rest.startsWith('@')) {
    const place = rest.slice(1).trimStart();
    const url = /^\S+/.exec(place)?.[0];
    if (url === undefined) return null;
    return { name, extras, specifier: null, url, marker: markerIn(place.slice(url.length).trimStart()) };
  }
  const marker = rest.indexOf(';');
  const specifier = clauses(marker === -1 ? rest : rest.slice(0, marker));
  return specifier === undefined ? null : { name, extras, specifier, url: null, marker: markerIn(marker === -1 ? '' : rest.slice(marker)) };
}

function markerIn(text: string): string | null {
  const marker = text.startsWith(';') ? text.slice(1).trim() : '';
  return marker === '' ? null : marker;
}

/** undefined = not a version specifier. */
function clauses(text: string): string | null | undefined {
  let inner = text.trim();
  if (inner.startsWith('(') && inner.endsWith(')')) inner = inner.slice(1, -1);
  // White space between operator and version, and around commas, has no meaning; inside a version it is an error.
  const list = inner.split(',').map((clause) => clause.trim().replace(/^([=<>!~]{1,3})\s+/, '$1'));
  if (list.length === 1 && list[0] === '') return null;
  if (list.at(-1) === '') list.pop();
  return list.length <= 50 && list.every((clause) => CLAUSE.test(clause)) ? list.join(',') : undefined;
}

/** The one version that a specifier allows: a single "==" or "===" without wildcard; else null. */
export function exactVersion(specifier: string | null): string | null {
  const found = specifier === null ? null : /^={2,3}([^*,]+)$/.exec(specifier);
  return found?.[1] ?? null;
}
