/** An approval as the audit log has it (T31): what exactly was accepted, by whom, for whom, and where. */
import type { Target } from './deps.ts';
import type { AuditEntry, KeptApproval } from './ports.ts';

export function auditOf(
  { installationId, repositoryId, owner, repo }: Target,
  { number, head }: { readonly number: number; readonly head: string },
  { approver, as, component, version, license, text, review, by = 'review' }: KeptApproval,
  state: 'given' | 'withdrawn',
): AuditEntry {
  return {
    installationId,
    repositoryId,
    kind: 'approval',
    actor: approver,
    subject: `${component}@${version}`,
    body: { state, as, license, licenseText: text ?? null, pullRequest: `${owner}/${repo}#${number}`, head, [by]: review },
  };
}
