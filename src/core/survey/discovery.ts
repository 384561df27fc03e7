/** What is in one tree, by reading alone. */
import type { TreeEntries } from '../discover/entries.ts';
import type { Together } from '../discover/lookup/together.ts';
import type { TreeHosts } from '../hosts/of-tree.ts';
import type { OwnLicenseSeen, Problem, Sighting, Steering, TreeEntry, Unknown } from '../model/index.ts';

export interface Discovery {
  readonly entries: TreeEntries;
  /** Files that are used through links, at the path that is used. */
  readonly linked: readonly TreeEntry[];
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
  /** How many sightings each label of the policy moved. */
  readonly moved: readonly number[];
  readonly problems: readonly Problem[];
  /** What the tree lets installers do, sorted by place. */
  readonly steering: readonly Steering[];
  /** What files say of the license of the tree's own packages, sorted by place. */
  readonly ownLicenses: readonly OwnLicenseSeen[];
  /** Whether a checkout may show another text at this path. */
  readonly isHidden: (path: string) => boolean;
  /** Who speaks about what is in it. */
  readonly hosts: TreeHosts;
  readonly together: Together;
}
