/** What runs with the product, or for it, and is no library of it: images, servers of the Model Context Protocol, actions of workflows. */
import type { Ref } from '../ref/index.ts';
import type { At } from './base.ts';

/** An image, a server of the Model Context Protocol, or an action of a workflow, that a file says to run or to ask. */
export interface RunFact extends At {
  readonly kind: 'run';
  readonly component: 'image' | 'mcp-server' | 'action';
  /** Without version. */
  readonly ref: Ref;
  /** Tag, digest, commit or version as it is asked for; null: none. */
  readonly version: string | null;
  /** What names it, as people know it: "FROM", "mcpServers", "uses". */
  readonly api: string;
  /** Whoever builds or starts it may give another: a variable that the file has a value for. */
  readonly how: 'literal' | 'environment';
  /** It runs elsewhere, and is asked over the network. */
  readonly remote?: true;
  /** An image that holds no AI itself: one with AI in it is built on it. */
  readonly base?: true;
}
