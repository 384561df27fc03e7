import { beginKeptPull, type KeptPullRow, saveKeptPull } from '../../app/store/kept-pulls.ts';
import type { Transaction } from '../../app/store/sql.ts';

/** As an evaluation does it: begun, then saved. */
export async function keepPull(tx: Transaction, installation: number, row: KeptPullRow): Promise<void> {
  await beginKeptPull(tx, installation, row, row.head);
  await saveKeptPull(tx, installation, row);
}
