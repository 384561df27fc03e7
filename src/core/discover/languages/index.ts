/** The list of languages that are read. To add one, add its folder, and one line to READERS; what `known.ts` names besides is unread. */
import { KNOWN, type LanguageName, suffixOf } from './known.ts';
import type { LanguageReader, ModuleRules } from './language.ts';
import { componentReader, javascriptReader, typescriptReader } from './javascript/index.ts';
import { pythonReader } from './python/index.ts';
import { shellReader } from './shell/index.ts';

const READERS: readonly LanguageReader[] = [pythonReader, shellReader, javascriptReader, typescriptReader, componentReader];

/** A language by its name, and who reads it; null: nobody does. */
export interface Language {
  readonly name: LanguageName;
  readonly reader: LanguageReader | null;
}

export interface Languages {
  readonly list: readonly Language[];
  readonly readers: readonly LanguageReader[];
  /** Of the readers that follow imports. */
  readonly modules: readonly ModuleRules[];
  /** By the suffix of a path; null: of no language that is known. */
  of(path: string): Language | null;
}

/** `known`: every name, also of what is not read. A reader may bring a name of its own. */
export function createLanguages(readers: readonly LanguageReader[], known: readonly LanguageName[] = Object.values(KNOWN)): Languages {
  const read = new Map(readers.map((reader) => [reader.name.id, reader]));
  const unread = known.filter(({ id }) => !read.has(id)).map((name) => ({ name, reader: null }));
  const list = [...readers.map((reader) => ({ name: reader.name, reader })), ...unread];
  const bySuffix = new Map(list.flatMap((language) => language.name.suffixes.map((suffix) => [suffix, language] as const)));
  // Languages that import each other's files share their rules.
  const modules = [...new Set(readers.flatMap((reader) => reader.modules ?? []))];
  return { list, readers, modules, of: (path) => bySuffix.get(suffixOf(path)) ?? null };
}

export const languages: Languages = createLanguages(READERS);
