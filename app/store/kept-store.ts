/** `KeptPulls` of app/evaluate/ports.ts over the database: each call is one transaction of one installation (T27). */
import { type ReservedWrites, reserveWrites } from './content-writes.ts';
import { packedContent, unpackedContent } from './kept-content.ts';
import {
  beginKeptPull,
  dropKeptPull,
  firstDue,
  keptPullKeys,
  keptPullsOfHead,
  loadKeptPull,
  markDue,
  replaceContent,
  saveKeptPull,
  settleKeptPull,
  touchKeptPull,
} from './kept-pulls.ts';
import type { Store, Transaction } from './sql.ts';

interface PullKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
}

interface State<Kept> extends PullKey {
  readonly base: string;
  readonly head: string;
  readonly conclusion: string;
  readonly told: string;
  readonly autoMerge: boolean;
  readonly kept: Kept | null;
}

interface Read<Kept> extends State<Kept> {
  readonly version: string;
}

/** `Kept` is the evaluation's; only its JSON is kept. */
export function keptStore<Kept>(store: Store) {
  const within = <T>(installation: number, work: (tx: Transaction) => Promise<T>): Promise<T> => store.transaction({ installation }, work);
  const keyOf = (installationId: number, { repository, number }: { readonly repository: number; readonly number: number }): PullKey => ({
    installationId,
    repositoryId: repository,
    number,
  });
  return {
    begin: ({ installationId, repositoryId: repository, number }: PullKey, head: string): Promise<void> =>
      within(installationId, (tx) => beginKeptPull(tx, installationId, { repository, number }, head)),
    async save({ installationId, repositoryId, kept, ...rest }: State<Kept>): Promise<void> {
      const row = { ...rest, repository: repositoryId, content: kept === null ? null : await packedContent(kept) };
      await within(installationId, (tx) => saveKeptPull(tx, installationId, row));
    },
    async load({ installationId, repositoryId: repository, number }: PullKey): Promise<Read<Kept> | null> {
      const row = await within(installationId, (tx) => loadKeptPull(tx, installationId, { repository, number }));
      if (row === null) return null;
      const { content, base, head, conclusion, told, autoMerge, version } = row;
      const kept = content === null ? null : ((await unpackedContent(content)) as Kept | null);
      return { ...keyOf(installationId, row), base, head, conclusion, told, autoMerge, version, kept };
    },
    async settle(
      {
        installationId,
        repositoryId: repository,
        ...row
      }: Pick<Read<Kept>, 'installationId' | 'repositoryId' | 'number' | 'head' | 'version'>,
      { kept = null, ...told }: Pick<State<Kept>, 'conclusion' | 'told'> & Partial<Pick<State<Kept>, 'kept'>>,
    ): Promise<void> {
      const content = kept === null ? null : await packedContent(kept);
      await within(installationId, (tx) => settleKeptPull(tx, installationId, { repository, ...row }, { ...told, content }));
    },
    async replace({ installationId, repositoryId: repository, ...row }: Read<Kept>, kept: Kept): Promise<boolean> {
      const content = await packedContent(kept);
      return within(installationId, (tx) => replaceContent(tx, installationId, { repository, ...row }, content));
    },
    touch: ({ installationId, repositoryId: repository, number }: PullKey): Promise<void> =>
      within(installationId, (tx) => touchKeptPull(tx, installationId, { repository, number })),
    keys: (installation: number): Promise<readonly PullKey[]> =>
      within(installation, async (tx) => (await keptPullKeys(tx, installation)).map((one) => keyOf(installation, one))),
    ofHead: ({ installationId, repositoryId }: Omit<PullKey, 'number'>, head: string): Promise<readonly PullKey[]> =>
      within(installationId, async (tx) =>
        (await keptPullsOfHead(tx, installationId, repositoryId, head)).map((one) => keyOf(installationId, one)),
      ),
    drop: ({ installationId, repositoryId: repository, number }: PullKey): Promise<void> =>
      within(installationId, (tx) => dropKeptPull(tx, installationId, { repository, number })),
    mark: ({ installationId, repositoryId: repository, number }: PullKey, due: number | null): Promise<void> =>
      within(installationId, (tx) => markDue(tx, installationId, { repository, number }, due)),
    first: (installation: number): Promise<PullKey | null> =>
      within(installation, async (tx) => {
        const found = await firstDue(tx, installation);
        return found === null ? null : keyOf(installation, found);
      }),
    reserve: (installation: number, writes: number, now: Date): Promise<ReservedWrites> =>
      within(installation, (tx) => reserveWrites(tx, installation, writes, now)),
  };
}
