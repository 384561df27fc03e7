/** What is remembered about the policies of an installation: one row, read and written whole (T27). */
import type { Transaction } from './sql.ts';

interface MemoryRow {
  readonly generation: number;
  readonly answers: Readonly<Record<string, { readonly at: number; readonly value: unknown }>>;
  readonly announced: string | null;
}

export async function loadPolicyMemory(tx: Transaction, installation: number): Promise<MemoryRow> {
  const [row] = await tx.query<MemoryRow>(
    'SELECT generation, answers, announced FROM weighbridge.policy_memory WHERE installation_id = $1',
    [installation],
  );
  return row ?? { generation: 0, answers: {}, announced: null };
}

/** Nothing is written when it was forgotten since it was read: what was read before a push must not outlive it (T3). */
export async function savePolicyMemory(
  tx: Transaction,
  installation: number,
  generation: number,
  answers: MemoryRow['answers'],
): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.policy_memory AS m (installation_id, generation, answers) VALUES ($1, $2, $3)
     ON CONFLICT (installation_id) DO UPDATE SET answers = excluded.answers WHERE m.generation = excluded.generation`,
    [installation, generation, JSON.stringify(answers)],
  );
}

export async function forgetPolicyMemory(tx: Transaction, installation: number): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.policy_memory AS m (installation_id, generation) VALUES ($1, 1)
     ON CONFLICT (installation_id) DO UPDATE SET generation = m.generation + 1, answers = '{}'`,
    [installation],
  );
}

export async function announcePolicy(tx: Transaction, installation: number, basis: string): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.policy_memory (installation_id, announced) VALUES ($1, $2)
     ON CONFLICT (installation_id) DO UPDATE SET announced = excluded.announced`,
    [installation, basis],
  );
}
