/** The answer to "where is it?" for people. Names in it were written by others. Pure. */
import { visibleUpTo } from '../../src/core/index.ts';
import type { FoundUse, Inventoried } from '../store/where.ts';

export interface WhereAnswer {
  readonly account: string;
  readonly inventoried: Inventoried;
  readonly found: readonly (FoundUse & { readonly certain: boolean })[];
  /** There are more than are shown. */
  readonly cut: boolean;
}

type Row = readonly [string, string, string, string, string, string];

const HEAD: Row = ['REPOSITORY', 'WHERE', 'COMMIT', 'VERSION', 'SINCE', 'THROUGH'];

export function answerText(asked: string, { account, inventoried, found, cut }: WhereAnswer): string {
  const { repositories, unread, names, releases } = inventoried;
  const holding = new Set(found.map(({ owner, repository }) => `${owner}/${repository}`)).size;
  const rows = [HEAD, ...found.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table =
    found.length === 0
      ? []
      : rows.map((row) =>
          row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd(),
        );
  const listed = names.map((name) => shown(name)).join(', ');
  return [
    `${shown(account)}: ${shown(asked)} is in ${holding} of ${counted(repositories, 'repository', 'repositories')}; ${counted(releases, 'release was', 'releases were')} looked through.`,
    ...table,
    ...(found.some(({ certain }) => !certain) ? ['? its version is not known, or moves: it may be the one that is asked for.'] : []),
    ...(cut ? ['There is more than is shown: ask for one component, or one version.'] : []),
    ...(unread === 0
      ? []
      : [
          `${counted(unread, 'repository was', 'repositories were')} not read yet, and may contain it: ${listed}${unread > names.length ? ', …' : ''}`,
        ]),
    '',
  ].join('\n');
}

function rowOf(use: WhereAnswer['found'][number]): Row {
  const { owner, repository, removed, commit, version, requested, since, until, certain } = use;
  const known = version === '' ? (requested === '' ? 'unknown' : requested) : version;
  return [
    shown(`${owner}/${repository}${removed ? ' (removed)' : ''}`),
    shown(heldAt(use)),
    commit.slice(0, 12),
    `${certain ? '' : '? '}${shown(/^[0-9a-f]{40,64}$/.test(known) ? known.slice(0, 12) : known)}`,
    `${since.slice(0, 10)}${until === null ? '' : ` to ${until.slice(0, 10)}`}`,
    shown(wayOf(use)),
  ];
}

function heldAt({ held, name, defaultBranch }: FoundUse): string {
  if (held === 'branch') return defaultBranch;
  return held === 'pull' ? `#${name}` : `release ${name}`;
}

function wayOf({ through, relation, places, morePlaces }: FoundUse): string {
  const [first] = places;
  const place = first === undefined ? 'no place is known' : `${first.path}:${first.line}`;
  const more = places.length - 1 + morePlaces;
  const way = through.length === 0 ? '' : `${relation ?? 'part'} of ${[...through].reverse().join(' in ')}, `;
  return `${way}${place}${more > 0 ? ` (+${more})` : ''}`;
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function shown(text: string): string {
  return visibleUpTo(text, 300);
}
