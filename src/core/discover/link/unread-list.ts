/** A list of packages that another list takes in, and that nobody reads as one: what it brings would pass in silence (T33). */
import type { ListFact, Problem } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import { requirementsDetector } from '../packages/requirements/index.ts';

/** pip reads it whatever it is called. What is none of the tree's files is made elsewhere, and is no part of it. */
export function unreadList(path: string, { path: text }: ListFact, lookup: Lookup): Problem[] {
  const [list] = lookup.ask({ kind: 'path', as: 'unread', from: path, text, folders: [] });
  if (list === undefined || requirementsDetector.wants(list, null) || lookup.ask({ kind: 'lists', path: list })) return [];
  return [
    {
      code: 'unsupported',
      message: `${path} takes it as a list of packages, and nothing in its name says that it is one; it was not read`,
      path: list,
      line: 1,
      column: 1,
      blob: null,
      takenBy: path,
    },
  ];
}
