/** Writes what a check is about to say into the audit log, and answers with the hash that the check then carries (T31). */
import { createHash } from 'node:crypto';
import type { Verdict } from '../../src/core/index.ts';
import type { CheckPart } from '../present/check-text.ts';
import type { AppJudgement } from './judge.ts';
import type { Deps, Target } from './deps.ts';
import { reported } from './outcome.ts';

/** A pull request, or a group of a merge queue. */
type Part = CheckPart & { readonly judged?: Pick<AppJudgement, 'into'> | null };

/** Named one by one; of more the count tells. */
const NAMED = 200;

/** Before the check is completed: there is no verdict without an entry. A check that could not be completed then has one entry more. */
export async function auditVerdicts({ stores }: Deps, target: Target, head: string, parts: readonly Part[]): Promise<string | null> {
  const { installationId, repositoryId, owner, repo } = target;
  await stores.audit.append(
    parts.map((part) => ({
      installationId,
      repositoryId,
      kind: 'verdict',
      actor: null,
      subject: part.number === null ? `${owner}/${repo}@${head}` : `${owner}/${repo}#${part.number}`,
      body: {
        head,
        branch: part.base,
        base: part.judged?.into ?? null,
        required: part.gate.required,
        policy: part.policyCommit,
        ...resultOf(part),
      },
    })),
  );
  return (await stores.audit.newest?.(installationId)) ?? null;
}

function resultOf({ result }: Part): Readonly<Record<string, unknown>> {
  if (result.kind === 'failed') return { check: reported(result), failed: result.title };
  const { verdict, bom } = result;
  const { conclusion, wouldBe, mode, findings } = verdict;
  const blocking = findings.filter(({ blocks }) => blocks);
  const waived = findings.filter(({ status }) => status === 'waived');
  return {
    check: reported(result),
    conclusion,
    wouldBe,
    mode,
    findings: countsOf(verdict),
    blocking: blocking.slice(0, NAMED).map(nameOf),
    waived: waived
      .slice(0, NAMED)
      .map((one) => ({ ...nameOf(one), by: one.waiver?.approver ?? one.approval?.approver ?? null, until: one.waiver?.expires ?? null })),
    notes: verdict.notes.map(({ code }) => code),
    // Of the JSON as the store keeps it: a report or an AI SBOM that was changed later is told by them.
    verdict: digestOf(verdict),
    sbom: digestOf(bom),
  };
}

function nameOf({ finding: { id, rule, component, version } }: Verdict['findings'][number]) {
  return { id, rule, component, version };
}

function countsOf({ findings }: Verdict): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { status } of findings) counts.set(status, (counts.get(status) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
