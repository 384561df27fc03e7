/** The full pass over one text: scopes, loads, endpoints. */
import type { Answers } from '../../../base/word-search.ts';
import type { EndpointFact, Fact, ImportFact, LoadFact, OwnFact, ScopesFact } from '../../../model/index.ts';
import { hubFileLoads, modelFileLoads } from './addresses.ts';
import { bindProgram } from './bind.ts';
import { isEnvironment } from './environment.ts';
import { valueOfNode } from './form.ts';
import { endpointsOf, type ScriptFile, loadsOfCall } from './loads.ts';
import { serverBindings } from './clients.ts';
import { namedModels } from './named/index.ts';
import { placesIn } from './places.ts';
import { NAMES_SERVER, requestLoads } from './requests/index.ts';
import type { ScriptCode, ScriptScope } from './scope.ts';
import { scopesOfScript } from './scopes-fact.ts';
import { parseScript } from './syntax/index.ts';

/** A hostile file cannot fill memory with facts. */
const MAX_FACTS = 20_000;
const MAX_MEMBERS = 200;
const MAX_OWN = 2_000;
const MAX_ENVIRONMENT = 200;

export function factsOfScript(text: string, elements: boolean, words: Answers, imports: readonly ImportFact[]): Fact[] {
  const program = parseScript(text, elements);
  const { code, around } = bindProgram(text, program);
  const places = placesIn(text);
  const roots = new Set(code.imports.flatMap(({ level, module }) => (level === 0 ? [module] : [])));
  const file: ScriptFile = { code, around, places, roots };
  const calls = code.calls.flatMap((call) => loadsOfCall(call, file));
  const asks = words.has(NAMES_SERVER);
  const reads = asks ? [...calls, ...requestLoads(file, calls)] : calls;
  const named = namedModels({ program, words, asks }, reads, places);
  const inside = reads.map(({ call }) => call);
  const loads = [...reads.map(({ load }) => load), ...hubFileLoads(file, inside), ...modelFileLoads(file), ...named.loads];
  loads.sort((a, b) => a.line - b.line || a.column - b.column);
  const endpoints = endpointsOf(file);
  const facts: Fact[] = [...imports, ...ownFacts(code, file), ...loads, ...endpoints, ...named.problems];
  facts.push(scopesOfScript(code, around, facts.filter(isPlaced), environmentOf(file), places, serverBindings(code, around, places)));
  if (facts.length > MAX_FACTS) return [...facts.slice(0, MAX_FACTS), limit(`more than ${MAX_FACTS} facts in one file`)];
  // What was passed over may be a load.
  const [strange] = program.strange;
  if (strange === undefined && !program.isBroken) return facts;
  return [
    ...facts,
    {
      ...limit('something that is no JavaScript or TypeScript, or nested deeper than is read'),
      code: 'syntax',
      ...places.at(strange ?? 0),
    },
  ];
}

function isPlaced(fact: Fact): fact is LoadFact | EndpointFact {
  return fact.kind === 'load' || fact.kind === 'endpoint';
}

function limit(message: string): Extract<Fact, { kind: 'problem' }> {
  return { kind: 'problem', code: 'limit', message, line: 1, column: 1 };
}

/** Variables that the file sets itself. */
function environmentOf({ code, around }: ScriptFile): ScopesFact['environment'] {
  return code.settings.slice(0, MAX_ENVIRONMENT).flatMap(({ target, value, scope }) => {
    if ((target.type !== 'member' && target.type !== 'item') || !isEnvironment(target.of)) return [];
    const name = target.type === 'member' ? ({ kind: 'literal', text: target.name } as const) : valueOfNode(target.key, around);
    return [{ name, value: valueOfNode(value, around), scope: scope.index }];
  });
}

/** Classes and functions of the top of the file, so that linking tells own loaders from those of a package (T37). */
function ownFacts({ top, text }: ScriptCode, { places }: ScriptFile): OwnFact[] {
  const made = [...top.names].flatMap(([name, all]) => all.flatMap((one) => (one.kind === 'made' ? [{ name, scope: one.scope }] : [])));
  return made.slice(0, MAX_OWN).map(({ name, scope }): OwnFact => {
    const isClass = scope.kind === 'class';
    const members = isClass ? [...scope.names.keys()].slice(0, MAX_MEMBERS) : [];
    return { kind: 'own', of: isClass ? 'class' : 'function', name, bases: baseOf(scope, text), members, ...places.at(scope.start) };
  });
}

function baseOf({ base }: ScriptScope, text: string): string[] {
  if (base === null) return [];
  const written = text.slice(base.start, Math.min(base.end, base.start + 200)).replace(/\s+/g, '');
  return [/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(written) ? written : ''];
}
