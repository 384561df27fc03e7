/** A GraphQL query → which fields are asked for, and those of a value. Only the grammar that clients here write; a field that is not there is an error. */
import { Refused } from '../refuse.ts';
import type { Json } from '../state.ts';

interface Field {
  readonly name: string;
  readonly args: Json;
  readonly fields: readonly Selected[];
}
/** A field, or what is asked of one type only: `... on Commit { … }`. */
type Selected = Field | { readonly on: string; readonly fields: readonly Selected[] };

/** Values may be functions of the arguments. `__typename` of an object is what fragments go by. */
export function selectFrom(text: string, variables: Json, root: Json): Json {
  const tokens = text.match(/\.\.\.|"[^"]*"|[$!]?\w+|[^\s,\w]/g) ?? [];
  // The names of an operation and its variables say nothing that the selection does not.
  let at = 0;
  if (tokens[0] === 'query') {
    let depth = 0;
    for (at = 1; tokens[at] !== '{' || depth > 0; at++) depth += tokens[at] === '(' ? 1 : tokens[at] === ')' ? -1 : 0;
  }
  const expect = (wanted: string): void => {
    if (tokens[at++] !== wanted)
      throw new Refused(422, `stand-in: expected ${wanted} near ${tokens.slice(Math.max(at - 4, 0), at).join(' ')}`);
  };
  function value(): unknown {
    const token = tokens[at++] ?? '';
    if (token === '[') {
      const list: unknown[] = [];
      while (tokens[at] !== ']') list.push(value());
      at += 1;
      return list;
    }
    if (token === '{') {
      const found: Json = {};
      while (tokens[at] !== '}') pair(found);
      at += 1;
      return found;
    }
    if (token.startsWith('$')) return variables[token.slice(1)] ?? null;
    if (token.startsWith('"')) return token.slice(1, -1);
    return /^\d+$/.test(token) ? Number(token) : token === 'null' ? null : token;
  }
  function pair(into: Json): void {
    const name = tokens[at++] ?? '';
    expect(':');
    into[name] = value();
  }
  function selection(): readonly Selected[] {
    expect('{');
    const fields: Selected[] = [];
    while (tokens[at] !== '}') {
      if (at >= tokens.length) throw new Refused(422, 'stand-in: the query ends too early');
      const name = tokens[at++] ?? '';
      if (name === '...') {
        expect('on');
        const on = tokens[at++] ?? '';
        fields.push({ on, fields: selection() });
        continue;
      }
      const args: Json = {};
      if (tokens[at] === '(') {
        at += 1;
        while (tokens[at] !== ')') pair(args);
        at += 1;
      }
      fields.push({ name, args, fields: tokens[at] === '{' ? selection() : [] });
    }
    at += 1;
    return fields;
  }
  return project(root, selection());
}

function project(from: Json, fields: readonly Selected[]): Json {
  const made: Json = {};
  for (const one of fields) {
    if ('on' in one) {
      if (from['__typename'] === one.on) Object.assign(made, project(from, one.fields));
      continue;
    }
    if (!Object.hasOwn(from, one.name)) throw new Refused(422, `Field '${one.name}' doesn't exist on this type`);
    const known = from[one.name];
    const found: unknown = typeof known === 'function' ? (known as (args: Json) => unknown)(one.args) : known;
    made[one.name] = below(found, one);
  }
  return made;
}

function below(found: unknown, field: Field): unknown {
  if (Array.isArray(found)) return found.map((one) => below(one, field));
  if (typeof found !== 'object' || found === null) return found;
  if (field.fields.length === 0) throw new Refused(422, `Field '${field.name}' must have selections`);
  return project(found as Json, field.fields);
}
