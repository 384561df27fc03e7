/** Fixes that are one line: what a reviewer could propose beside that line. For the App. */
import type { Bom, Verdict } from '../model/index.ts';
import { visible } from '../base/visible-text.ts';
import { reportViewOf } from './view/view.ts';

export interface LineFix {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The whole line as it is, without its end. */
  readonly before: string;
  readonly after: string;
  /** Imperative: "Pin acme/support-llama". Hostile text may be in it. */
  readonly title: string;
  readonly reason: string;
  readonly rule: string;
}

/** What blocks first. Only what is new or worse, and only lines in which nothing is hidden: whoever applies one must see all of it (T22). */
export function lineFixesOf(verdict: Verdict, bom: Bom): LineFix[] {
  const { refusing, warning } = reportViewOf(verdict, bom);
  return [...refusing, ...warning].flatMap((block) =>
    block.hunks.flatMap(({ path, line, before, after }): LineFix[] => {
      if (before === null || before === after || !plain(after) || !plain(path)) return [];
      return [{ path, line, before, after, title: block.title, reason: block.reasons[0] ?? '', rule: block.rules[0] ?? '' }];
    }),
  );
}

function plain(text: string): boolean {
  const written = text.replaceAll('\t', '    ');
  return visible(written) === written;
}
