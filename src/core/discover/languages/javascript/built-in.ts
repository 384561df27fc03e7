/** Calls of the language and of the libraries around it that give back what they are given. */
import type { Expression } from '../../../model/index.ts';
import { environment, isEnvironment } from './environment.ts';
import type { CallNode, ScriptNode } from './syntax/index.ts';

type Inner = (node: ScriptNode) => Expression;

/** They leave a text as it is. */
const UNCHANGED = new Set(['trim', 'toString', 'valueOf', 'normalize']);
/** Functions that give back the name that they are given: of a name, an address has the same text. */
const AS_IT_IS = new Set(['String', 'encodeURIComponent', 'encodeURI', 'decodeURIComponent']);
/** Of zod and its like: they say something about a value. */
const DESCRIBED = new Set([
  'optional',
  'nullable',
  'nullish',
  'describe',
  'meta',
  'min',
  'max',
  'nonempty',
  'readonly',
  'brand',
  'strict',
  'passthrough',
  'transform',
  'refine',
  'pipe',
  'openapi',
]);
/** What a component holds, and may change. */
const STATES = new Set(['useState', 'useSignal', 'createSignal', 'useRef', 'useLocalStorage']);
const HOLDERS = new Set(['ref', 'shallowRef', 'signal', 'writable', 'atom', 'reactive', 'computed', '$state']);

/** null: a call like any other. */
export function builtIn(node: CallNode, inner: Inner): Expression | null {
  const { callee, given } = node;
  const [first, second] = given;
  if (callee.type === 'name') {
    if (first === undefined || first.isSpread) return null;
    if (AS_IT_IS.has(callee.name)) return inner(first.value);
    const held: Expression = { kind: 'overridable', by: 'elsewhere', name: callee.name, fallback: inner(first.value) };
    if (STATES.has(callee.name)) return { kind: 'list', items: [{ value: held }] };
    if (HOLDERS.has(callee.name)) return { kind: 'table', entries: [{ key: { kind: 'literal', text: 'value' }, value: held }] };
    return callee.name === 'createEnv' && first.value.type === 'table' ? settings(first.value, inner) : null;
  }
  if (callee.type !== 'member') return null;
  const { of, name } = callee;
  if (UNCHANGED.has(name) && given.length === 0) return inner(of);
  if (of.type === 'name' && of.name === 'Object')
    return ofObject(
      name,
      given.map(({ value }) => value),
      inner,
    );
  if (name === 'join' && of.type === 'list' && of.items.every(({ isSpread }) => !isSpread))
    return {
      kind: 'join',
      parts: of.items.map(({ value }) => inner(value)),
      between: first?.value.type === 'text' ? first.value.value : first === undefined ? ',' : '',
    };
  if (name === 'concat' && (of.type === 'text' || of.type === 'template'))
    return { kind: 'join', parts: [inner(of), ...given.map(({ value }) => inner(value))] };
  // `Deno.env.get("MODEL")`, `config.get("MODEL", "org/name")`
  if ((name === 'get' || name === 'getOrThrow') && first?.value.type === 'text' && /^[A-Z][A-Z0-9_]{1,80}$/.test(first.value.value))
    return environment(first.value.value, second === undefined || second.value.type === 'table' ? null : inner(second.value));
  return ofSchema(node, inner);
}

function ofObject(name: string, given: readonly ScriptNode[], inner: Inner): Expression | null {
  const [first] = given;
  if (first === undefined) return null;
  if (name === 'freeze' || name === 'seal') return inner(first);
  return name === 'assign' ? { kind: 'merged', tables: given.map(inner) } : null;
}

/** `z.object({ MODEL: z.string().default("org/name") }).parse(process.env)` */
function ofSchema({ callee, given }: CallNode, inner: Inner): Expression | null {
  if (callee.type !== 'member') return null;
  const [first] = given;
  if ((callee.name === 'parse' || callee.name === 'safeParse') && first !== undefined && isEnvironment(first.value))
    return inner(callee.of);
  if (!isSchema(callee.of)) return null;
  if (DESCRIBED.has(callee.name)) return inner(callee.of);
  if (callee.name === 'object' && first?.value.type === 'table') return settings(first.value, inner);
  if (callee.name !== 'default' && callee.name !== 'catch') return null;
  return first === undefined ? null : environment('', inner(first.value));
}

/** Entries that say a default by the name of their key. */
function settings({ entries }: Extract<ScriptNode, { type: 'table' }>, inner: Inner): Expression {
  return {
    kind: 'table',
    entries: entries.map(({ key, value }) => {
      // `createEnv({ server: {…}, client: {…} })`
      if (value.type === 'table' && key !== null) return { key: null, value: settings(value, inner) };
      const told = inner(value);
      if (key === null) return { key, value: told };
      const named = told.kind === 'overridable' && told.by === 'environment' && key.type === 'text' ? { ...told, name: key.value } : told;
      return { key: inner(key), value: named };
    }),
  };
}

const MAX_CHAIN = 20;

/** A chain that begins with `z`. */
function isSchema(node: ScriptNode): boolean {
  let current = node;
  for (let steps = 0; steps < MAX_CHAIN; steps++) {
    if (current.type === 'name') return /^(?:z|zod|v|t|Joi|yup|Type|S|Schema)$/.test(current.name);
    if (current.type === 'member') current = current.of;
    else if (current.type === 'call') current = current.callee;
    else return false;
  }
  return false;
}
