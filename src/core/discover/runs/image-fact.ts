/** A text that names an image → its fact, where it is an image of AI, or one that is an MCP server. */
import type { At, RunFact } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { isAiImage } from './ai-images.ts';
import { readImageName } from './image-name.ts';

export interface ImageText {
  /** With the defaults of its variables. */
  readonly text: string;
  /** A variable decides, or may decide, a part of it. */
  readonly open: boolean;
}

/** `${X:-default}`, `${X-default}`; what has none is open: as a tag it is left out, elsewhere nobody knows the image. */
export function imageText(written: string): ImageText {
  const text = written
    .trim()
    .replace(/\$\{\w{1,100}:?-([^${}]{0,300})\}/g, '$1')
    .replace(/:(?:\$\{?[\w.:?-]{1,100}\}?|\{\{[^{}]{0,200}\}\}|\$\([^()]{0,200}\))$/, '');
  return { text, open: text !== written.trim() };
}

/** MCP servers by their names: "mcp/time", "ghcr.io/github/github-mcp-server". */
export function isMcpName(name: string): boolean {
  return (
    /(?:^|[-_./@])mcp(?:$|[-_./@\d])|modelcontextprotocol/i.test(name) &&
    !/inspector|[-_]sdk$|^mcp$|mcp-(?:publisher|gateway)$|create-mcp/i.test(name)
  );
}

/**
 * Null for any other text. `version`: beside the name (Helm), where the text has none. `isMeant`: what is done with it says that it is one,
 * whatever its name.
 */
export function imageFact(
  { text, open }: ImageText,
  api: string,
  { line, column }: At,
  version: string | null = null,
  isMeant = false,
): RunFact | null {
  const image = readImageName(text);
  if (image === null) return null;
  // Without a registry or an owner it is a name of this machine.
  const isServer = image.ref.namespace !== null && isMcpName(displayName(image.ref));
  if (!isServer && !isAiImage(image.ref) && !(isMeant && image.ref.namespace !== null)) return null;
  return {
    kind: 'run',
    component: isServer ? 'mcp-server' : 'image',
    ref: image.ref,
    version: image.version ?? version,
    api,
    how: open ? 'environment' : 'literal',
    line,
    column,
  };
}
