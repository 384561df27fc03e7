/**
 * One function makes clients of several providers, and one name reaches all of them: `openai(model) if kind == "openai" else ollama(model)`.
 * Which of them gets it is decided when it runs. By its form the name says whose it is; that the others may get it as well is judged, and told
 * apart.
 */
import type { ReadSighting, ServiceSighting, Sighting, Unknown } from '../../model/index.ts';
import { asRead } from '../../model/sighting.ts';
import { isFamily } from '../configs/keyed/hub-names.ts';
import { hostedModelOf } from '../hosted/index.ts';
import { NO_ADDRESS } from './service-origin.ts';

/** They run what others made, under its own name. */
const RUNS_OTHERS: ReadonlySet<string> = new Set(['azure', 'openrouter', 'vercel', 'github', 'bedrock', 'google']);
const NO_MODEL = '(computed)';

/** Of the sightings of one file: those that only a branch for somebody else would make are mentions. */
export function handedOut(sightings: readonly Sighting[]): readonly Sighting[] {
  const named = sightings.flatMap((one) => {
    const read = handed(one);
    return read === null ? [] : [read];
  });
  const unsure = Map.groupBy(sightings.filter(isService), (one) => JSON.stringify([one.place, one.ref.name]));
  const apart = new Set<Sighting>([
    ...[...Map.groupBy(named, textOf).values()].flatMap(othersOf),
    ...[...unsure.values()].flatMap(nowhere),
  ]);
  return apart.size === 0 ? sightings : (sightings.map((one) => (apart.has(one) ? { ...one, mention: true } : one)) as Sighting[]);
}

/** A name that comes from elsewhere, for a hosted model or one that is loaded; null: it is written where it is used. */
function handed(sighting: Sighting): ReadSighting | null {
  if (sighting.type !== 'service' && sighting.type !== 'load') return null;
  const read = asRead(sighting);
  if (read === null || read.ref.name === NO_MODEL) return null;
  // What a caller hands to the function around the load is written where it is called.
  return read.how === 'literal' && read.readAt === undefined && !read.api.includes(' → ') ? null : read;
}

function isService(one: Sighting): one is ServiceSighting {
  return one.type === 'service';
}

/** Who answers is the provider, or whoever has an address that is computed: one load, which is told by its provider. */
function nowhere(same: readonly ServiceSighting[]): readonly Sighting[] {
  const known = same.filter(({ ref }) => ref.namespace !== NO_ADDRESS);
  return known.length === 0 ? [] : same.filter(({ ref }) => ref.namespace === NO_ADDRESS);
}

/** "llama3.2:3b" of a hosted one is "llama3.2" with a tag of a local one. */
function textOf({ ref }: ReadSighting): string {
  return ref.name.toLowerCase().replace(/:[\w.-]{1,60}$/, '');
}

function othersOf(named: readonly ReadSighting[]): readonly Sighting[] {
  const who = new Set(named.map(whoOf));
  if (who.size < 2) return [];
  const [first] = named;
  const own = hostedModelOf(first?.ref.name ?? '');
  const isOwn = (one: ReadSighting): boolean => {
    if (own?.certain === true) return whoOf(one) === own.provider || RUNS_OTHERS.has(whoOf(one));
    return one.type === 'load' && (one.ref.type !== 'ollama' || isFamily(one.ref.name));
  };
  return named.some(isOwn) ? named.filter((one) => !isOwn(one)) : [];
}

/**
 * Of one load: names of others that reach a provider's own client, beside names of its own. A base class keeps what each of its children gives
 * it, and only one of them asks this provider.
 */
export function apartFromOwn<T extends Sighting | Unknown>(found: readonly T[]): readonly T[] {
  const services = found.filter((one): one is T & ServiceSighting => one.type === 'service' && handed(one) !== null);
  const own = new Set(services.flatMap(({ ref }) => (hostedModelOf(ref.name)?.provider === ref.namespace ? [ref.namespace ?? ''] : [])));
  if (own.size === 0) return found;
  const isOther = ({ ref: { name, namespace } }: ServiceSighting): boolean => {
    if (!own.has(namespace ?? '') || RUNS_OTHERS.has(namespace ?? '')) return false;
    const form = hostedModelOf(name);
    return form === null || !form.certain ? isFamily(name) && form?.provider !== namespace : form.provider !== namespace;
  };
  return found.map((one) => (services.some((service) => service === one && isOther(service)) ? { ...one, mention: true as const } : one));
}

/** Who answers, or from where it is loaded. */
function whoOf({ type, ref }: ReadSighting): string {
  return type === 'service' ? (ref.namespace ?? '') : ref.type;
}
