/** Loads → sightings: identity, revision, endpoint. */
import type { Doubt, LoadFact, LoadSighting, ServiceSighting, Sighting, Unknown } from '../../model/index.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import type { Callables } from './callable.ts';
import type { Call } from './callers.ts';
import { compareText } from '../../base/order.ts';
import { PUBLIC_HUB } from '../../base/public-hub.ts';
import { elsewhere } from './endpoint.ts';
import { bindingOf, isMeantAddress, shownName, statedOf } from './file-load.ts';
import { feedsOf } from './feeds.ts';
import {
  type Identity,
  identify,
  isFolderLike,
  isOwnName,
  isHubName,
  isPath,
  orOpen,
  shown,
  type FolderPaths,
  unknownLoad,
} from './identity.ts';
import { doubtsOf, meaningsOf } from './meanings.ts';
import { type DataIn, isMention } from './mentions.ts';
import { isLoaded, isScratch, isStandIn } from './nameless.ts';
import { lowest, type Resolved, type ValueResolver } from './resolver.ts';
import { serviceIdentities } from './service-origin.ts';
import { belongTogether } from '../values/index.ts';

export interface LoadContext extends FolderPaths {
  /** That found the load. */
  readonly detector: string;
  readonly resolver: ValueResolver;
  readonly callables: Callables;
  readonly scope: Sighting['scope'];
  /** Whether names of its file may be data. */
  readonly data: DataIn;
  /** Every caller of the function around is known, and says what it loads: the function itself is no question then. */
  readonly isCalled: boolean;
  /** What callers give that nobody can name, as they write it. */
  readonly calledWith: readonly string[];
  /** Whether a call of this callee, as written, loads something, which is listed there. */
  readonly isLoader: (callee: string) => boolean;
  /** Endpoint that the tree sets for this load's process, or null. */
  readonly endpoint: string | null;
  /** The tree lets the environment decide which server this load asks. */
  readonly endpointOpen: boolean;
}

/** More combinations than that keep every name, each with its first revision and one that nobody can tell (T4). */
const MAX_SIGHTINGS = 40;

/** `call`: of the function around the load; then only names count that it gives. */
export function loadSightings(path: string, fact: LoadFact, context: LoadContext, call: Call | null = null): (Sighting | Unknown)[] {
  const at = call === null ? fact : { ...fact, frame: call.frame };
  const targets = context.resolver
    .resolve(path, fact.target, at)
    .map((target) => orOpen(target, fact))
    // An empty text names nothing.
    .filter(
      (target) =>
        target.text !== '' &&
        isNamed(fact, target) &&
        (call === null ? target.given !== true || !context.isCalled : isGivenBy(target, call)),
    );
  const revisions: readonly (Resolved | null)[] = fact.revision === null ? [null] : context.resolver.resolve(path, fact.revision, at);
  const single = targets.length === 1 && revisions.length === 1;
  const wanted = targets.filter(
    (target) =>
      !isPath(target, fact, context) && !isScratch(target, context) && !isStandIn(target, fact) && !isLoaded(target, fact, context),
  );
  // A revision out of another entry of the same table is that of another name.
  const pairs = wanted.map((target) => revisions.filter((one) => belongTogether(target.picks, one?.picks)));
  const isMany = pairs.reduce((sum, all) => sum + all.length, 0) > MAX_SIGHTINGS;
  const facts = meaningsOf(path, fact, context);
  return wanted.flatMap((target, index) =>
    askedFor(target, pairs[index] ?? [], isMany).flatMap((revision) =>
      facts.flatMap((meant) => {
        const place = { path, fact: meant.fact, context, doubts: doubtsOf(meant), known: meant.known, call };
        return identitiesOf(place, target).flatMap((identity) => found(place, target, revision, identity, single));
      }),
    ),
  );
}

function askedFor(target: Resolved, revisions: readonly (Resolved | null)[], isMany: boolean): readonly (Resolved | null)[] {
  const asked = isMany && revisions.length > 1 ? [...revisions.slice(0, 1), TOO_MANY] : revisions;
  // Which revision of what nobody can name, is nobody's question.
  return target.text === null ? asked.slice(-1) : asked;
}

function isGivenBy({ text, given }: Resolved, { usual, hidden }: Call): boolean {
  return text === null ? hidden === true && given !== true : !usual.has(text);
}

/** Loads from paths of the machine, and from what may be one: no component by themselves, but the lock may say what should lie there. */
export function localLoads(path: string, fact: LoadFact, context: LoadContext): LocalLoad[] {
  if (fact.hub !== 'hf' || fact.component === 'service' || fact.part !== undefined) return [];
  const targets = context.resolver
    .resolve(path, fact.target, fact)
    .filter((target) => isPath(target, fact, context) || isFolder(target, fact, context) || isFolderLike(target, fact));
  return targets.flatMap((target) => {
    if (target.text === null || isOwnName(target.text, fact)) return [];
    const place = { path, fact: { ...fact, endpoint: null }, context, doubts: [], known: true, call: null };
    return [{ text: target.text, sighting: loadOf(place, target, null, identify(fact, target), false) }];
  });
}

const TOO_MANY: Resolved = { text: null, how: 'unresolved', expression: 'one of many revisions', limited: true };

/** An object that was made elsewhere is no part; the name of one may stand in the environment. */
function isNamed(fact: LoadFact, target: Resolved): boolean {
  const { text, how, expression } = target;
  if (fact.schemed === true) return text !== null && isHubName(text, true);
  // What is called a name is none of the objects that are made elsewhere.
  if (fact.object === true)
    return text !== null || isOfEnvironment(how, expression) || (fact.hub === 'hf' && /name|path|repo|_id\b/i.test(expression));
  if (fact.hub === 'url') return isMeantAddress(fact, target);
  if (fact.part === undefined || fact.part === 'code' || fact.part === 'adapter-base') return true;
  return text === null ? isOfEnvironment(how, expression) : isHubName(text, false);
}

function isOfEnvironment(how: Resolved['how'], expression: string): boolean {
  return how === 'environment' || expression.startsWith('environment variable');
}

/** A folder of the tree bears the name of a hub id: libraries prefer it where it lies in the working folder, so both are meant (T37). */
function isFolder({ text }: Resolved, fact: LoadFact, context: LoadContext): boolean {
  return text !== null && fact.hub === 'hf' && fact.component !== 'service' && fact.names?.hubOnly !== true && context.isModelFolder(text);
}

interface PlacedLoad {
  readonly path: string;
  readonly fact: LoadFact;
  readonly context: LoadContext;
  readonly doubts: readonly Doubt[];
  readonly known: boolean;
  readonly call: Call | null;
}

function identitiesOf({ path, fact, context, known }: PlacedLoad, target: Resolved): Identity[] {
  if (!known) return [unknownLoad(fact, target)];
  return fact.hub === 'service' ? serviceIdentities(path, fact, target, context) : [identify(fact, target)];
}

/** What one meaning of a load names, or that it names nothing. */
function found(
  placed: PlacedLoad,
  target: Resolved,
  revision: Resolved | null,
  identity: Identity,
  single: boolean,
): (LoadSighting | ServiceSighting | Unknown)[] {
  if (identity.ref.type === 'generic') return [unknownOf(placed, target, revision, shownName(placed.fact, target, identity))];
  if ((identity.component ?? placed.fact.component) !== 'service') return [loadOf(placed, target, revision, identity, single)];
  const service: ServiceSighting = {
    ...seenAt(placed, target, revision, identity),
    type: 'service',
    kind: 'service',
    requested: identity.version,
  };
  // Who answers is known, and which model is not.
  return target.text === null ? [{ ...service, mention: true }, unknownOf(placed, target, null, target.expression)] : [service];
}

function loadOf(placed: PlacedLoad, target: Resolved, revision: Resolved | null, identity: Identity, single: boolean): LoadSighting {
  const kind = kindOf(identity.component ?? placed.fact.component);
  return { ...seenAt(placed, target, revision, identity), type: 'load', kind, ...pulled(placed, target, revision, identity, single) };
}

function kindOf(component: LoadFact['component']): LoadSighting['kind'] {
  return component === 'dataset' ? 'dataset' : 'model';
}

function unknownOf(placed: PlacedLoad, target: Resolved, revision: Resolved | null, text: string): Unknown {
  const { fact, doubts, known } = placed;
  // A name that no hub can have, in a call that may be no load: nothing is known of it, and nothing wrong.
  const isComputed = !known || target.text === null || doubts.includes('callable');
  return {
    type: 'unknown',
    kind: fact.component,
    why: isComputed ? 'computed' : 'impossible',
    text,
    feeds: isComputed ? feedingOf(placed, target, text) : [`text ${text}`],
    endpoint: serverOf(placed),
    remoteCode: fact.remoteCode,
    ...(revision === null ? {} : { revision: askedAt(revision) }),
    ...codeAsked(placed),
    ...(fact.part === undefined ? {} : { part: fact.part }),
    ...placeOf(placed),
    ...readingOf(placed, [target]),
  };
}

/** `text`: what tells the load from others. */
function feedingOf({ context, call }: PlacedLoad, target: Resolved, text: string): readonly string[] {
  const own = target.feeds ?? (target.text === null && target.expression === '' ? [text] : feedsOf(text));
  // What its callers give decides it: another one is another load (T38).
  const given = target.given === true && call === null ? context.calledWith.flatMap(feedsOf) : [];
  return given.length === 0 ? own : [...new Set([...own, ...given])].sort(compareText);
}

function placeOf({ path, fact, context: { detector, scope }, call }: PlacedLoad): Pick<Unknown, 'detector' | 'api' | 'place' | 'scope'> {
  if (call !== null) return { detector, api: `${call.wrapper} → ${fact.api}`, place: call.place, scope };
  return { detector, api: fact.api, place: { path, line: fact.line, column: fact.column }, scope };
}

function readingOf({ doubts }: PlacedLoad, values: readonly Resolved[]): Pick<Unknown, 'via' | 'readAt' | 'limited' | 'doubts'> {
  const via = values[0]?.via;
  return { ...(via === undefined ? {} : { via }), ...followed(values), ...(doubts.length === 0 ? {} : { doubts }) };
}

function seenAt(placed: PlacedLoad, target: Resolved, revision: Resolved | null, identity: Identity) {
  return {
    ...placeOf(placed),
    ...readingOf(placed, [target, ...(revision === null ? [] : [revision])]),
    ...(placed.fact.catalog === true ? { catalog: true as const } : {}),
    ...(isData(placed, target) ? { mention: true as const } : {}),
    ref: { ...identity.ref, version: null },
    how: target.how === 'unresolved' ? 'elsewhere' : target.how,
  } as const;
}

function isData({ fact, context, call }: PlacedLoad, { text }: Resolved): boolean {
  return isMention({ ...fact, detector: context.detector }, text, call !== null, context.data);
}

/** The server that the call or its process is told; null: the hub itself. */
function serverOf({ path, fact, context }: PlacedLoad): string | null {
  if (fact.hub !== 'hf' || fact.component === 'service') return null;
  return ownEndpoint(path, fact, context) ?? context.endpoint;
}

/** What the call itself says; the public hub by its own words. */
function ownEndpoint(path: string, fact: LoadFact, { resolver }: LoadContext): string | null {
  return fact.hub !== 'hf' || fact.endpoint === null ? null : (elsewhere(resolver.resolve(path, fact.endpoint, fact)) ?? PUBLIC_HUB);
}

/** What a load asks of its hub besides the name. */
function pulled(
  placed: PlacedLoad,
  target: Resolved,
  revision: Resolved | null,
  identity: Identity,
  single: boolean,
): Omit<LoadSighting, 'type' | 'kind' | 'detector' | 'ref' | 'api' | 'place' | 'scope' | 'how'> {
  const { path, fact, context, call } = placed;
  const own = ownEndpoint(path, fact, context);
  return {
    requested: identity.version ?? (revision?.text == null ? bindingOf(fact, identity) : shown(revision.text)),
    revisionHow: revision === null ? 'literal' : revision.text === null ? 'unresolved' : revision.how,
    endpoint: serverOf(placed),
    ...(fact.hub === 'hf' && own === null && context.endpointOpen ? { endpointOpen: true } : {}),
    remoteCode: fact.remoteCode,
    ...codeAsked(placed),
    ...(fact.part === undefined ? {} : { part: fact.part }),
    ...(fact.subfolder === undefined ? {} : { subfolder: fact.subfolder }),
    ...statedOf(fact, target, identity),
    pin: single && call === null && identity.ref.type !== 'catalog' ? fact.pin : null,
    ...(isFolder(target, fact, context) ? { folder: true } : {}),
  };
}

function askedAt({ text, how }: Resolved): NonNullable<LoadSighting['codeRevision']> {
  return { text: text === null ? null : shown(text), how };
}

/** At which revision the load asks for code, if it says so. */
function codeAsked({ path, fact, context }: PlacedLoad): Pick<LoadSighting, 'codeRevision'> {
  const code = fact.codeRevision === undefined ? undefined : lowest(context.resolver.resolve(path, fact.codeRevision, fact));
  return code === undefined ? {} : { codeRevision: askedAt(code) };
}

function followed(values: readonly Resolved[]): Pick<LoadSighting, 'readAt' | 'limited'> {
  const readAt = values.flatMap(({ at }) => at ?? []);
  return { ...(readAt.length === 0 ? {} : { readAt }), ...(values.some(({ limited }) => limited) ? { limited: true } : {}) };
}
