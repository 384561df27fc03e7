/** What one load may mean: of which hub, which kind, and how sure that is (T37). */
import type { Doubt, LoadFact } from '../../model/index.ts';
import type { Callables, Whose } from './callable.ts';
import type { ValueResolver } from './resolver.ts';

/** Who tells whose a callable is, and what an expression says. */
export interface MeaningContext {
  readonly callables: Callables;
  readonly resolver: ValueResolver;
}

export interface LoadMeaning {
  readonly fact: LoadFact;
  readonly doubts: readonly Doubt[];
  /** False: nothing is known of whose callable it is. */
  readonly known: boolean;
}

/** By whose callable it is: the hub's, another hub's, both where that is not certain, or none (T37). And by what kind of repository. */
export function meaningsOf(path: string, fact: LoadFact, context: MeaningContext): LoadMeaning[] {
  const whose = fact.callable === undefined ? null : context.callables.whose(path, fact.callable);
  const sure = whose === null || whose.size === 1;
  const doubts: Doubt[] = sure && whose?.has('open') !== true ? [] : ['callable'];
  const kinds = kindsOf(path, fact, context.resolver);
  const facts: LoadMeaning[] = [];
  if (whose === null || fact.component === 'service') {
    const ours = whose === null || ['hub', 'google', 'open'].some((one) => whose.has(one as Whose));
    return ours
      ? kinds.map((kind) => ({ fact: { ...fact, component: kind }, doubts: kinds.length > 1 ? ['kind'] : doubts, known: true }))
      : [];
  }
  for (const kind of kinds) {
    const all = kinds.length > 1 ? [...doubts, 'kind' as const] : doubts;
    if (whose.has('hub') || whose.has('open')) facts.push({ fact: { ...fact, component: kind }, doubts: all, known: true });
    if (whose.has('modelscope'))
      facts.push({ fact: { ...fact, component: kind, hub: 'modelscope', endpoint: null }, doubts: all, known: true });
  }
  if (whose.has('google') && fact.part === undefined)
    facts.push({
      fact: { ...fact, component: 'service', hub: 'service', provider: 'google', endpoint: null, remoteCode: false, pin: null },
      doubts: [],
      known: true,
    });
  // A package of which nothing is known may load from anywhere: said, and no model of the hub.
  if (facts.length === 0 && whose.has('foreign') && fact.callable?.telling === true && fact.part === undefined)
    facts.push({ fact, doubts: ['callable'], known: false });
  return facts;
}

/** `repo_type=KIND`; what cannot be told may be both. A space is neither. */
function kindsOf(path: string, fact: LoadFact, resolver: ValueResolver): readonly LoadFact['component'][] {
  if (fact.repoType === undefined) return [fact.component];
  const texts = resolver.resolve(path, fact.repoType, fact).map(({ text }) => text);
  if (texts.includes(null)) return ['model', 'dataset'];
  return [
    ...(texts.includes('dataset') ? ['dataset' as const] : []),
    ...(texts.some((text) => text === 'model' || text === '') ? ['model' as const] : []),
  ];
}

/** What is not certain of a load that is meant so. Sorted. */
export function doubtsOf({ fact, doubts }: LoadMeaning): readonly Doubt[] {
  const open: Doubt[] = fact.open === undefined ? [] : [fact.open === 'unread' ? 'arguments' : fact.open];
  return [...new Set([...doubts, ...open])].sort();
}
