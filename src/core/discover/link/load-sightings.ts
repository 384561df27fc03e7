/** Loads → sightings: identity, revision, endpoint. */
import type { LoadFact, Sighting } from '../../model.ts';
import type { Ref } from '../../ref.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import { isHubId } from '../../ref-parse.ts';
import { isDockerfile } from '../dockerfile.ts';
import { cleanUrl, redact } from '../redact.ts';
import { elsewhere, PUBLIC_HUB } from './endpoint.ts';
import type { Resolved, ValueResolver } from './resolve-value.ts';

export interface LoadContext {
  readonly resolver: ValueResolver;
  /** Whether the tree has a saved model or dataset in this folder. */
  isModelFolder(path: string): boolean;
  readonly scope: Sighting['scope'];
  /** Endpoint that the tree sets for this file's process, or null. */
  readonly endpoint: string | null;
  /** The tree lets the environment decide which server this load asks. */
  readonly endpointOpen: boolean;
}

/** Builders of the datasets library that read local files: no dataset of the hub. */
const FILE_BUILDERS = new Set([
  'json',
  'csv',
  'parquet',
  'text',
  'arrow',
  'pandas',
  'xml',
  'sql',
  'imagefolder',
  'audiofolder',
  'videofolder',
  'webdataset',
  'generator',
  'spark',
]);
/** These take names of the hub only: a folder of the tree that is called so changes nothing. */
const NEVER_LOCAL = new Set([
  'hf_hub_download',
  'snapshot_download',
  'hf download',
  'huggingface-cli download',
  'git clone',
  'download',
  'ollama pull',
  'ollama run',
]);
/** More combinations than that keep every name, each with its first revision and one that nobody can tell (T4). */
const MAX_SIGHTINGS = 40;

export function loadSightings(path: string, fact: LoadFact, context: LoadContext): Sighting[] {
  const targets = context.resolver.resolve(path, fact.target);
  const revisions: readonly (Resolved | null)[] = fact.revision === null ? [null] : context.resolver.resolve(path, fact.revision);
  const own = fact.endpoint === null ? null : (elsewhere(context.resolver.resolve(path, fact.endpoint)) ?? PUBLIC_HUB);
  const single = targets.length === 1 && revisions.length === 1;
  const onHub = targets.filter((target) => !isLocal(target, fact, context));
  const asked = onHub.length * revisions.length <= MAX_SIGHTINGS ? revisions : [...revisions.slice(0, 1), TOO_MANY];
  return onHub.flatMap((target) => asked.map((revision) => sighting(path, fact, target, revision, context, own, single)));
}

/** Loads from paths of the machine, and from what may be one: no component by themselves, but the lock may say what should lie there. */
export function localLoads(path: string, fact: LoadFact, context: LoadContext): LocalLoad[] {
  if (fact.hub !== 'hf' || fact.component === 'service') return [];
  const targets = context.resolver
    .resolve(path, fact.target)
    .filter((target) => isLocal(target, fact, context) || isFolderLike(target, fact) || isFolderToo(target, fact, context));
  return targets.flatMap((target) =>
    target.text === null || FILE_BUILDERS.has(target.text)
      ? []
      : [{ text: target.text, sighting: sighting(path, fact, target, null, context, null, false) }],
  );
}

const TOO_MANY: Resolved = { text: null, how: 'unresolved', expression: 'one of many revisions', limited: true };

function isLocal(target: Resolved, fact: LoadFact, context: LoadContext): boolean {
  const { text } = target;
  if (text === null || fact.component === 'service') return false;
  if (/^(?:\.{0,2}(?:[/\\]|$)|~|[A-Za-z]:[/\\]|file:)/.test(text) || /\\|\/$/.test(text)) return true;
  if (fact.hub !== 'hf' || NEVER_LOCAL.has(fact.api.split('.').at(-1) ?? '')) return false;
  if (fact.component === 'dataset' && FILE_BUILDERS.has(text)) return true;
  return context.isModelFolder(text) && !isHubId(expandAlias(fact.api, text));
}

/** A folder of the tree bears the name of a hub id: libraries prefer it where it lies in the working folder, so both are meant (T37). */
function isFolderToo({ text }: Resolved, fact: LoadFact, context: LoadContext): boolean {
  return text !== null && fact.hub === 'hf' && !NEVER_LOCAL.has(fact.api.split('.').at(-1) ?? '') && context.isModelFolder(text);
}

/** "models/org/name": more parts than a name of the hub has. Without a lock that speaks of it, it stays a name that cannot be. */
function isFolderLike({ text }: Resolved, fact: LoadFact): boolean {
  return text !== null && /^[^/:]+(?:\/[^/:]+){2,}$/.test(text) && !NEVER_LOCAL.has(fact.api.split('.').at(-1) ?? '');
}

function sighting(
  path: string,
  fact: LoadFact,
  target: Resolved,
  revision: Resolved | null,
  context: LoadContext,
  endpoint: string | null,
  single: boolean,
): Sighting {
  const identity = identify(fact, target);
  const requested = identity.version ?? (revision?.text == null ? null : shown(revision.text));
  return {
    detector: detectorOf(path),
    kind: fact.component,
    ref: { ...identity.ref, version: null },
    requested,
    exact: false,
    how: target.text === null ? 'unresolved' : target.how,
    revisionHow: revision === null ? 'literal' : revision.text === null ? 'unresolved' : revision.how,
    api: fact.api,
    place: { path, line: fact.line, column: fact.column },
    ...(target.via === undefined ? {} : { via: target.via }),
    ...followed([target, ...(revision === null ? [] : [revision])]),
    scope: context.scope,
    endpoint: fact.hub === 'hf' ? (endpoint ?? context.endpoint) : null,
    ...(fact.hub === 'hf' && endpoint === null && context.endpointOpen ? { endpointOpen: true } : {}),
    remoteCode: fact.remoteCode,
    pin: single ? fact.pin : null,
    package: null,
    weights: null,
    ...(isFolderToo(target, fact, context) ? { folder: true } : {}),
  };
}

function followed(values: readonly Resolved[]): Pick<Sighting, 'readAt' | 'limited'> {
  const readAt = values.flatMap(({ at }) => at ?? []);
  return { ...(readAt.length === 0 ? {} : { readAt }), ...(values.some(({ limited }) => limited) ? { limited: true } : {}) };
}

/** Loads come from few detectors, one for each kind of file. */
function detectorOf(path: string): string {
  if (path.endsWith('.ipynb')) return 'notebook';
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return isDockerfile(path) ? 'dockerfile' : 'python';
}

function identify(fact: LoadFact, target: Resolved): { ref: Ref; version: string | null } {
  const generic = (name: string): { ref: Ref; version: null } => ({
    ref: { type: 'generic', repo: null, namespace: null, name, version: null },
    version: null,
  });
  if (target.text === null) return generic(target.expression === '' ? 'computed name' : target.expression);
  const text = shown(target.text);
  switch (fact.hub) {
    case 'service':
      return { ref: serviceRef(fact.provider ?? 'unknown', text), version: null };
    case 'ollama': {
      const match = /^(?:([\w.-]{1,100}(?:\/[\w.-]{1,100}){0,3})\/)?([\w.-]{1,100})$/.exec(text);
      if (match === null) return generic(text);
      return { ref: { type: 'ollama', repo: null, namespace: match[1] ?? null, name: match[2] ?? '', version: null }, version: null };
    }
    case 'gh': {
      const match = /^([\w.-]{1,100})\/([\w.-]{1,100})(?::([\w./-]{1,200}))?$/.exec(text);
      if (match === null) return generic(text);
      return { ref: { type: 'gh', repo: null, namespace: match[1] ?? '', name: match[2] ?? '', version: null }, version: match[3] ?? null };
    }
    case 'hf': {
      const id = expandAlias(fact.api, text);
      if (!isHubId(id)) return generic(text);
      const slash = id.indexOf('/');
      return {
        ref: {
          type: 'hf',
          repo: fact.component === 'dataset' ? 'datasets' : 'models',
          namespace: slash < 0 ? null : id.slice(0, slash),
          name: id.slice(slash + 1),
          version: null,
        },
        version: null,
      };
    }
  }
}

/** A literal may hold a token, or an address with one (T21). One character more than any valid name has, so that a cut name stays invalid. */
function shown(text: string): string {
  const short = text.slice(0, 1000);
  return (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(short) ? (cleanUrl(short) ?? redact(short)) : redact(short)).slice(0, 201).toWellFormed();
}

function serviceRef(provider: string, text: string): Ref {
  const prefix = /^([\w-]{1,40})\/(.{1,200})$/.exec(text);
  // litellm: "provider/model"; without a prefix it means OpenAI.
  if (provider === 'by-prefix')
    return { type: 'service', repo: null, namespace: prefix?.[1] ?? 'openai', name: prefix?.[2] ?? text, version: null };
  return { type: 'service', repo: null, namespace: provider, name: text, version: null };
}

/** Names that a library completes: sentence-transformers and faster-whisper have their own default owners. */
function expandAlias(api: string, text: string): string {
  const last = api.split('.').at(-1);
  if (text.includes('/')) return text;
  if (last === 'SentenceTransformer' && !/^(?:bert|roberta|distil|xlm|albert|gpt2|t5|xlnet|electra|camembert)/.test(text))
    return `sentence-transformers/${text}`;
  if (last === 'WhisperModel') return `Systran/faster-whisper-${text}`;
  return text;
}
