/** Lists what AI SBOMs contain that were kept before there was a list: without it they are not found, and said to be unread. */
import type { Bom } from '../../src/core/index.ts';
import { activeInstallations } from '../store/installations.ts';
import { markListed, unlistedSnapshots } from '../store/snapshots.ts';
import type { Store } from '../store/sql.ts';
import { saveUses } from '../store/uses.ts';
import { usesOfBom } from '../where/uses-of-bom.ts';
import type { Queue } from './queue.ts';

/** Of one installation in one sweep. */
const BATCH = 200;

/** Returns how many were listed. What cannot be read is made anew. */
export async function listUses(store: Store, queue: Queue, signal: AbortSignal): Promise<number> {
  let listed = 0;
  for (const installation of await store.transaction('operator', activeInstallations)) {
    for (const { repository, commit, content } of await store.transaction({ installation }, (tx) =>
      unlistedSnapshots(tx, installation, BATCH),
    )) {
      signal.throwIfAborted();
      const uses = readUses(content);
      if (uses === null) {
        await queue.enqueue({ kind: 'branch', installation, repository }, { priority: -2 });
        continue;
      }
      await store.transaction({ installation }, async (tx) => {
        await saveUses(tx, { installation, repository, held: 'branch', name: '', commit, at: null }, uses);
        await markListed(tx, { installation, repository, commit });
      });
      listed += 1;
    }
  }
  return listed;
}

/** Null: another release wrote it in another form. */
function readUses(content: Uint8Array): ReturnType<typeof usesOfBom> | null {
  try {
    return usesOfBom(JSON.parse(Buffer.from(content).toString('utf8')) as Bom);
  } catch {
    return null;
  }
}
