/** Calls → loads: what they name, at which revision, from which server. */
import type { At, EndpointFact, Expression, LoadFact, PinSite } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { isFileAtAddress } from '../../model-file.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import type { ScriptApiRow } from './api-row.ts';
import { PROVIDER_OF_CLIENT } from './api-services.ts';
import { bare, isEnvironment } from './environment.ts';
import { type FormContext, valueOfNode } from './form.ts';
import { type ScriptMatch, matchesOf } from './match.ts';
import type { CalleeOrigin } from './origin.ts';
import { originsOf } from './origin.ts';
import { importedServer } from './clients.ts';
import type { ReadLoad } from './named/index.ts';
import { isModelAddress, ON_HUB } from './model-address.ts';
import { pinInCall } from './pin.ts';
import type { Places } from './places.ts';
import { bindingsOf, type ScriptCode, type ScopedCall, type ScriptScope } from './scope.ts';
import { serverOfCall } from './server.ts';
import type { ScriptNode, EntryNode } from './syntax/index.ts';

export interface ScriptFile {
  readonly code: ScriptCode;
  readonly around: FormContext;
  readonly places: Places;
  /** Packages that the file imports. */
  readonly roots: ReadonlySet<string>;
}

export function loadsOfCall(call: ScopedCall, file: ScriptFile): ReadLoad[] {
  return matchesOf(call, file.code, file.roots).flatMap((match) => {
    const loads = match.row.gives === undefined ? namedLoads(call, match, file) : givenLoads(call, match, file);
    return loads.map((load) => ({ load, call: call.node, target: targetNode(match.row, call.node), scope: call.scope }));
  });
}

/** A computed name may be an address of any server, too. */
function namedLoads(call: ScopedCall, match: ScriptMatch, file: ScriptFile): LoadFact[] {
  const { row } = match;
  const target = targetOf(row, call, file);
  if (target === null || isNothing(target)) return [];
  const load = loadOf(call, match, file, target);
  return target.kind === 'literal' || (row.addressed !== true && row.library === undefined) ? [load] : [load, elsewhere(load, target)];
}

/** What the library has itself, and the address that the call gives for it. */
function givenLoads(call: ScopedCall, match: ScriptMatch, file: ScriptFile): LoadFact[] {
  const { row, origin } = match;
  const node = targetNode(row, call.node);
  const plain = node === null ? null : bare(node);
  const isNamed = plain?.type === 'text' && /^[A-Za-z][\w.-]{0,60}$/.test(plain.value) && row.gives !== '';
  const text = isNamed ? plain.value : row.gives === '' ? (origin.steps.at(-2) ?? '') : (row.gives ?? '');
  const load = loadOf(call, match, file, { kind: 'literal', text });
  if (isNamed || node === null || plain?.type === 'table' || plain?.type === 'function') return [load];
  return [load, elsewhere(load, valueOfNode(node, file.around))];
}

/** The same, from an address that is none of the hub. */
function elsewhere(
  { library: _library, schemed: _schemed, names: _names, object: _object, ...load }: LoadFact,
  target: Expression,
): LoadFact {
  const address: Expression = target.kind === 'literal' ? { kind: 'literal', text: target.text.replace(/\/$/, '') } : target;
  return { ...load, hub: 'url', target: address, revision: null, pin: null, addresses: 'known' };
}

function loadOf(call: ScopedCall, { row, origin, callable }: ScriptMatch, file: ScriptFile, target: Expression): LoadFact {
  const { around, places } = file;
  const { node, scope } = call;
  const provider = row.hub === 'service' ? providerOf(row, origin, file) : null;
  const revision = row.revision === undefined ? null : entryOf(node.given[row.revision.at]?.value ?? null, row.revision.key, around);
  // A model that is loaded from any other server: what its file is called does not matter.
  const isElsewhere = (row.addressed === true || row.library !== undefined) && target.kind === 'literal' && isOfOtherServer(target.text);
  return {
    kind: 'load',
    component: row.component,
    hub: isElsewhere ? 'url' : row.hub,
    ...(row.library === undefined || isElsewhere ? {} : { library: row.library }),
    provider,
    api: apiOf(row, node.callee, file),
    target,
    within: { piece: '', scope: scope.index },
    revision,
    endpoint:
      row.hub === 'ollama' ? null : (serverOfCall(row, call, origin, around) ?? (row.hub === 'service' ? importedServer(call) : null)),
    remoteCode: false,
    ...(row.names === undefined ? {} : { names: row.names }),
    ...(row.addressed === true && !isElsewhere ? { schemed: true } : {}),
    ...(isElsewhere ? { addresses: 'all' } : {}),
    ...((row.object === true || row.library !== undefined) && target.kind !== 'literal' ? { object: true } : {}),
    ...(callable === null ? {} : { callable }),
    pin: pinFor(row, call, target, file),
    ...placeOf(node, targetNode(row, node), places),
  };
}

/** What ends as weights do is found whatever takes it. */
function isOfOtherServer(text: string): boolean {
  return /^https?:/i.test(text) && isFileAtAddress(text) && !ON_HUB.test(text) && !isModelAddress(text);
}

function pinFor(row: ScriptApiRow, { node, scope }: ScopedCall, target: Expression, { places }: ScriptFile): PinSite | null {
  if (row.revision === undefined) return null;
  const named = bare(targetNode(row, node) ?? node);
  const isOne =
    target.kind === 'literal' ||
    (named.type === 'name' && bindingsOf(named.name, scope).length === 1 && bindingsOf(named.name, scope)[0]?.kind !== 'parameter');
  return isOne ? pinInCall(node, row.revision, places) : null;
}

/** Of a chain over several lines, the method; the name, where it stands on a line of its own. */
function placeOf(node: ScopedCall['node'], named: ScriptNode | null, places: Places): At {
  const callee = bare(node.callee);
  const called = places.at(callee.type === 'member' ? Math.max(node.start, callee.end - callee.name.length) : node.start);
  const at = named === null ? called : places.at(named.start);
  return at.line > called.line ? at : called;
}

function apiOf(row: ScriptApiRow, callee: ScriptNode, { code }: ScriptFile): string {
  const text = code.text.slice(callee.start, callee.end).replace(/\s+/g, '');
  return /^[\w$.#]{1,80}$/.test(text) && row.style !== 'maker' ? redact(text) : row.name;
}

function isNothing(target: Expression): boolean {
  return (target.kind === 'literal' && target.text === '') || (target.kind === 'constant' && target.value === null);
}

function targetNode({ target: { at, keys } }: ScriptApiRow, { given }: ScopedCall['node']): ScriptNode | null {
  const node = given[at]?.value ?? null;
  if (node === null || keys.length === 0) return node;
  const plain = bare(node);
  const entries = plain.type === 'table' ? plain.entries : [];
  return keys.flatMap((key) => entries.findLast((entry) => isKey(entry, key)) ?? [])[0]?.value ?? null;
}

function isKey({ key }: EntryNode, name: string): boolean {
  return key?.type === 'text' && key.value === name;
}

/** null: nothing is named, or an object that was made elsewhere. */
function targetOf(row: ScriptApiRow, { node, scope }: ScopedCall, { around }: ScriptFile): Expression | null {
  const { at, keys } = row.target;
  const before = node.given.slice(0, at + 1);
  if (before.some(({ isSpread }) => isSpread)) return { kind: 'unmodeled', text: 'arguments that are spread' };
  const given = node.given[at]?.value;
  if (given === undefined)
    return row.standing === true && node.given.length > 0
      ? { kind: 'unmodeled', text: 'default model of the pipeline', unwritten: true }
      : null;
  const named = targetNode(row, node);
  if (named !== null) {
    if (row.object === true && isObject(named, scope, 0)) return null;
    const target = valueOfNode(named, around);
    if (row.standing === true && target.kind === 'constant')
      return { kind: 'unmodeled', text: 'default model of the pipeline', unwritten: true };
    return target.kind === 'literal' ? { kind: 'literal', text: addressOf(target.text) } : target;
  }
  if (keys.length === 0) return null;
  const plain = bare(given);
  // Nothing in it can hold the key.
  if (plain.type === 'table' && plain.entries.every(({ key }) => key?.type === 'text')) return null;
  // Of an object that is handed through, nobody knows whether it names one.
  if (row.object === true || plain.type === 'function' || plain.type === 'text') return null;
  return keys
    .map((key): Expression => ({ kind: 'item', of: valueOfNode(given, around), key: { kind: 'literal', text: key } }))
    .slice(0, 1)
    .reduce<Expression | null>((_, one) => one, null);
}

/** `model: openai("gpt-4o")`: said where it is made. */
function isObject(node: ScriptNode, scope: ScriptScope, steps: number): boolean {
  const plain = bare(node);
  switch (plain.type) {
    case 'call':
      return true;
    case 'member':
    case 'item':
      return originsOf(plain, scope).some(({ pkg }) => pkg !== null);
    case 'name':
      return (
        steps < 6 &&
        bindingsOf(plain.name, scope).some((one) =>
          one.kind === 'value'
            ? one.node !== null && isObject(one.node, one.from ?? scope, steps + 1)
            : one.kind === 'import' && one.level === 0 && one.module === 'ai',
        )
      );
    case 'condition':
      return plain.parts.every((part) => isObject(part, scope, steps + 1));
    default:
      return false;
  }
}

/** "hf:org/name/file.gguf#branch", "hf:org/name:Q4_K_M" → as every reader writes it. */
function addressOf(text: string): string {
  const match = /^(?:hf|huggingface):(?!\/\/)([\w.-]{1,96}\/[\w.-]{1,96})([:/][^#]{0,500})?(?:#([^#\s]{1,100}))?$/.exec(text);
  if (match === null) return text;
  const [, id = '', file = '', branch] = match;
  return `hf://${id}${branch === undefined ? '' : `@${branch}`}${file.startsWith('/') ? file : ''}`;
}

function entryOf(node: ScriptNode | null, key: string, around: FormContext): Expression | null {
  if (node === null) return null;
  const plain = bare(node);
  if (plain.type !== 'table')
    return plain.type === 'constant' ? null : { kind: 'item', of: valueOfNode(node, around), key: { kind: 'literal', text: key } };
  const entry = plain.entries.findLast((one) => isKey(one, key));
  if (entry !== undefined) return valueOfNode(entry.value, around);
  return plain.entries.some((one) => one.key === null)
    ? { kind: 'item', of: valueOfNode(node, around), key: { kind: 'literal', text: key } }
    : null;
}

function providerOf(row: ScriptApiRow, { steps, pkg }: CalleeOrigin, { roots }: ScriptFile): string {
  const made = steps.flatMap((step) => PROVIDER_OF_CLIENT[step] ?? [])[0];
  if (made !== undefined) return made;
  if (pkg === '@anthropic-ai/bedrock-sdk' || (pkg === null && roots.has('@anthropic-ai/bedrock-sdk'))) return 'bedrock';
  if (pkg === '@anthropic-ai/vertex-sdk') return 'google';
  return row.provider ?? 'unknown';
}

/** `process.env.HF_ENDPOINT = …`, `env.remoteHost = …` of transformers.js (T9). */
export function endpointsOf({ code, around, places }: ScriptFile): EndpointFact[] {
  return code.settings.flatMap(({ target, value, scope }): EndpointFact[] => {
    if (target.type !== 'member') return [];
    const isRemote =
      target.name === 'remoteHost' && originsOf(target.of, scope).some(({ pkg, steps }) => pkg !== null && steps.join('.') === 'env');
    const variable = isRemote ? 'HF_ENDPOINT' : isEnvironment(target.of) && ENDPOINT_VARIABLES.has(target.name) ? target.name : null;
    if (variable === null) return [];
    return [
      {
        kind: 'endpoint',
        variable,
        value: valueOfNode(value, around),
        within: { piece: '', scope: scope.index },
        ...places.at(target.start),
      },
    ];
  });
}
