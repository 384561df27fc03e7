/** From OpenAPI 3.0 to JSON Schema: the part of a document that a list of operations reaches. Pure. */
type Json = Record<string, unknown>;

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Json;
}

export interface Operation {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  /** null: no body is taken. */
  readonly body: { readonly required: boolean; readonly schema: Json } | null;
  /** Status → schema of the JSON answer; null where the document has no JSON for it. */
  readonly responses: Readonly<Record<string, Json | null>>;
}

export interface Subset {
  readonly version: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly webhooks: Readonly<Record<string, Json>>;
  readonly schemas: Readonly<Record<string, Json>>;
}

/** Keys of a schema that hold schemas, that hold maps of schemas, that hold lists of schemas, that are kept as they are. */
const ONE = ['items', 'additionalProperties', 'not'];
const MAPS = ['properties', 'patternProperties'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const KEPT = ['required', 'enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'minProperties'];
/** Others are noise (`int64`, `repo.nwo`, `uri` on templates). */
const FORMATS = new Set(['date-time']);
/** Inline schemas that occur twice and are longer than this get a name: webhooks repeat whole pull requests. */
const SHARED_FROM = 160;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export function subsetOf(document: Json, operations: readonly string[], webhooks: readonly string[]): Subset {
  const components = document['components'] as Record<string, Record<string, Json>>;
  const schemas = new Map<string, Json>();
  const deref = (value: unknown): Json => {
    const node = value as Json;
    const ref = node['$ref'];
    if (typeof ref !== 'string') return node;
    const [, , kind = '', name = ''] = ref.split('/');
    const found = components[kind]?.[name];
    if (found === undefined) throw new Error(`The document lacks ${ref}`);
    return deref(found);
  };
  const convert = (value: unknown): Json => {
    if (!isObject(value)) return {};
    const ref = value['$ref'];
    if (typeof ref === 'string') {
      const name = ref.split('/').at(-1) ?? '';
      if (!schemas.has(name)) {
        schemas.set(name, {});
        schemas.set(name, convert(components['schemas']?.[name]));
      }
      return nullable(value, { $ref: `#/schemas/${name}` });
    }
    const out: Json = {};
    if (typeof value['type'] === 'string') out['type'] = value['type'];
    if (typeof value['format'] === 'string' && FORMATS.has(value['format'])) out['format'] = value['format'];
    for (const key of KEPT) if (value[key] !== undefined) out[key] = value[key];
    for (const key of ONE) if (value[key] !== undefined) out[key] = isObject(value[key]) ? convert(value[key]) : value[key];
    for (const key of MAPS)
      if (isObject(value[key])) out[key] = Object.fromEntries(Object.entries(value[key]).map(([name, one]) => [name, convert(one)]));
    // "oneOf" of the document overlaps in many places: "anyOf" is what is meant.
    for (const key of LISTS)
      if (Array.isArray(value[key])) out[key === 'oneOf' ? 'anyOf' : key] = (value[key] as unknown[]).map((one) => convert(one));
    return nullable(value, out);
  };
  const json = (content: unknown): Json | null => {
    const found = isObject(content) ? Object.entries(content).find(([type]) => type.includes('json')) : undefined;
    return found === undefined ? null : convert((found[1] as Json)['schema']);
  };
  const operation = (name: string): Operation => {
    const [method = '', path = ''] = name.split(' ');
    const item = (document['paths'] as Record<string, Json>)[path];
    const found = item?.[method.toLowerCase()];
    if (!isObject(found)) throw new Error(`The document lacks ${name}`);
    const body = found['requestBody'] === undefined ? null : deref(found['requestBody']);
    return {
      id: String(found['operationId']),
      parameters: ((found['parameters'] ?? []) as unknown[]).map((one) => {
        const { name, in: place, required, schema } = deref(one);
        return { name: String(name), in: String(place), required: required === true, schema: convert(schema) };
      }),
      body: body === null ? null : { required: body['required'] === true, schema: json(body['content']) ?? {} },
      responses: Object.fromEntries(
        Object.entries(found['responses'] as Json).map(([status, one]) => [status, json(deref(one)['content'])]),
      ),
    };
  };
  const hooks = document['x-webhooks'] as Record<string, Json>;
  const webhook = (name: string): Json => {
    const post = hooks[name]?.['post'];
    if (!isObject(post)) throw new Error(`The document lacks the webhook ${name}`);
    return json(deref(post['requestBody'])['content']) ?? {};
  };
  const found = {
    operations: Object.fromEntries(operations.map((name) => [name, operation(name)])),
    webhooks: Object.fromEntries(webhooks.map((name) => [name, webhook(name)])),
    schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return { version: `@octokit/openapi ${String((document['info'] as { version: unknown }).version)}`, ...share(found) };
}

/** OpenAPI 3.0 says `nullable: true`, JSON Schema a type more. */
function nullable(source: Json, out: Json): Json {
  if (source['nullable'] !== true) return out;
  if (typeof out['type'] === 'string' && out['anyOf'] === undefined && out['allOf'] === undefined) {
    const values = out['enum'];
    return { ...out, type: [out['type'], 'null'], ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }) };
  }
  return { anyOf: [out, { type: 'null' }] };
}

/** Gives inline schemas that occur more than once a name of their own (`s1`, `s2`, …), the largest first seen. */
function share<T extends { schemas: Json }>(found: T): T {
  const seen = new Map<string, number>();
  const walk = (value: unknown, visit: (node: Json) => void): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, visit);
    else if (isObject(value)) {
      visit(value);
      for (const one of Object.values(value)) walk(one, visit);
    }
  };
  walk(found, (node) => {
    const text = JSON.stringify(node);
    if (text.length > SHARED_FROM && looksLikeSchema(node)) seen.set(text, (seen.get(text) ?? 0) + 1);
  });
  const names = new Map<string, string>();
  const shared: Json = {};
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => replace(one));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    const inside = (): Json => Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replace(one)]));
    if ((seen.get(text) ?? 0) < 2) return inside();
    let name = names.get(text);
    if (name === undefined) {
      name = `s${names.size + 1}`;
      names.set(text, name);
      shared[name] = inside();
    }
    return { $ref: `#/schemas/${name}` };
  };
  const { schemas, ...rest } = found;
  const top = Object.fromEntries(Object.entries(schemas).map(([key, value]) => [key, insideOf(value, replace)]));
  return { ...(replace(rest) as Omit<T, 'schemas'>), schemas: { ...top, ...shared } } as T;
}

/** A named schema keeps its own text under its name. */
function insideOf(value: unknown, replace: (one: unknown) => unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replace(one)])) : value;
}

function looksLikeSchema(node: Json): boolean {
  return (typeof node['type'] === 'string' || Array.isArray(node['type']) || Array.isArray(node['anyOf'])) && node['in'] === undefined;
}
