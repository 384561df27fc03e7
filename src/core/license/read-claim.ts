/** What one claim says: an expression, or why there is none. */
import type { LicenseClaim } from '../model/index.ts';
import { lookUp, lookUpUrl } from './catalogue.ts';
import { classesOf } from './classes.ts';
import type { SpdxExpression } from './expression.ts';
import {
  formatExpression,
  isRecognized,
  joinedExpressions,
  leavesOf,
  MAX_EXPRESSION,
  parseExpression,
  unrecognized,
} from './expression.ts';

export interface Reading {
  readonly expression: SpdxExpression | null;
  /** Tag, name and address of this one claim say different things. */
  readonly conflicting: boolean;
  /** Why it is not known, or not fully: "not recognized: foo". */
  readonly unknown: string | null;
  /** The name as stated, for terms that have no id. */
  readonly said: string;
  /** Where the publisher says that the text is; https only, without user-info, query and fragment (T21). */
  readonly url: string | null;
}

/** null: the claim says nothing at all (an empty field). */
export function readClaim(claim: LicenseClaim): Reading | null {
  const texts = [...namesIn(claim.text), claim.name ?? ''].map(readText).filter((one) => one !== null);
  const address = addressOf(claim.link);
  if (texts.length === 0 && address === null) return null;

  // "license: other" hands over to license_name, then to the address; a name beside a real tag is one more statement (T11).
  const spoken = texts.filter(({ stated }) => stated);
  const said = spoken.at(-1)?.said ?? texts[0]?.said ?? 'terms';
  const url = cleanUrl(claim.link);
  const parts = spoken.map((one) => one.expression ?? unrecognized(one.said));
  if (address !== null && parts.every(isNameless)) return { expression: address, conflicting: false, unknown: null, said, url };
  if (address !== null) parts.push(address);
  if (parts.length === 0) return { expression: null, conflicting: false, unknown: `not recognized: ${said}`, said, url };
  const whole = joinedExpressions('all', parts);
  const reasons = spoken.flatMap(({ why }) => why ?? []);
  const unknown = reasons.length > 0 ? reasons.join('; ') : isRecognized(whole) ? null : missing(whole);
  const conflicting = new Set(parts.map(formatExpression)).size > 1;
  return { expression: isNameless(whole) ? null : whole, conflicting, unknown, said, url };
}

/** "License :: OSI Approved :: MIT License": classifiers of Python packages, each of which is a statement of its own. */
function namesIn(text: string): string[] {
  if (text.length > MAX_EXPRESSION) return [text];
  return text.split(/[,;\n](?=\s*License ::)/).map((one) => one.replace(/^\s*License ::(?: OSI Approved ::)?/, ''));
}

/** Nothing in it has an id: neither one that is known nor a LicenseRef of the publisher's own. */
function isNameless(expression: SpdxExpression): boolean {
  return leavesOf(expression).every(({ id }) => id.startsWith('LicenseRef-unrecognized-'));
}

function missing(expression: SpdxExpression): string {
  const names = leavesOf(expression).flatMap((leaf) => (leaf.recognized ? [] : [formatExpression(leaf)]));
  return `not recognized: ${[...new Set(names)].join(', ').replaceAll('LicenseRef-unrecognized-', '')}`;
}

/** The license whose own page the link names. */
function addressOf(link: string | null): SpdxExpression | null {
  const id = link === null ? null : lookUpUrl(link);
  return id === null ? null : (parseExpression(id)?.expression ?? null);
}

interface Said {
  /** false: "other", "unknown", NOASSERTION. */
  readonly stated: boolean;
  readonly expression: SpdxExpression | null;
  readonly why: string | null;
  readonly said: string;
}

/** One text: a whole name first, because names hold words that look like operators; then an expression. */
function readText(raw: string): Said | null {
  const unclear = (why: string, said: string): Said => ({ stated: true, expression: null, why, said });
  if (raw.length > MAX_EXPRESSION) return unclear('not recognized: a whole text instead of a name', 'text');
  const text = raw.trim();
  if (text === '') return null;
  const said = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const page = addressOf(text);
  if (page !== null) return { stated: true, expression: page, why: null, said };
  const found = lookUp(text);
  if (found.state === 'unstated') return { stated: false, expression: null, why: null, said };
  if (found.state === 'ambiguous') return unclear(`ambiguous: ${said} may be ${found.ids.join(' or ')}`, said);
  const parsed = parseExpression(found.state === 'known' ? found.id : text);
  if (parsed === null || isNameless(parsed.expression)) return unclear(`not recognized: ${said}`, said);
  const { expression, doubt } = parsed;
  const why = doubt === null || isPermissive(expression) ? (isRecognized(expression) ? null : missing(expression)) : `${doubt}: ${said}`;
  return { stated: true, expression, why, said };
}

/** All of them give what either one gives, so it does not matter whether all or one apply. */
function isPermissive(expression: SpdxExpression): boolean {
  return leavesOf(expression).every(({ id, exception, recognized }) => recognized && classesOf(id, exception)?.join() === 'permissive');
}

/** The publisher writes it, and people will click it. */
function cleanUrl(link: string | null): string | null {
  if (link === null || link.length > 500 || !/^https:\/\//i.test(link)) return null;
  const url = URL.parse(link);
  if (url === null) return null;
  return `${url.origin}${url.pathname}`;
}
