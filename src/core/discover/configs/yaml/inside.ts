/** Documents that stand in a text of a YAML file: settings of a ConfigMap, JSON in a value of a chart, the Dockerfile of a compose file. */
import type { Parser } from 'web-tree-sitter';
import { parseAllDocuments } from 'yaml';
import type { Fact } from '../../../model/index.ts';
import { yamlRefusal } from '../../../base/yaml-limits.ts';
import { embeddedReader } from '../../languages/shell/embedded.ts';
import { addFacts, newWork } from '../../languages/shell/limits.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { mayCommand } from '../../languages/shell/surface.ts';
import { mayNameAiImage } from '../../runs/ai-images.ts';
import { dockerfileFacts } from '../dockerfile/index.ts';
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
const MAX_TEXT = 200_000;
/** One line is enough to be JSON; YAML has several, of which the first begins a map or a list. */
const JSON_LIKE = /^\s{0,100}[{[]\s{0,100}["'{[]/;
const YAML_LIKE = /^(?:[ \t]*(?:#[^\n]*)?\n){0,50}(?:- )?["']?[\w.-]{1,80}["']?:(?:[ \t][^\n]{0,400})?\n/;
const NAMED = /\.(?:ya?ml|json|toml|env|properties|ini|cfg|conf)$/i;

/** `dockerfile_inline`: what a build gets. A FROM first, behind comments and arguments. */
const BUILD = /^\s{0,100}(?:(?:#|ARG\s)[^\n]{0,1000}\n\s{0,100}){0,50}FROM\s[^\n]{1,1000}(?:\n|$)/i;

export function isInside(key: string, text: string): boolean {
  if (text.length < 10 || text.length > MAX_TEXT) return false;
  if (BUILD.test(text)) return mayCommand(text) || mayNameAiImage(text);
  return (JSON_LIKE.test(text) || (text.includes('\n') && (NAMED.test(key) || YAML_LIKE.test(text)))) && mayName(text);
}

/** What the document in a text names, at the places that it has in the file. */
export function factsInside({ key, text }: Inside, file: PlacedFile, parser: Parser | undefined): readonly Fact[] {
  const placed: PlacedFile = { text: text.text, at: (offset) => file.at(text.offsets[offset] ?? text.offsets[0] ?? 0), site: () => null };
  if (BUILD.test(text.text)) return dockerfileFacts(text.text, { file: placed, python: embeddedReader(parser, placed), work: newWork() });
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
