/** A neutral tree → what it names. Each node is looked at once; texts that hold a document are read as one. */
import type { Fact } from '../../../model/index.ts';
import { addFacts, isFull } from '../../languages/shell/limits.ts';
import { atPlace, type PlacedFile } from '../../languages/shell/mapped.ts';
import { type Above, rootOf } from './above.ts';
import { addressLoad } from './addresses.ts';
import { argumentsIn, argumentsOfText } from './arguments.ts';
import { digestAmong, fileAddressLoad } from './file-address.ts';
import { namedIn } from './mapping.ts';
import { nestedTree } from './nested.ts';
import { pairsIn } from './pairs.ts';
import type { KeyedList, KeyedNode } from './tree.ts';

interface Open {
  readonly node: KeyedNode;
  readonly key: string;
  readonly above: Above;
  /** Documents around it. */
  readonly nested: number;
  /** Of the text around it: what it holds has no place of its own. */
  readonly at: number | null;
  /** What the map around states of a file; absent: nothing. */
  readonly digest?: string | null;
}

const MAX_NESTED = 2;

/** `isLookedThrough`: as of `AroundMap`. */
export function factsInTree(root: KeyedNode | null, file: PlacedFile, isLookedThrough = false): Fact[] {
  const facts: Fact[] = [];
  const open: Open[] = root === null ? [] : [{ node: root, key: '', above: rootOf(root, isLookedThrough), nested: 0, at: null }];
  for (let next = open.pop(); next !== undefined && !isFull(facts); next = open.pop()) {
    const { node, key, above, at } = next;
    const placed = (offset: number): { line: number; column: number } => file.at(at ?? offset);
    if (node.kind === 'scalar') {
      addFacts(
        facts,
        addressLoad(key, node.text, () => atPlace(node.text, at ?? node.at), file),
      );
      addFacts(
        facts,
        fileAddressLoad(key, node.text, next.digest ?? null, () => placed(node.at)),
      );
      const inner = next.nested < MAX_NESTED ? nestedTree(key, node.text) : null;
      if (inner !== null) open.push({ node: inner, key, above, nested: next.nested + 1, at: at ?? node.at });
    } else if (node.kind === 'list') {
      openItems(node, next, open);
      addFacts(facts, namedIn(argumentsIn(node), above.around(false, placed)));
    } else {
      const fields = node.fields();
      addFacts(facts, namedIn(fields, above.around(node === root || fields.length === 1, placed)));
      const written = fields.flatMap(({ name, value }) => (value?.kind === 'scalar' ? argumentsOfText(name, value) : []));
      if (written.length > 0) addFacts(facts, namedIn(written, above.around(false, placed)));
      const below = above.below(fields);
      const digest = digestAmong(fields);
      for (const { name, value } of fields)
        if (value !== null && (value.kind !== 'scalar' || mayHold(value.text)))
          open.push({ ...next, node: value, key: name, above: below(name), digest });
    }
  }
  return facts;
}

/** `[{name: NAME, value: text}]` is a map in another form (Kubernetes, task definitions, settings of cloud services). */
function openItems(list: KeyedList, next: Open, open: Open[]): void {
  const items = list.items();
  const pairs = pairsIn(items);
  const above = next.above.inList(items.length);
  if (pairs.length > 0) open.push({ ...next, above, node: { kind: 'map', at: list.at, fields: () => pairs } });
  for (const item of items) if (item !== null && (item.kind !== 'scalar' || mayHold(item.text))) open.push({ ...next, above, node: item });
}

/** Whether a text can be an address or a document. */
function mayHold(text: string): boolean {
  return (
    text.length >= 8 && (/^(?:h(?:f|ttp|ugging)|ollama:|[a-z][a-z0-9]{1,7}:\/\/)|^\s*[{[]/.test(text) || /\n|;[A-Za-z ]{2,40}=/.test(text))
  );
}
