/** Lineage: which components of a Bom come from which others, as the hub's cards state it. */
import type { Bom, BomComponent } from '../model/index.ts';
import type { Ref } from '../ref/index.ts';
import { identityOf } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import { compareText } from '../base/order.ts';

type Edge = Bom['dependencies'][number];

/** The reference that a card's id names, or null: a card may state anything, and what is no id is in no Bom. */
export function hubRef(id: string, repo: 'models' | 'datasets'): Ref | null {
  try {
    return parseRef(repo === 'datasets' ? `hf:datasets/${id}` : `hf:${id}`);
  } catch {
    return null;
  }
}

/**
 * Edges from each model to its base models and training datasets that are in the Bom. A card names no revision, so the edge
 * goes to every version of the target that is there. Sorted by from, to, relation; none to itself.
 */
export function linkLineage(components: readonly BomComponent[]): Edge[] {
  if (components.every(({ kind }) => kind === 'library')) return [];
  const byIdentity = Map.groupBy(components, (component) => component.identity);
  const edges = new Map<string, Edge>();
  for (const component of components.filter(({ hub, stated }) => hub !== null || stated !== undefined)) {
    const bases = [
      ...(component.hub?.baseModels ?? []).map(({ id, relation }) => ({ ref: hubRef(id, 'models'), relation })),
      ...(component.stated?.base ?? []).map((base) => ({ ref: parseRef(base), relation: 'base' as const })),
    ];
    const datasets = (component.hub?.datasets ?? []).map((id) => ({ ref: hubRef(id, 'datasets'), relation: 'trained-on' as const }));
    for (const { ref, relation } of [...bases, ...datasets]) {
      const targets = ref === null ? [] : (byIdentity.get(identityOf(ref)) ?? []);
      for (const target of targets) {
        // A card that names itself, in whatever version, says nothing about where it comes from.
        if (target.identity === component.identity) continue;
        edges.set(JSON.stringify([component.key, target.key, relation]), { from: component.key, to: target.key, relation });
      }
    }
  }
  return [...edges.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.relation, b.relation));
}
