/** What of a verdict an approver can settle by approving the change as it is. */
import type { Verdict } from '../model/index.ts';
import { isFullCommit } from '../ref/parse.ts';

export interface Awaited {
  readonly component: string;
  readonly version: string;
  readonly license: string;
  /** Digest of its text; absent: there is none. */
  readonly text?: string;
  /** Who may approve it: "@acme/security". */
  readonly approvers: readonly string[];
}

/**
 * T28: whoever approves a head approves what it asks for. A branch or tag may be something else by now than when they looked, so that what moves is
 * settled by a pin or a waiver.
 */
export function awaitedIn({ findings }: Pick<Verdict, 'findings'>): Awaited[] {
  return findings.flatMap(({ finding, blocks }) => {
    const { review, component, version, requested, kind } = finding;
    if (!blocks || review === undefined || version === null) return [];
    const stays = requested.every((one) => one !== null && (kind === 'library' || isFullCommit(one)));
    const { approvers, ...under } = review;
    return stays ? [{ component, version, ...under, approvers }] : [];
  });
}
