/** HTML by a tagged template in which every value is escaped unless it is HTML of ours (T22). */
import { visible } from '../../base/visible-text.ts';
import { withoutCommands } from '../view/words.ts';

/** Only `html` makes one: a text that looks like it is still a text. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Html = Markup;
export type HtmlValue = string | number | Markup | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(value: HtmlValue): string {
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(escaped).join('');
  return withoutCommands(visible(String(value))).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Values may stand in text and in double-quoted attributes; never in a URL, a script or a style. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Markup(parts.map((part, index) => part + (index < values.length ? escaped(values[index] ?? '') : '')).join(''));
}
