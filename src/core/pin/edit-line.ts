/** Edits of one line → the line as it will be. The one place that fills a commit into code: for files and for diffs. */
import type { Edit } from '../model/index.ts';

/** Right to left, so that the columns of the edits before stay true. Columns count UTF-16 units, as slice does. `edits` do not touch each other. */
export function editedLine(line: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.site.column - a.site.column)
    .reduce((text, edit) => text.slice(0, edit.site.column - 1) + writtenBy(edit) + text.slice(edit.site.endColumn - 1), line);
}

/** What an edit puts in: `, revision="4f0c…"`. */
export function writtenBy({ site, commit }: Edit): string {
  return site.template.split('{commit}').join(commit.toLowerCase());
}
