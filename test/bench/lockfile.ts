/** A check of a pull request that changes ten of 20,000 entries of a lockfile. */
import { checkKnown } from './check.ts';
import { keptHistory, makeHistory } from './history.ts';
import { LOCK_KINDS, type LockKind } from './lock-files.ts';
import type { Measured } from './measure.ts';
import type { Row } from './row.ts';

const ENTRIES = 20_000;

export const lockfileRow: Row = {
  name: 'lockfile',
  async run(place, report) {
    const known: Measured[] = [];
    for (const kind of LOCK_KINDS)
      known.push(await checkKnown(place, report, `check, 10 entries of 20,000, ${kind.path}`, await lockRepository(place.root, kind)));
    report.came('lockfile-time', Math.max(...known.map(({ seconds }) => seconds)));
    report.came('lockfile-memory', Math.max(...known.map(({ peak }) => peak ?? Number.NaN)));
  },
};

/** One lockfile, and a branch "feature" on which ten of its packages have another version. */
function lockRepository(root: string, { path, text }: LockKind): Promise<string> {
  return keptHistory(root, `${path}-${ENTRIES}`, (folder) =>
    makeHistory(folder, ['main', [{ path, text: text(ENTRIES, 0) }]], [['feature', [{ path, text: text(ENTRIES, 10) }]]]),
  );
}
