/** `/weighbridge waive FINDING until DATE because REASON`: what was shown, on this pull request, until then (T28). */
import { boundWaivers, type BoundWaiver, daysUntil, markdownCode, rules, type Verdict } from '../../../src/core/index.ts';
import type { GivenWaiver } from '../ports.ts';
import { type CommandAnswer, type CommentContext, refusal } from './context.ts';
import type { CommentCommand } from './parse.ts';
import { writeIntoPolicy } from './policy-pull.ts';
import { entitled } from './who.ts';

type Waive = Extract<CommentCommand, { kind: 'waive' }>;

/** Days, where the policy does not say how long a waiver may last: what is typed beside a pull request is not meant for ever. */
const LONGEST = 90;

export async function waive(context: CommentContext, { finding: id, until, reason }: Waive): Promise<CommandAnswer> {
  const { deps, target, pull, key, said, sender } = context;
  const who = await entitled(context, 'waive');
  if ('kind' in who) return who;
  const { as, inForce } = who;
  const { longest, never } = inForce.policy.waiving;
  const days = daysUntil(until, deps.now());
  if (days < 0) return refusal(`${until} is over: today is ${deps.now().toISOString().slice(0, 10)} in UTC.`);
  const most = longest ?? LONGEST;
  if (days > most)
    return refusal(`${until} is ${days} days ahead, and ${longest === null ? 'a command' : 'the policy'} allows at most ${most}.`);
  const found = shownFinding(said.shown, id);
  if (typeof found === 'string') return refusal(found);
  const { rule } = found;
  if (never.includes(rule)) return refusal(`the policy says that nobody waives ${markdownCode(rule)}.`);
  if (rules.find((one) => one.id === rule)?.fixed === true) return refusal(`${markdownCode(rule)} blocks whatever is waived.`);
  const bound = boundWaivers(found);
  if (bound === null) return refusal('what it is about has no name that a waiver could hold.');
  const approver = `@${sender.login}`;
  const given = bound.map(
    (one): GivenWaiver => ({ ...one, number: pull.number, comment: key.comment, reason, approver, as, expires: until }),
  );
  const { installationId, repositoryId } = target;
  const where = `${target.owner}/${target.repo}#${pull.number}`;
  // T31: first the log, then what it tells of. Whoever is interrupted in between has written it down twice, and never not at all.
  await deps.stores.audit.append(
    given.map(({ comment, ...body }) => ({
      installationId,
      repositoryId,
      kind: 'waiver',
      actor: approver,
      subject: where,
      body: { ...body, comment },
    })),
  );
  await deps.stores.waivers.add(installationId, repositoryId, given);
  const kept = await writeIntoPolicy(context, inForce, bound, { reason, approver, expires: until });
  const left = days === 0 ? 'until the end of this day' : `${days} ${days === 1 ? 'day' : 'days'} left`;
  return {
    kind: 'decided',
    text: [
      `**Waived until ${until}** (UTC; ${left}), on this pull request. The check is judged again.`,
      bound.map(boundWords).join('\n'),
      'Nothing else is covered: another revision, license or finding has another id.',
      kept,
    ].join('\n\n'),
  };
}

/** What they had before their eyes; else why there is nothing. */
function shownFinding(shown: Pick<Verdict, 'findings'> | null, id: string): Verdict['findings'][number]['finding'] | string {
  if (shown === null) return 'nothing had been judged here yet when you wrote it. Look at the report, then write a new comment.';
  const found = shown.findings.filter(({ finding, status }) => finding.id === id && status !== 'fixed');
  const [first, ...others] = found;
  if (first === undefined) return `the report that stood here when you wrote it has no finding ${markdownCode(id)}.`;
  // T38: an id is no name. Two findings can be made that share one.
  if (others.length > 0) return `more than one finding has the id ${markdownCode(id)}: only the policy can tell them apart.`;
  return first.finding;
}

function boundWords({ id, rule, component, feeds, version }: BoundWaiver): string {
  const what = [component, feeds === null ? null : `a load that is fed by ${feeds.join(', ')}`].filter((one) => one !== null).join(', ');
  const seen = version === undefined ? '' : `, which is ${markdownCode(version)}`;
  return `- ${markdownCode(rule)} for ${markdownCode(what)}${seen} (${markdownCode(id)})`;
}
