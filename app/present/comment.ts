/** What the comment on a pull request says, and whether there is one at all. Pure. */
import { COMMENT_MARK, formats, type Links, markdownText } from '../../src/core/index.ts';
import type { EvaluationResult } from '../evaluate/outcome.ts';
import type { ShownDryRun } from '../evaluate/dry-run-result.ts';
import { dryRunText } from './dry-run-text.ts';

export interface CommentText {
  /** What a new comment says; null: nothing is worth one. */
  readonly fresh: string | null;
  /** What a comment of an earlier evaluation becomes. */
  readonly update: string;
  /** The comment of an earlier evaluation is folded away: nothing of it is left. */
  readonly resolved: boolean;
}

/** GitHub refuses 65,537 characters; some are left for the mark. */
const LIMIT = 64_000;

/** `dryRun`: worth a comment also where the verdict has nothing to say. */
export function commentText(result: EvaluationResult, links: Links, dryRun: ShownDryRun | null = null): CommentText {
  if (result.kind === 'failed') return { fresh: null, update: `${COMMENT_MARK}\n${failureText(result)}`, resolved: false };
  const tried = dryRunText(dryRun);
  const render = (always: boolean): string => {
    const options = { color: false, specVersion: '1.7', links, always, limit: LIMIT - tried.length } as const;
    return formats.find(({ id }) => id === 'markdown')?.render(result.verdict, result.bom, options) ?? '';
  };
  const written = (text: string): string => `${COMMENT_MARK}\n${text}${tried === '' ? '' : `\n${tried}\n`}`;
  const isNews = dryRun?.kind === 'made';
  const text = render(isNews);
  const fresh = text === '' ? null : written(text);
  return { fresh, update: fresh ?? written(render(true)), resolved: fresh === null };
}

/** Why nothing was judged, and what to do. Its lines may quote a policy: escaped. */
export function failureText({ title, lines }: Extract<EvaluationResult, { kind: 'failed' }>): string {
  return [`### ❔ Could not check: ${markdownText(title)}`, ...lines.map((line) => `- ${markdownText(line)}`)].join('\n');
}

/** A new evaluation alone is no news. */
export function sameText(a: string, b: string): boolean {
  return withoutMoment(a) === withoutMoment(b);
}

function withoutMoment(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g, '')
    .replace(/\/runs\/\d+/g, '')
    .trim();
}
