/** What a dry run of a policy says: numbers first, then names (T26, T40). Pure. */
import { markdownCode, markdownText } from '../../src/core/index.ts';
import type { DryRun, Moving, ShownDryRun } from '../evaluate/dry-run-result.ts';

/** Of all lists together; of more the count tells. */
const NAMES = 50;
const REASON = 160;
/** Names that need much room, as hostile ones may, are left out before the verdict is. */
const ROOM = 20_000;

/** "" where there was none to be made. */
export function dryRunText(shown: ShownDryRun | null): string {
  if (shown === null) return '';
  if (shown.kind === 'none') return `**No dry run.** ${shown.why}`;
  const { same, changes, lacking, untried } = shown;
  const toldOf = same + changes.length + lacking;
  const parts = [
    `**Dry run** of this policy over ${count(toldOf)} of this installation, by what was found when they were judged last. Nothing is decided or written by it.`,
    [
      `- **${same}** would be told the same`,
      `- **${changes.length}** would be told something else${changes.length === 0 ? '' : `: ${waysOf(changes)}`}`,
      `- **${lacking}** need evidence that was never gathered${lacking === 0 ? '' : ': they are looked at again once the policy is in force'}`,
      ...(untried === 0 ? [] : [`- **${untried}** more were not tried: one dry run has its limits`]),
    ].join('\n'),
    ...(shown.named ? names(shown) : changes.length + lacking > 0 ? ['Which they are is not shown in a public repository.'] : []),
  ];
  return parts.join('\n\n');
}

function count(number: number): string {
  return number === 1 ? '1 open pull request' : `${number} open pull requests`;
}

const passes = (conclusion: string): boolean => conclusion === 'success';

function waysOf(changes: readonly Moving[]): string {
  const toRed = changes.filter(({ was, wouldBe }) => passes(was) && !passes(wouldBe)).length;
  const toGreen = changes.filter(({ was, wouldBe }) => !passes(was) && passes(wouldBe)).length;
  const others = changes.length - toRed - toGreen;
  return [
    ...(toRed === 0 ? [] : [`**${toRed}** not ready to merge any more`]),
    ...(toGreen === 0 ? [] : [`**${toGreen}** ready to merge from then on`]),
    ...(others === 0 ? [] : [`**${others}** with other reasons, as ready as before`]),
  ].join(', ');
}

const WORDS: Readonly<Record<string, string>> = { success: 'ready', failure: 'not ready', action_required: 'waits for a person' };

function names({ changes, lacking, lackingNamed }: DryRun): string[] {
  const rank = ({ was, wouldBe }: Moving): number => (passes(was) === passes(wouldBe) ? 2 : passes(was) ? 0 : 1);
  const moving = changes.toSorted((a, b) => rank(a) - rank(b)).map(line);
  const shown = fitting(moving, NAMES, ROOM);
  const room = ROOM - shown.reduce((sum, one) => sum + one.length, 0);
  // A name as code is no reference: nobody is told in those pull requests that somebody plans a policy.
  const waiting = lackingNamed.map(({ pull, why }) => `- ${markdownCode(pull)}: ${markdownText(why, REASON)}`);
  return [
    ...folded('What would be told', shown, changes.length),
    ...folded('What would be looked at again', fitting(waiting, NAMES - shown.length, room), lacking),
  ];
}

function line({ pull, was, wouldBe, reason }: Moving): string {
  const way = `${WORDS[was] ?? 'not known'} → ${WORDS[wouldBe] ?? 'not known'}`;
  return `- ${markdownCode(pull)}: ${way}${reason === null ? '' : ` · ${markdownText(reason, REASON)}`}`;
}

function fitting(lines: readonly string[], most: number, room: number): readonly string[] {
  let left = room;
  const end = lines.findIndex((one, index) => index >= most || (left -= one.length + 1) < 0);
  return end === -1 ? lines : lines.slice(0, end);
}

function folded(title: string, lines: readonly string[], all: number): string[] {
  if (all === 0) return [];
  const more = all > lines.length ? [`- +${all - lines.length} more`] : [];
  return [`<details><summary>${title}</summary>\n\n${[...lines, ...more].join('\n')}\n\n</details>`];
}
