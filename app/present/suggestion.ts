/** A fix of one line as a review comment that can be applied with a click. Pure. */
import { createHash } from 'node:crypto';
import { type LineFix, markdownText } from '../../src/core/index.ts';

/** At most so many on one pull request: more is noise, and the comment has them all. */
export const MAX_SUGGESTIONS = 10;

const KEY = /^<!-- weighbridge suggestion ([0-9a-f]{16}) -->/;

/** Two fixes with one key are the same proposal: the line may have moved since. */
export function suggestionKey({ path, before, after }: LineFix): string {
  return createHash('sha256')
    .update(JSON.stringify([path, before, after]))
    .digest('hex')
    .slice(0, 16);
}

/** Null: not a suggestion of ours. */
export function keyIn(body: string): string | null {
  return KEY.exec(body)?.[1] ?? null;
}

export function suggestionBody(fix: LineFix): string {
  // Longer than any run of backticks in the line: it cannot end its own block.
  const longest = Math.max(2, ...(fix.after.match(/`{1,1000}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [
    `<!-- weighbridge suggestion ${suggestionKey(fix)} -->`,
    `**${markdownText(fix.title)}** · ${markdownText(fix.reason)} (\`${fix.rule}\`)`,
    '',
    `${fence}suggestion`,
    fix.after,
    fence,
  ].join('\n');
}
