/** bom-refs: one for each component, readable, unique in the document. */
import type { Bom, BomComponent } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';

export interface BomRefs {
  /** The subject of the document. */
  readonly root: string;
  /** Weighbridge itself. */
  readonly tool: string;
  readonly of: (component: BomComponent) => string;
  /** All refs with this component key; none for a key that is not in the Bom. */
  readonly byKey: (key: string) => readonly string[];
}

/**
 * The key, made visible; with "#2", "#3"… where two keys look alike after that, in the order of the Bom, which is sorted.
 * CycloneDX demands uniqueness, and a hostile path must not make one component answer for another.
 */
export function bomRefs(bom: Bom): BomRefs {
  const taken = new Set<string>();
  const unique = (text: string): string => {
    const wanted = visible(text) || 'component';
    let ref = wanted;
    for (let count = 2; taken.has(ref); count++) ref = `${wanted}#${count}`;
    taken.add(ref);
    return ref;
  };
  const root = unique('weighbridge:subject');
  const tool = unique('weighbridge:tool');
  const { components } = bom;
  const refs = new Map(components.map((component) => [component, unique(component.key)]));
  const byKey = Map.groupBy(components, (component) => component.key);
  return {
    root,
    tool,
    of: (component) => refs.get(component) ?? root,
    byKey: (key) => (byKey.get(key) ?? []).flatMap((component) => refs.get(component) ?? []),
  };
}
