/** Every request, answer and webhook against GitHub's own document. Validators are compiled at their first use. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Operation, Subset } from './extract.ts';
import { isKnownNoise } from './noise.ts';

export interface Contract {
  readonly version: string;
  operation(name: string): Operation | undefined;
  /** What is wrong with a request, in words; empty when nothing is. Parameters of the path and the query come as text. */
  request(name: string, path: Readonly<Record<string, string>>, query: URLSearchParams, body: unknown): string[];
  /** What is wrong with an answer. */
  answer(name: string, status: number, body: unknown): string[];
  webhook(event: string, action: string | null, payload: unknown): string[];
}

/** One for the process: the document does not change, and its validators are costly to compile. */
const opened: { contract?: Contract } = {};

/** Answers that every operation may give, documented or not. */
const ALWAYS = new Set([301, 302, 304, 307, 401, 403, 404, 406, 409, 415, 422, 429, 500, 502, 503, 504]);

export function openContract(): Contract {
  opened.contract ??= readContract();
  return opened.contract;
}

function readContract(): Contract {
  const subset = JSON.parse(readFileSync(new URL('./openapi-subset.json', import.meta.url), 'utf8')) as Subset;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    allowUnionTypes: true,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addSchema({ ...subset, $id: 'github' });
  const known = new Map<string, ValidateFunction>();
  const validate = (pointer: readonly string[], value: unknown): ErrorObject[] => {
    const ref = `github#/${pointer.map((one) => encodeURIComponent(one.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const compiled = known.get(ref) ?? ajv.compile({ $ref: ref });
    known.set(ref, compiled);
    return compiled(value) ? [] : [...(compiled.errors ?? [])];
  };
  const words = (errors: readonly ErrorObject[]): string[] =>
    errors.map((one) => `${one.instancePath} ${one.message ?? one.keyword} ${JSON.stringify(one.params)}`);
  return {
    version: subset.version,
    operation: (name) => subset.operations[name],
    request(name, path, query, body) {
      const operation = subset.operations[name];
      if (operation === undefined) return [`${name} is not in the subset`];
      const wrong: string[] = [];
      for (const [index, parameter] of operation.parameters.entries()) {
        if (parameter.in !== 'path' && parameter.in !== 'query') continue;
        const text = parameter.in === 'path' ? path[parameter.name] : query.get(parameter.name);
        if (text === undefined || text === null) {
          if (parameter.required) wrong.push(`${parameter.in} ${parameter.name} is missing`);
          continue;
        }
        const value = asTyped(text, parameter.schema['type']);
        wrong.push(
          ...words(validate(['operations', name, 'parameters', String(index), 'schema'], value)).map((one) => `${parameter.name}${one}`),
        );
      }
      const names = new Set(operation.parameters.filter((one) => one.in === 'query').map((one) => one.name));
      for (const key of query.keys()) if (!names.has(key)) wrong.push(`query ${key} is not in the document`);
      return [...wrong, ...bodyErrors(operation, body, (value) => words(validate(['operations', name, 'body', 'schema'], value)))];
    },
    answer(name, status, body) {
      const operation = subset.operations[name];
      if (operation === undefined) return [`${name} is not in the subset`];
      const schema = operation.responses[String(status)];
      if (schema === undefined) return ALWAYS.has(status) ? [] : [`${status} is not an answer of ${name}`];
      if (schema === null || status >= 400 || body === undefined) return [];
      return words(validate(['operations', name, 'responses', String(status)], body).filter((one) => !isKnownNoise(name, one)));
    },
    webhook(event, action, payload) {
      const name = [event, action]
        .filter((one) => one !== null)
        .join('_')
        .replaceAll('_', '-');
      if (subset.webhooks[name] === undefined) return [`the webhook ${name} is not in the subset`];
      return words(validate(['webhooks', name], payload).filter((one) => !isKnownNoise(name, one)));
    },
  };
}

/** Stricter than GitHub: a member that the document does not know is a mistake of the caller. */
function bodyErrors(operation: Operation, body: unknown, validate: (value: unknown) => string[]): string[] {
  const given = typeof body === 'object' && body !== null && Object.keys(body).length > 0;
  if (operation.body === null) return given ? ['a body is not taken'] : [];
  if (!given && !operation.body.required) return [];
  const properties = operation.body.schema['properties'];
  const unknown =
    typeof properties === 'object' && properties !== null && given ? Object.keys(body).filter((key) => !(key in properties)) : [];
  return [...validate(body), ...unknown.map((key) => `body ${key} is not in the document`)];
}

function asTyped(text: string, type: unknown): unknown {
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return text;
}
