/** Components that hold the same weights: one of them is made from the other, or both from a third (T11). A hint, and no statement. Pure. */
import type { HostSubject } from '../hosts/host.ts';
import type { Ancestor, Component } from '../model/index.ts';
import { formatRef } from '../ref/format.ts';
import { ancestorKey } from './follow-lineage.ts';

const WEIGHTS = /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|h5|keras|msgpack|npz|tflite)$/i;
/** Of one component; many who hold the same bytes say no more than some. */
const MAX_ALIKE = 5;
const MAX_LOOKED_AT = 200;

export interface SharedWeights {
  /** `known`: what it is made from as stated; whoever is named there, or is made from this one, is told already. */
  of(this: void, component: Component, known: readonly HostSubject[]): readonly Ancestor[];
}

export function sharedWeights(components: readonly Component[]): SharedWeights {
  const holders = new Map<string, Component[]>();
  for (const component of components)
    for (const sha256 of weightsIn(component)) {
      const before = holders.get(sha256);
      if (before === undefined) holders.set(sha256, [component]);
      else before.push(component);
    }
  return {
    of(component, known) {
      const told = new Set([ancestorKey(component.ref), ...known.map(({ ref }) => ancestorKey(ref))]);
      const found: Ancestor[] = [];
      let looked = 0;
      for (const sha256 of weightsIn(component))
        for (const other of holders.get(sha256) ?? []) {
          const key = ancestorKey(other.ref);
          if (looked++ === MAX_LOOKED_AT || found.length === MAX_ALIKE) return found;
          if (told.has(key) || isMadeFrom(other, component)) continue;
          told.add(key);
          found.push(hintAt(component, other));
        }
      return found;
    },
  };
}

function weightsIn({ kind, hub }: Component): ReadonlySet<string> {
  if (kind !== 'model' || hub === null || hub.redirectedTo !== null) return new Set();
  const files = hub.files.filter(({ path }) => WEIGHTS.test(path));
  return new Set(files.flatMap(({ hashes }) => hashes.flatMap(({ algorithm, value }) => (algorithm === 'sha256' ? [value] : []))));
}

function isMadeFrom({ hub }: Component, { name }: Component): boolean {
  return hub?.baseModels.some(({ id }) => id.toLowerCase() === name.toLowerCase()) === true;
}

/** What it states of itself is known: it is a component of the same tree. */
function hintAt(component: Component, { ref, claims, version, hub }: Component): Ancestor {
  return {
    ref: formatRef({ ...ref, version: null }),
    kind: 'model',
    of: formatRef({ ...component.ref, version: null }),
    relation: 'base',
    by: 'hint',
    claims,
    commit: version,
    pipelineTag: hub?.pipelineTag ?? null,
    unresolved: null,
  };
}
