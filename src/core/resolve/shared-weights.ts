/**
 * Components that hold the same weights: one of them is made from the other, or both from a third; and what one revision states of them holds
 * for another, whatever that one leaves out (T11). A hint, and no statement. Pure.
 */
import type { Ancestor, Component } from '../model/index.ts';
import { formatRef } from '../ref/format.ts';
import { ancestorKey } from './follow-lineage.ts';

const WEIGHTS = /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|h5|keras|msgpack|npz|tflite)$/i;
/** Of one component; many who hold the same bytes say no more than some. */
const MAX_ALIKE = 5;
const MAX_LOOKED_AT = 200;

export interface SharedWeights {
  /**
   * Beside what is stated of it: whoever is named there, or is made from this one, is told already. `cut`: another revision of it has more
   * ancestors than were followed, which does not change by moving to this one.
   */
  of(this: void, component: Component): NonNullable<Component['lineage']>;
}

type Holders = ReadonlyMap<string, readonly Component[]>;

/** Both with what is stated of them. `before`: of the tree before a change, what the change moves to another revision, and what it takes away. */
export function sharedWeights(components: readonly Component[], before: readonly Component[]): SharedWeights {
  const [here, there] = [holdersIn(components), holdersIn(before)];
  return {
    of(component) {
      const key = ancestorKey(component.ref);
      // What the tree had before has a limit of its own, and comes first: nothing that a change brings along uses it up.
      const others = [...holdersBeside(component, there), ...holdersBeside(component, here)];
      const revisions = others.filter(({ ref }) => ancestorKey(ref) === key).slice(0, MAX_ALIKE);
      return {
        ancestors: [...statedOf(component, revisions), ...hintsAt(component, others)],
        cut: revisions.some(({ lineage }) => lineage?.cut === true),
      };
    },
  };
}

function holdersIn(components: readonly Component[]): Holders {
  const holders = new Map<string, Component[]>();
  for (const component of components)
    for (const sha256 of weightsIn(component)) {
      const before = holders.get(sha256);
      if (before === undefined) holders.set(sha256, [component]);
      else before.push(component);
    }
  return holders;
}

/** Each once. */
function holdersBeside(component: Component, holders: Holders): readonly Component[] {
  const found = new Set<Component>();
  let looked = 0;
  for (const sha256 of weightsIn(component))
    for (const other of holders.get(sha256) ?? []) {
      if (other === component) continue;
      if (looked++ === MAX_LOOKED_AT) return [...found];
      found.add(other);
    }
  return [...found];
}

/** What other revisions of it state, and it does not, or only in a weaker way. Beyond the first hop it is what the ancestors themselves state. */
function statedOf({ ref, lineage }: Component, revisions: readonly Component[]): readonly Ancestor[] {
  const own = formatRef({ ...ref, version: null });
  const told = new Map<string, number>();
  for (const one of lineage?.ancestors ?? []) told.set(stepKey(one), Math.max(strictness(one), told.get(stepKey(one)) ?? 0));
  return revisions.flatMap((revision) =>
    (revision.lineage?.ancestors ?? []).flatMap((one): Ancestor[] => {
      const key = stepKey(one);
      if ((told.get(key) ?? 0) >= strictness(one)) return [];
      told.set(key, strictness(one));
      if (one.of.toLowerCase() !== own.toLowerCase()) return [one];
      return [{ ...one, of: own, ...(one.by === 'hint' ? {} : { by: 'hint', weights: 'of-another-revision' }) }];
    }),
  );
}

function stepKey({ of, ref }: Ancestor): string {
  return JSON.stringify([of.toLowerCase(), ref.toLowerCase()]);
}

/** How much of the terms of an ancestor comes along by such a step. */
function strictness({ relation }: Ancestor): number {
  if (relation === 'trained-on') return 1;
  return relation === 'distilled' ? 2 : 3;
}

function hintsAt(component: Component, others: readonly Component[]): readonly Ancestor[] {
  const told = new Set([ancestorKey(component.ref), ...(component.lineage?.ancestors ?? []).map(({ ref }) => ref.toLowerCase())]);
  const found: Ancestor[] = [];
  for (const other of others) {
    const key = ancestorKey(other.ref);
    if (found.length === MAX_ALIKE) return found;
    if (told.has(key) || isMadeFrom(other, component)) continue;
    told.add(key);
    found.push(hintAt(component, other));
  }
  return found;
}

function weightsIn({ kind, hub }: Component): ReadonlySet<string> {
  if (kind !== 'model' || hub === null || hub.redirectedTo !== null) return new Set();
  const files = hub.files.filter(({ path }) => WEIGHTS.test(path));
  return new Set(files.flatMap(({ hashes }) => hashes.flatMap(({ algorithm, value }) => (algorithm === 'sha256' ? [value] : []))));
}

function isMadeFrom({ hub }: Component, { name }: Component): boolean {
  return hub?.baseModels.some(({ id }) => id.toLowerCase() === name.toLowerCase()) === true;
}

/** What it states of itself is known: it is a component of the same tree, or was one. */
function hintAt(component: Component, { ref, claims, version, hub }: Component): Ancestor {
  return {
    ref: formatRef({ ...ref, version: null }),
    kind: 'model',
    of: formatRef({ ...component.ref, version: null }),
    relation: 'base',
    by: 'hint',
    weights: 'of-another',
    claims,
    commit: version,
    pipelineTag: hub?.pipelineTag ?? null,
    unresolved: null,
  };
}
