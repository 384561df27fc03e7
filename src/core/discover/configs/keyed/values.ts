/** What the text of a scalar can be: a literal, a variable with a default, something that only running it tells. */
import type { Expression } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import type { KeyedScalar } from './tree.ts';

const MAX_NAME = 300;
/** `${NAME:-name}` of shells and Compose, `${oc.env:NAME,name}` of OmegaConf, `${NAME:name}` of Spring, `${NAME?name}`. */
const DEFAULTED = /^\$\{(?:oc\.env:|env[:.])?(\d|[A-Za-z_][\w.]{0,100})(?::?[-=]|,\s{0,5}|:)["']?([\w.:/@-]{1,200})["']?\}$/;
/** `{{ .Values.model | default "org/name" }}` of Helm, `{{ model or "org/name" }}`, `{{ model | default('org/name') }}` of Jinja. */
const TEMPLATED =
  /^\{\{-?\s{0,10}\$?\.?([\w.]{1,120})\s{0,10}(?:\|\s{0,10}default|or)\s{0,5}\(?["']([\w.:/@-]{1,200})["']\)?[^{}]{0,60}\}\}$/;
/** `${{ vars.MODEL || 'org/name' }}` of workflows. */
const EITHER = /^\$\{\{\s{0,10}([\w.]{1,120})\s{0,10}\|\|\s{0,10}'([\w.:/@-]{1,200})'\s{0,10}\}\}$/;
/** `${model.owner}/name` of OmegaConf: a value of the same document. */
const INTERPOLATED = /\$\{([A-Za-z_][\w.]{0,100})\}/g;
const COMPUTED = /\$\{|\$\(|\{\{|\}\}|^\$\w|^%\w+%$|<%|\{env:/;

/** null: nothing that can be a name. */
export function scalarValue({ text: written, tag }: KeyedScalar, lookUp: (path: string) => string | null): Expression | null {
  const text =
    written.includes('${') && written.length <= MAX_NAME
      ? written.trim().replace(INTERPOLATED, (all, path: string) => lookUp(path) ?? all)
      : written.trim();
  if (text === '' || text.length > MAX_NAME) return null;
  const literal: Expression = { kind: 'literal', text };
  if (tag !== undefined) return { kind: 'overridable', by: 'parameter', name: tag.slice(0, 40), fallback: literal };
  const variable = DEFAULTED.exec(text);
  if (variable !== null)
    return { kind: 'overridable', by: 'environment', name: variable[1] ?? '', fallback: { kind: 'literal', text: variable[2] ?? '' } };
  const template = TEMPLATED.exec(text);
  if (template !== null)
    return { kind: 'overridable', by: 'parameter', name: template[1] ?? '', fallback: { kind: 'literal', text: template[2] ?? '' } };
  const either = EITHER.exec(text);
  if (either !== null)
    return { kind: 'overridable', by: 'environment', name: either[1] ?? '', fallback: { kind: 'literal', text: either[2] ?? '' } };
  if (COMPUTED.test(text)) return { kind: 'unmodeled', text: redact(text).slice(0, 80) };
  return literal;
}

/** The text, or what stands for it where nobody says another; null: only running it tells. */
export function literalOf(value: Expression): string | null {
  if (value.kind === 'overridable') return value.fallback === null ? null : literalOf(value.fallback);
  return value.kind === 'literal' ? value.text : null;
}

/** The same value by another name. */
export function renamed(value: Expression, text: string): Expression {
  return value.kind === 'overridable' ? { ...value, fallback: { kind: 'literal', text } } : { kind: 'literal', text };
}
