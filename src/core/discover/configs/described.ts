/**
 * Descriptions of an interface, and requests that somebody tried: they name models as examples, and nothing asks for one. A file is one only
 * if it has nothing else: two words on top of settings must not silence them (T38).
 */

const HEAD = 4_000;
const YAML = /^(?:openapi|swagger):[ \t]{0,5}["']?\d|^kind:[ \t]{0,5}CustomResourceDefinition\b/m;
const JSON_TEXT = /"(?:openapi|swagger)"\s{0,5}:\s{0,5}"\d|schema\.getpostman\.com|"__export_format"/;

/** OpenAPI 3.1 and Swagger 2.0, the root object. */
const OF_INTERFACE =
  /^(?:openapi|swagger|info|jsonSchemaDialect|servers|paths|webhooks|components|security|tags|externalDocs|host|basePath|schemes|consumes|produces|definitions|parameters|responses|securityDefinitions)$/;
const OF_RESOURCE = /^(?:apiVersion|kind|metadata|spec|status)$/;
/** Postman 2.1, Insomnia 4. */
const OF_REQUESTS =
  /^(?:info|item|event|variable|auth|protocolProfileBehavior|_type|__export_format|__export_date|__export_source|resources)$/;

/** OpenAPI, Swagger, definitions of resources, collections of Postman and Insomnia. */
export function isInterface(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (YAML.test(head)) return isYamlOf(text, OF_INTERFACE) || (isYamlOf(text, OF_RESOURCE) && isOneKind(text));
  return JSON_TEXT.test(head) && [OF_INTERFACE, OF_REQUESTS].some((names) => isJsonOf(text, names));
}

/** Every line that begins at the margin is a key of it, a comment, or begins another document. */
function isYamlOf(text: string, names: RegExp): boolean {
  for (const [line] of text.matchAll(/^[^\s#\r\n][^\r\n]{0,200}/gm))
    if (!/^(?:---|\.\.\.)/.test(line) && !names.test(/^([\w$-]{1,60}):(?:\s|$)/.exec(line)?.[1] ?? '')) return false;
  return true;
}

function isOneKind(text: string): boolean {
  return [...text.matchAll(/^kind:[ \t]{0,5}(\S{1,80})/gm)].every(([, kind]) => kind === 'CustomResourceDefinition');
}

function isJsonOf(text: string, names: RegExp): boolean {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && Object.keys(read).every((key) => names.test(key));
  } catch {
    return false;
  }
}
