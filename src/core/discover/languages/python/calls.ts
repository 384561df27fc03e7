/** Calls → loads: which rows of the table a call is, and what its arguments say. */
import type { Node } from './syntax/index.ts';
import type { Argument, Expression, LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import type { ApiRow } from './api-row.ts';
import type { Held, Spot } from '../../values/index.ts';
import { type CallArguments, callArgumentsOf, mayBeTrue, type Open, spreadTable, valueOfArgument, weaker } from './arguments.ts';
import { seenFrom } from './bound.ts';
import { configured } from './configured.ts';
import { meaningIn } from '../../catalogs/index.ts';
import { fetchedFile, fetchedTarget } from './fetched-file.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import { endpointOf } from './hub-client.ts';
import type { PlacedCall } from './places.ts';
import { loadsWeights, namedByCall, weightsAsked } from './families.ts';
import { partsOf } from './parts.ts';
import { isGeneric } from './generic.ts';
import { pickedFrom } from './picked.ts';
import { isNobodys, match, type RowMatch } from './row-match.ts';
import { asWritten, hiddenTarget, isHandedThrough } from './hidden-target.ts';
import { insideString, pinnable, pinSite } from './pin.ts';
import { servedBy } from './service-client.ts';

export function loadsOf(call: PlacedCall, file: FileContext): LoadFact[] {
  const { node, scope } = call;
  if (isNobodys(call, file)) return [];
  const named = calledBy(call.callee);
  const list = node.childForFieldName('arguments');
  if (named === null || list?.type !== 'argument_list') return [];
  const isName = named.type === 'attribute' || named.type === 'identifier';
  const where: Spot = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const picked = isName ? null : pickedFrom(named, where, file);
  const matched = isName ? match(named, where, file) : (picked?.matched ?? null);
  if (matched === null) return [];
  const given = givenIn(list, (child) => (child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, file.around)));
  return loadsBy({ call, list, where, matched, given, at: placeOf(node, named), name: picked?.name ?? null, handed: false }, file);
}

/** A call that loads, however it is written. */
export interface MatchedCall {
  readonly call: PlacedCall;
  readonly list: Node;
  readonly where: Spot;
  readonly matched: RowMatch;
  readonly given: readonly Argument[];
  readonly at: Node['startPosition'];
  /** Which of its names a family of callables is asked for, where that is computed. */
  readonly name: Expression | null;
  /** Another function calls it, with what it is given here: no place to write a pin at. */
  readonly handed: boolean;
}

export function loadsBy({ call, list, where, matched, given, at, name: picked, handed }: MatchedCall, file: FileContext): LoadFact[] {
  const { node, scope } = call;
  const { row, dotted, name, callable, callee, before } = matched;
  const args = callArgumentsOf([...before, ...given], where, file.evaluator);
  const served = row.hub === 'service' ? servedBy(row, callee, where, args, file) : null;
  if (row.hub === 'service' && served === null) return [];
  if (row.hub === 'gh' && textOf(args.value('source'), where, file) === 'local') return [];
  if (!loadsWeights(row, args, file.evaluator)) return [];
  const made = row.configured === true ? configured(args, row, where, file.evaluator) : null;
  if (row.configured === true && made === null) return [];
  const said = made?.target ?? picked ?? namedByCall(row, name) ?? targetOf(row, args, [...before, ...given], file);
  const target = said === null || row.hub !== 'url' ? said : fetchedTarget(row, args, said);
  if (target === null || (target.kind !== 'literal' && isHandedThrough(args, callee, scope))) return [];
  // A folder of the machine may be a copy that the lock speaks of; the hub's libraries alone load from one.
  const text = textOf(target, where, file);
  if (text !== null && isLocalPath(text) && (row.hub !== 'hf' || text === '') && !isOfCatalog(row, text)) return [];
  const revision = row.family !== undefined ? weightsAsked(row, args) : row.revision === null ? null : argument(row, args, row.revision);
  const codeRevision = row.hub === 'hf' ? args.value('code_revision') : null;
  const nested = nestedOptions(row, args, file);
  const open = weaker(weaker(args.open, nested.open), row.positions === undefined ? null : args.starred);
  const repoType = row.repoType === true ? args.value('repo_type') : null;
  if (repoType?.kind === 'literal' && repoType.text === 'space') return [];
  const fact: LoadFact = {
    kind: 'load',
    component: repoType?.kind === 'literal' && repoType.text === 'dataset' ? 'dataset' : row.component,
    hub: row.hub,
    provider: served?.provider ?? null,
    api: redact(dotted).slice(-80),
    target,
    within: { piece: '', scope: scope.index },
    revision: made?.revision ?? nested.revision ?? revision,
    endpoint: served === null ? endpointOf(callee, where, args, file.evaluator) : served.endpoint,
    remoteCode:
      row.runsCode === true ||
      made !== null ||
      mayBeTrue([...args.keyword('trust_remote_code'), ...nested.trust, ...atPosition(row, args)], file.evaluator),
    ...(codeRevision === null ? {} : { codeRevision }),
    ...(open === null || row.hub !== 'hf' ? {} : { open }),
    ...(repoType === null || repoType.kind === 'literal' ? {} : { repoType }),
    ...(row.hub === 'hf' && mayBeTrue(args.keyword('subfolder'), file.evaluator) ? { subfolder: true } : {}),
    ...(row.schemed === true ? { schemed: true } : {}),
    ...(row.object === true ? { object: true } : {}),
    ...(row.names === undefined ? {} : { names: row.names }),
    ...(row.catalog === undefined ? {} : { library: row.catalog }),
    ...(made === null ? {} : { part: 'code' }),
    ...(row.hub === 'url' ? fetchedFile(row, node, list) : {}),
    // An address says by itself where it is: whose function fetches it does not matter.
    ...(callable === null || row.hub === 'url' ? {} : { callable }),
    pin:
      row.revision === null ||
      row.hub === 'catalog' ||
      made !== null ||
      handed ||
      before.length > 0 ||
      !pinnable(target, where, file) ||
      insideString(node)
        ? null
        : pinSite({ list, args, keyword: row.revision, row, lines: file.lines }),
    line: at.row + 1,
    column: at.column + 1,
  };
  const parts = partsOf(fact, row, args, { list, file });
  const whole = parts.vague && fact.open === undefined && row.hub === 'hf' ? { ...fact, open: 'part' as const } : fact;
  return [whole, ...parts.facts];
}

/** A path whose file has a name of the library's list, which it fetches to there: `YOLO("models/yolov8n.pt")`. */
function isOfCatalog({ catalog }: ApiRow, text: string): boolean {
  return catalog !== undefined && meaningIn(catalog, text) !== null;
}

/** The one text that it is, for all that this file tells; null: none, or more. */
function textOf(expression: Expression | null, where: Spot, { evaluator }: FileContext): string | null {
  if (expression === null || expression.kind === 'literal') return expression?.text ?? null;
  const things = evaluator.things(expression, where);
  const [only] = things;
  return things.length === 1 && only?.kind === 'text' && only.how === 'literal' ? only.text : null;
}

/** Of a chain over several lines, the method. */
function placeOf(node: Node, callee: Node): Node['startPosition'] {
  if (callee.endPosition.row === node.startPosition.row) return node.startPosition;
  return (callee.childForFieldName('attribute') ?? callee).startPosition;
}

/** Without parentheses, and without the types of a generic class: `Agent[Context](…)`. */
function calledBy(node: Node | null): Node | null {
  let inner = node;
  for (let depth = 0; depth < 8 && inner !== null; depth++) {
    if (inner.type === 'parenthesized_expression') inner = inner.namedChild(0);
    else if (inner.type === 'subscript' && isGeneric(inner)) inner = inner.childForFieldName('value');
    else break;
  }
  return inner;
}

function targetOf(row: ApiRow, args: CallArguments, given: readonly Argument[], file: FileContext): Expression | null {
  const named = namedIn(row, args, given);
  return row.each === true && named !== null && !isOne(named, args.where, file) ? { kind: 'each', of: named, what: 'element' } : named;
}

/** A text, where others give a list of them. */
function isOne(named: Expression, where: Spot, { evaluator }: FileContext): boolean {
  if (named.kind === 'unmodeled' || named.kind === 'literal') return true;
  const things = evaluator.things(named, where);
  return things.length > 0 && things.every(({ kind }) => kind === 'text');
}

function namedIn(row: ApiRow, args: CallArguments, given: readonly Argument[]): Expression | null {
  const first = args.positional(row.target.position);
  if (first !== null) return seenFrom(first, args.where.scope);
  for (const name of row.target.keywords) if (args.keyword(name).length > 0) return args.value(name) ?? asWritten(given);
  return hiddenTarget(row, args, given);
}

/** By keyword, or at the position that the function has for it. */
function argument(row: ApiRow, args: CallArguments, name: string): Expression | null {
  const at = row.positions?.[name];
  const positional = at === undefined ? null : args.positional(at);
  return args.keyword(name).length > 0 || positional === null ? args.value(name) : valueOfArgument(positional, args.where);
}

function atPosition(row: ApiRow, args: CallArguments): Held[] {
  const at = row.positions?.['trust_remote_code'];
  const positional = at === undefined ? null : args.positional(at);
  return positional === null ? [] : [positional];
}

/** Dictionaries that the function passes on to what it loads with: `model_kwargs={"trust_remote_code": True}`. */
function nestedOptions(
  row: ApiRow,
  args: CallArguments,
  { evaluator }: FileContext,
): { readonly trust: readonly Held[]; readonly open: Open; readonly revision: Expression | null } {
  if (row.hub !== 'hf') return { trust: [], open: null, revision: null };
  const tables = (row.passes ?? []).flatMap((name) => args.keyword(name).map((one) => spreadTable(one.value, one.where, evaluator)));
  const trust = tables.flatMap(({ table }) => table.entries.get('trust_remote_code')?.options ?? []);
  const open = tables.reduce<Open>((sum, one) => weaker(sum, one.open), null);
  const entry = row.nestedRevision === true ? tables.flatMap(({ table }) => table.entries.get('revision') ?? [])[0] : undefined;
  const [only] = entry?.options ?? [];
  if (only === undefined) return { trust, open, revision: null };
  const sure = entry?.options.length === 1 && !entry.maybe;
  return { trust, open, revision: sure ? valueOfArgument(only, args.where) : { kind: 'unmodeled', text: 'revision, not always given' } };
}

/** Paths of the machine are no hub ids: "./x", "../x", "/x", "~/x", "C:\x", "x/". */
function isLocalPath(text: string): boolean {
  return text === '' || /^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[A-Za-z]:[/\\]|file:)/.test(text) || /[\\]|\/$/.test(text);
}
