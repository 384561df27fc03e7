/**
 * Literals "a/b" that are known to be something else. They tell, as a name on a hub may read so, but are no finding by themselves: a person
 * would be shown a name that is none (T33). Data.
 */

/** Methods of JSON-RPC protocols: MCP, and the language servers'. Exact, so that nobody can choose a name of the kind. */
const METHODS = new Set(
  [
    'completion/complete elicitation/create logging/setLevel prompts/get prompts/list resources/list resources/read resources/subscribe resources/unsubscribe',
    'roots/list roots/list_changed sampling/createMessage tasks/cancel tasks/get tasks/list tasks/result tools/call tools/list',
    'notifications/cancelled notifications/initialized notifications/message notifications/progress prompts/list_changed resources/list_changed resources/updated tools/list_changed',
    'client/registerCapability client/unregisterCapability textDocument/completion textDocument/definition textDocument/didChange textDocument/didClose textDocument/didOpen',
    'textDocument/hover textDocument/publishDiagnostics window/logMessage window/showMessage workspace/applyEdit workspace/configuration workspace/didChangeConfiguration',
  ].flatMap((line) => line.split(' ')),
);

/** Folders of a registry of images with servers of MCP, and of servers that keep vectors: no models. */
const IMAGES = /^(?:mcp\/|chromadb\/chroma$|qdrant\/qdrant$|pgvector\/pgvector$|ollama\/ollama$|localai\/localai$)/;

/** The text of an element that describes, in XML: "GraalVM Polyglot/Truffle". */
const PROSE = /<(?:description|summary|releaseNotes)>[^<>]*$/i;

/** A line of a certificate or key: nobody calls anything so. */
const BASE64 = /^(?=.{56})[A-Za-z0-9/]+$/;

export function isKnownOtherwise(id: string, text: string, start: number): boolean {
  return METHODS.has(id) || IMAGES.test(id) || BASE64.test(id) || PROSE.test(text.slice(Math.max(0, start - 1_000), start));
}
