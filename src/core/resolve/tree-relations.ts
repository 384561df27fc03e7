/** What the tree itself says that a model was made from: the head of weights that lie in it, and what the lock declares of an address. Pure. */
import type { Relation, Relations } from '../hosts/host.ts';
import type { Sighting } from '../model/index.ts';
import { asRead, weightsOf } from '../model/sighting.ts';
import { formatRef } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import { statedRef, unplacedRef } from '../ref/stated-name.ts';

/**
 * ggml, "docs/gguf.md": `general.base_model.{n}.repo_url` and `general.dataset.{n}.repo_url` name what a model was made from by its address,
 * `general.source.*` from what the file was converted. `.organization` and `.name` beside them are words for people: a hint.
 */
const KEY = /^general\.(?:(base_model|dataset)\.(\d{1,4})|(source))\.(?:(repo_url|huggingface\.repository)|(organization)|(name))$/;

export function relationsInTree(sightings: readonly Sighting[]): Relations {
  const heads = sightings.map((one) => weightsOf(one)?.metadata ?? {});
  const declared = sightings.flatMap((one) => {
    const said = asRead(one)?.declared;
    return said?.says === 'names' ? (said.stated?.base ?? []) : [];
  });
  const all = [
    ...declared.map((reference): Relation => ({ ref: { ...parseRef(reference), version: null }, relation: 'base', by: 'lock' })),
    ...heads.flatMap(relationsInHead),
  ];
  return {
    all: [...new Map(all.map((one) => [`${one.relation} ${one.by} ${formatRef(one.ref)}`, one])).values()],
    more: heads.some(hasMore),
  };
}

/** A fact keeps some of many keys (discover/weights/metadata.ts): the head says itself how many bases it names. */
function hasMore(head: Readonly<Record<string, string>>): boolean {
  const read = new Set(Object.keys(head).flatMap((key) => /^general\.base_model\.(\d{1,4})\./.exec(key)?.[1] ?? []));
  return Number(head['general.base_model.count'] ?? 0) > read.size;
}

interface Named {
  readonly kind: 'base_model' | 'dataset' | 'source';
  address?: string;
  organization?: string;
  name?: string;
}

function relationsInHead(head: Readonly<Record<string, string>>): Relation[] {
  const named = new Map<string, Named>();
  for (const [key, value] of Object.entries(head)) {
    const [, kind, index = '', source, address, organization, name] = KEY.exec(key) ?? [];
    const sort = (kind ?? source) as Named['kind'] | undefined;
    if (sort === undefined || value.trim() === '') continue;
    const id = `${sort} ${index}`;
    const one = named.get(id) ?? { kind: sort };
    named.set(id, one);
    if (address !== undefined) one.address = value;
    if (organization !== undefined) one.organization = value;
    if (name !== undefined) one.name = value;
  }
  return [...named.values()].flatMap(relationOf);
}

function relationOf({ kind, address, organization, name }: Named): Relation[] {
  const repo = kind === 'dataset' ? 'datasets' : 'models';
  const relation = kind === 'dataset' ? 'trained-on' : 'base';
  if (address !== undefined) return [{ ref: statedRef(address, repo) ?? unplacedRef(address), relation, by: 'config' }];
  if (organization === undefined || name === undefined) return [];
  // As people write it: "Meta Llama", "Llama 3.1 8B".
  const ref = statedRef(`${organization}/${name}`.replaceAll(' ', '-'), repo);
  return ref === null ? [] : [{ ref, relation, by: 'hint' }];
}
