/** One comment per pull request, found again by its mark and its author, updated in place. Never the reason that a run fails. */
import { COMMENT_MARK } from '../core/index.ts';
import { type Comment, type GitHub, reasonOf, statusOf } from './github.ts';

const ACTIONS_APP = 'github-actions';

export interface Commenting {
  readonly number: number;
  readonly when: 'never' | 'on-failure' | 'always';
  readonly failed: boolean;
  /** Markdown; "" when nothing about AI changed. */
  readonly text: string;
  /** What a comment of an earlier run becomes then. */
  readonly quiet: string;
}

export interface NoComment {
  readonly why: string;
  /** GitHub did not take it: something to set right. */
  readonly refused: boolean;
}

/** Writes or updates the comment. Null: done, or there was nothing to say. */
export async function comment(github: GitHub, { number, when, failed, text, quiet }: Commenting): Promise<NoComment | null> {
  if (when === 'never') return null;
  try {
    const { comments, all } = await github.comments(number);
    const viewer = await github.viewer();
    const marked = comments.filter((one) => one.body.startsWith(COMMENT_MARK));
    // T6: where the App stands, its comment is the one that counts.
    if (marked.some((one) => one.bot && one.app !== null && one.app !== ACTIONS_APP && !isBy(one, viewer)))
      return onPurpose('No comment: the Weighbridge App comments on this pull request.');
    const ours = marked.find((one) => isBy(one, viewer));
    if (ours === undefined) {
      // Ours may be among those: a second one would be worse than none.
      if (!all) return onPurpose('No comment: there are too many comments to find ours among them.');
      if (text === '' || (when === 'on-failure' && !failed)) return null;
      await github.addComment(number, `${COMMENT_MARK}\n${text}`);
      return null;
    }
    const body = `${COMMENT_MARK}\n${text === '' ? quiet : text}`;
    if (withoutMoment(ours.body) !== withoutMoment(body)) await github.updateComment(ours.id, body);
    return null;
  } catch (error) {
    const why = `No comment: GitHub refused it (${reasonOf(error)}). ${adviceFor(reasonOf(error) === 'no answer' ? null : statusOf(error))} The same text is in the summary of this run.`;
    return { why, refused: true };
  }
}

function onPurpose(why: string): NoComment {
  return { why, refused: false };
}

/** The workflow's token writes as "github-actions[bot]"; asked who it is, it may answer without the suffix. No person is a bot's namesake. */
function isBy({ login, bot }: Comment, viewer: string): boolean {
  const plain = (name: string): string => name.replace(/\[bot\]$/, '').toLowerCase();
  if (bot) return viewer !== '' && plain(login) === plain(viewer);
  return login === viewer && plain(viewer) !== ACTIONS_APP;
}

/** A new run alone is no news. */
function withoutMoment(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g, '')
    .trim();
}

function adviceFor(status: number | null): string {
  if (status === 403 || status === 401 || status === 404) return 'Give the job "permissions: pull-requests: write".';
  if (status === 422) return 'Is the pull request locked?';
  return 'It is tried again at the next run.';
}
