/** Aliases and merge keys of YAML, read through (T35). What that unfolds is counted: a few lines can stand for gigabytes (T39). */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, visit, type YAMLMap } from 'yaml';

/** Nodes and fields that the aliases of one file may stand for. */
const MAX_WORK = 200_000;
/** Entries that are looked over: those of one list again under each alias. */
const MAX_LOOKED_OVER = 500_000;
/** Aliases of aliases, and mappings that merge what merges. */
const MAX_CHAIN = 60;

/** One entry of a mapping. `at`: offset of the key, or of the merge key that brings it. */
export interface YamlField {
  readonly name: string;
  readonly value: Node | null;
  readonly at: number;
  readonly merged: boolean;
}

export interface References {
  /** What a node stands for. null: nothing, or an alias without its anchor. */
  target(node: Node | null | undefined): Node | null;
  /** The entries of a mapping and of those that it merges ("<<"); of equal names the own ones, and of merged ones the first. */
  fields(map: YAMLMap): readonly YamlField[];
  /** Takes one step of work; false when all is used up. */
  step(): boolean;
  /** Takes as many entries as are looked over; false when all is used up. */
  lookOver(count: number): boolean;
  readonly exhausted: boolean;
}

export function referencesOf(documents: readonly Document.Parsed[]): References {
  const targets = new Map<Alias, Node>();
  for (const document of documents) {
    const anchors = new Map<string, Node>();
    // In the order of the text: an alias means the last anchor of that name before it (YAML 1.2.2, 7.1).
    visit(document, (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) anchors.set(node.anchor, node as Node);
    });
  }
  let work = 0;
  let lookedOver = 0;
  const known = new Map<YAMLMap, readonly YamlField[]>();

  function target(node: Node | null | undefined): Node | null {
    let found = node ?? null;
    for (let chain = 0; isAlias(found); chain++) found = chain >= MAX_CHAIN ? null : (targets.get(found) ?? null);
    return found;
  }

  function step(): boolean {
    work += 1;
    return work <= MAX_WORK;
  }

  function fields(map: YAMLMap, depth = 0): readonly YamlField[] {
    const before = known.get(map);
    if (before !== undefined) return before;
    if (depth > MAX_CHAIN) {
      work = MAX_WORK + 1;
      return [];
    }
    // A mapping that merges itself has its own entries alone.
    known.set(map, []);
    const own = new Set<string>();
    const merges: { readonly value: Node | null; readonly at: number }[] = [];
    const list: YamlField[] = [];
    for (const pair of map.items as YAMLMap<Node, Node | null>['items']) {
      const key = target(pair.key);
      const name = isScalar(key) ? String(key.value) : '';
      const at = pair.key.range?.[0] ?? 0;
      if (name === '<<' && isMergeKey(key)) merges.push({ value: pair.value, at });
      else {
        own.add(name);
        list.push({ name, value: target(pair.value), at, merged: false });
      }
    }
    for (const { value, at } of merges) {
      const node = target(value);
      for (const one of isSeq<Node | null>(node) ? node.items.map(target) : [node]) {
        if (!isMap(one)) continue;
        for (const field of fields(one, depth + 1)) {
          if (!step()) break;
          if (own.has(field.name)) continue;
          own.add(field.name);
          list.push({ name: field.name, value: field.value, at, merged: true });
        }
      }
    }
    known.set(map, list);
    return list;
  }

  return {
    target,
    fields: (map) => fields(map),
    step,
    lookOver: (count) => (lookedOver += count) <= MAX_LOOKED_OVER,
    get exhausted() {
      return work > MAX_WORK || lookedOver > MAX_LOOKED_OVER;
    },
  };
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && (key as Scalar).type === 'PLAIN';
}
