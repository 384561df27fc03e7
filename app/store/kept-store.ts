/** `KeptPulls` of app/evaluate/ports.ts over the database: each call is one transaction of one installation (T27). */
import { packedContent, unpackedContent } from './kept-content.ts';
import { dropKeptPull, keptPullKeys, keptPullsOfHead, loadKeptPull, saveKeptPull } from './kept-pulls.ts';
import type { Store } from './sql.ts';

interface PullKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
}

interface State<Kept> extends PullKey {
  readonly base: string;
  readonly head: string;
  readonly conclusion: string;
  readonly autoMerge: boolean;
  readonly kept: Kept | null;
}

/** `Kept` is the evaluation's; only its JSON is kept. */
export function keptStore<Kept>(store: Store) {
  return {
    async save({ installationId: installation, repositoryId: repository, kept, number, ...rest }: State<Kept>): Promise<void> {
      const content = kept === null ? null : await packedContent(kept);
      const { base, head, conclusion, autoMerge } = rest;
      const row = { repository, number, base, head, conclusion, autoMerge, content };
      await store.transaction({ installation }, (tx) => saveKeptPull(tx, installation, row));
    },
    async load({ installationId, repositoryId, number }: PullKey): Promise<State<Kept> | null> {
      const row = await store.transaction({ installation: installationId }, (tx) => loadKeptPull(tx, installationId, repositoryId, number));
      if (row === null) return null;
      const { content, base, head, conclusion, autoMerge } = row;
      const kept = content === null ? null : ((await unpackedContent(content)) as Kept);
      return { installationId, repositoryId, number, base, head, conclusion, autoMerge, kept };
    },
    keys: (installationId: number): Promise<readonly PullKey[]> =>
      store.transaction({ installation: installationId }, async (tx) =>
        (await keptPullKeys(tx, installationId)).map(({ repository, number }) => ({ installationId, repositoryId: repository, number })),
      ),
    ofHead: ({ installationId, repositoryId }: Omit<PullKey, 'number'>, head: string): Promise<readonly PullKey[]> =>
      store.transaction({ installation: installationId }, async (tx) =>
        (await keptPullsOfHead(tx, installationId, repositoryId, head)).map((number) => ({ installationId, repositoryId, number })),
      ),
    drop: ({ installationId: installation, repositoryId, number }: PullKey): Promise<void> =>
      store.transaction({ installation }, (tx) => dropKeptPull(tx, installation, repositoryId, number)),
  };
}
