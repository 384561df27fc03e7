/** `/weighbridge approve [FINDING]`: accepts what waits for a review, as it was shown: in this version, under this license and its text (T28). */
import { awaitedIn, markdownCode } from '../../../src/core/index.ts';
import { auditOf } from '../audit-approvals.ts';
import type { KeptApproval } from '../ports.ts';
import { type CommandAnswer, type CommentContext, refusal } from './context.ts';
import type { CommentCommand } from './parse.ts';
import { entitled } from './who.ts';

type Approve = Extract<CommentCommand, { kind: 'approve' }>;

export async function approve(context: CommentContext, { finding: id }: Approve): Promise<CommandAnswer> {
  const { deps, target, pull, key, said, sender } = context;
  const who = await entitled(context, 'approve');
  if ('kind' in who) return who;
  const { shown } = said;
  if (shown === null) return refusal('nothing had been judged here yet when you wrote it. Look at the report, then write a new comment.');
  const waiting = shown.findings.filter(
    ({ finding, blocks }) => blocks && finding.review !== undefined && (id === null || finding.id === id),
  );
  if (waiting.length === 0)
    return refusal(
      `nothing ${id === null ? '' : `with the id ${markdownCode(id)} `}waited for a review in the report that stood here when you wrote it.`,
    );
  const awaited = awaitedIn({ findings: waiting });
  if (awaited.length === 0)
    return refusal('what waits for a review may be something else tomorrow: the code asks for no commit. Have it pinned, or waive it.');
  const given = awaited.map(
    ({ approvers: _, ...accepted }): KeptApproval => ({
      approver: `@${sender.login}`,
      as: who.as,
      ...accepted,
      review: key.comment,
      by: 'comment',
    }),
  );
  const { installationId, repositoryId } = target;
  // What was judged then, not what is there now.
  const where = { number: pull.number, head: shown.head.commit ?? pull.head.id };
  await deps.stores.audit.append(given.map((one) => auditOf(target, where, one, 'given')));
  await deps.stores.approvals.add(installationId, { repositoryId, ...where }, given);
  const left = waiting.length - new Set(given.map(({ component }) => component)).size;
  return {
    kind: 'decided',
    text: [
      '**Approved**, wherever it is used in this organization. The check is judged again.',
      given.map(acceptedWords).join('\n'),
      'Another version, license or license text is another thing, which waits again.',
      ...(left > 0 ? ['What the code does not ask for by a commit was left out: it may be something else tomorrow.'] : []),
    ].join('\n\n'),
  };
}

function acceptedWords({ component, version, license, text }: KeptApproval): string {
  const terms = text === undefined ? 'no license text was read' : `license text ${markdownCode(text.slice(0, 12))}`;
  return `- ${markdownCode(component)} at ${markdownCode(version)}, under ${markdownCode(license)} (${terms})`;
}
