/** Groups of an organization's repositories (`repositories` of its policy): which repository is in which, and what holds there (T25). */
import { globMatches } from './glob.ts';
import type { PolicyFile, PolicyGroup } from './load.ts';

/** What is known of a repository, for groups. Null: nobody could tell. */
export interface RepositoryTraits {
  readonly id: number | null;
  /** Without its owner. */
  readonly name: string | null;
  readonly topics: readonly string[] | null;
  /** Custom properties of the organization, by name; what has one value has a list of one. */
  readonly properties: ReadonlyMap<string, readonly string[]> | null;
}

/** What of a repository these groups have to know. */
export function traitsAsked(groups: readonly PolicyGroup[]): ReadonlySet<keyof RepositoryTraits> {
  return new Set(
    groups.flatMap(({ match: { id, name, topic, property } }): (keyof RepositoryTraits)[] => [
      ...(id === undefined ? [] : (['id'] as const)),
      ...(name === undefined ? [] : (['name'] as const)),
      ...(topic === undefined ? [] : (['topics'] as const)),
      ...(property === undefined ? [] : (['properties'] as const)),
    ]),
  );
}

/** All that a group names must hold; "unknown": what it names nobody could tell. */
export function membershipIn({ match }: PolicyGroup, traits: RepositoryTraits): 'member' | 'other' | 'unknown' {
  const answers = [
    answer(match.id, traits.id, (ids, id) => ids.includes(id)),
    answer(match.name, traits.name, (names, name) => names.some((one) => globMatches(one.toLowerCase(), name.toLowerCase()))),
    answer(match.topic, traits.topics, (wanted, topics) => wanted.some((one) => topics.includes(one.toLowerCase()))),
    ...Object.entries(match.property ?? {}).map(([key, value]) =>
      answer(value, traits.properties, (wanted, properties) => wanted.some((one) => properties.get(key)?.includes(one) === true)),
    ),
  ];
  if (answers.includes('other')) return 'other';
  return answers.includes('unknown') ? 'unknown' : 'member';
}

function answer<T, K>(
  wanted: T | readonly T[] | undefined,
  known: K | null,
  holds: (wanted: readonly T[], known: K) => boolean,
): 'member' | 'other' | 'unknown' {
  if (wanted === undefined) return 'member';
  if (known === null) return 'unknown';
  return holds(Array.isArray(wanted) ? (wanted as readonly T[]) : [wanted as T], known) ? 'member' : 'other';
}

/** Groups that a repository can leave by itself (T25), "path:line what": the file is right, and somebody should know. */
export function leavableGroups({ groups }: PolicyFile): string[] {
  return groups.flatMap(({ match, file: group }) =>
    match.name === undefined && match.topic === undefined
      ? []
      : [
          `${group.origin('match')}: this group is left by whoever administers a repository and changes its ${match.name === undefined ? 'topics' : 'name'}. Match by "id", or by a "property" that only the organization edits`,
        ],
  );
}
