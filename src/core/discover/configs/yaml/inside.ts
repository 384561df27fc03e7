/** Documents that stand in a text of a YAML file: settings of a ConfigMap, JSON in a value of a chart, the Dockerfile of a compose file. */
import type { Parser } from 'web-tree-sitter';
import type { Fact } from '../../../model/index.ts';
import { embeddedReader } from '../../languages/shell/embedded.ts';
import { newWork } from '../../languages/shell/limits.ts';
import type { PlacedFile } from '../../languages/shell/mapped.ts';
import { mayCommand } from '../../languages/shell/surface.ts';
import { mayNameAiImage } from '../../runs/ai-images.ts';
import { dockerfileFacts } from '../dockerfile/index.ts';
import { factsOfDocument, type Inside, isDocument, LONGEST_INSIDE, placedInside } from './document.ts';

/** `dockerfile_inline`: what a build gets. A FROM first, behind comments and arguments. */
const BUILD = /^\s{0,100}(?:(?:#|ARG\s)[^\n]{0,1000}\n\s{0,100}){0,50}FROM\s[^\n]{1,1000}(?:\n|$)/i;

export function isInside(key: string, text: string): boolean {
  if (text.length >= 10 && text.length <= LONGEST_INSIDE && BUILD.test(text)) return mayCommand(text) || mayNameAiImage(text);
  return isDocument(key, text);
}

/** What the document in a text names, at the places that it has in the file. */
export function factsInside(inside: Inside, file: PlacedFile, parser: Parser | undefined): readonly Fact[] {
  const { text } = inside;
  if (!BUILD.test(text.text)) return factsOfDocument(inside, file);
  const placed = placedInside(text, file);
  return dockerfileFacts(text.text, { file: placed, python: embeddedReader(parser, placed), work: newWork() });
}
