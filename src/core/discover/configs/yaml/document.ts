/** Documents of settings that stand in a text of another file: JSON, YAML, variables. */
import { parseAllDocuments } from 'yaml';
import type { Fact } from '../../../model/index.ts';
import { yamlRefusal } from '../../../base/yaml-limits.ts';
import { addFacts } from '../../languages/shell/limits.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { nestedTree } from '../keyed/nested.ts';
import { mayName } from '../keyed/surface.ts';
import { factsInTree } from '../keyed/walk.ts';
import { neutral } from './neutral.ts';
import { referencesOf } from './references.ts';

export interface Inside {
  readonly key: string;
  readonly text: Mapped;
}

const LIMITS = { depth: 40, indent: 200, entries: 20_000, references: false };
export const LONGEST_INSIDE = 200_000;
/** One line is enough to be JSON; YAML has several, of which the first begins a map or a list. */
const JSON_LIKE = /^\s{0,100}[{[]\s{0,100}["'{[]/;
const YAML_LIKE = /^(?:[ \t]*(?:#[^\n]*)?\n){0,50}(?:- )?["']?[\w.-]{1,80}["']?:(?:[ \t][^\n]{0,400})?\n/;
const NAMED = /\.(?:ya?ml|json|toml|env|properties|ini|cfg|conf)$/i;

export function isDocument(key: string, text: string): boolean {
  if (text.length < 10 || text.length > LONGEST_INSIDE) return false;
  return (JSON_LIKE.test(text) || (text.includes('\n') && (NAMED.test(key) || YAML_LIKE.test(text)))) && mayName(text);
}

/** Where the characters of a text inside of a file stand. */
export function placedInside({ text, offsets }: Mapped, file: PlacedFile): PlacedFile {
  return { text, at: (offset) => file.at(offsets[offset] ?? offsets[0] ?? 0), site: () => null };
}

/** What the document in a text names, at the places that it has in the file. */
export function factsOfDocument({ key, text }: Inside, file: PlacedFile): Fact[] {
  const placed = placedInside(text, file);
  const other = nestedTree(key, text.text);
  if (other !== null) return factsInTree(other, placed);
  if (yamlRefusal(text.text, LIMITS) !== null) return [];
  const documents = parseAllDocuments(text.text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return [];
  const references = referencesOf(documents);
  const facts: Fact[] = [];
  for (const { contents } of documents) addFacts(facts, factsInTree(neutral(contents, references, placed), placed));
  return facts;
}
