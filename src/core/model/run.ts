/** What runs with the product, or for it, and is no library of it: images, and servers of the Model Context Protocol. */
import type { Ref } from '../ref/index.ts';
import type { At } from './base.ts';

/** An image, or a server of the Model Context Protocol, that a file says to run or to ask. */
export interface RunFact extends At {
  readonly kind: 'run';
  readonly component: 'image' | 'mcp-server';
  /** Without version. */
  readonly ref: Ref;
  /** Tag, digest or version as it is asked for; null: none. */
  readonly version: string | null;
  /** What names it, as people know it: "FROM", "mcpServers". */
  readonly api: string;
  /** Whoever builds or starts it may give another: a variable that the file has a value for. */
  readonly how: 'literal' | 'environment';
  /** It runs elsewhere, and is asked over the network. */
  readonly remote?: true;
}
