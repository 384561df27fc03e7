/** The settings at the beginning of a text (front matter), as entries with the places that they have in the file. */
import { isMap, parseAllDocuments } from 'yaml';
import { yamlRefusal } from '../../base/yaml-limits.ts';
import { type PlacedFile, placedFile } from '../languages/shell/mapped.ts';
import { keyWords, type KeyedField } from './keyed/tree.ts';
import { neutralFields } from './yaml/neutral.ts';
import { referencesOf } from './yaml/references.ts';

const LIMITS = { depth: 30, indent: 200, entries: 10_000, references: true };
const MAX_MATTER = 100_000;
const MATTER = /^\uFEFF?---[ \t]*\r?\n/;

export interface Matter {
  /** By key in normal form. */
  readonly fields: readonly (KeyedField & { readonly key: string })[];
  readonly file: PlacedFile;
}

/** null: the text has none, or nothing in it is `telling`. */
export function frontMatter(bytes: Uint8Array, telling: RegExp): Matter | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, MAX_MATTER));
  const start = MATTER.exec(text)?.[0].length ?? 0;
  const end = start === 0 ? -1 : text.slice(start).search(/^---[ \t]*$/m);
  if (end < 0 || !telling.test(text.slice(start, start + end))) return null;
  // Places stay those of the file.
  const matter = `${' '.repeat(Math.max(0, start - 1))}\n${text.slice(start, start + end)}`;
  if (yamlRefusal(matter, LIMITS) !== null) return null;
  const documents = parseAllDocuments(matter, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [document] = Array.isArray(documents) ? documents : [];
  if (document === undefined || document.errors.length > 0 || !isMap(document.contents)) return null;
  const file = placedFile(text);
  const references = referencesOf([document]);
  const fields = neutralFields(references.fields(document.contents), references, file);
  return { fields: fields.map((field) => ({ ...field, key: keyWords(field.name) })), file };
}
