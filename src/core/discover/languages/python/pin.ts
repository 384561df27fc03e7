/** Where a commit can be written into a call. */
import type { Node } from 'web-tree-sitter';
import type { PinSite, Value } from '../../../model/index.ts';
import { pinSiteIn } from '../../pin-site.ts';
import type { ApiRow } from './api-table.ts';
import type { CallArguments } from './arguments.ts';

/** In an f-string a quote of ours could end the string: before Python 3.12 the result would not parse. */
export function insideString(node: Node): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'interpolation') return true;
  return false;
}

/** One commit fits one model: a choice, a computed name, or one that a caller or the environment may replace, has no place for it. */
export function pinnable(value: Value): boolean {
  return value.kind === 'literal' || value.kind === 'name';
}

/** null: it cannot be placed exactly. */
export function pinSite(args: CallArguments, keyword: string, row: ApiRow, lines: readonly string[]): PinSite | null {
  const [given, ...others] = args.keyword(keyword);
  const revision = given?.node ?? null;
  if (revision !== null) {
    // Only a plain literal on one line, of this call alone, is replaced: a name or an expression belongs to somebody else's logic.
    if (
      others.length > 0 ||
      revision.type !== 'string' ||
      revision.startPosition.row !== revision.endPosition.row ||
      revision.startIndex < args.list.startIndex ||
      revision.endIndex > args.list.endIndex ||
      revision.namedChildren.some((child) => child?.type === 'interpolation')
    )
      return null;
    return site(revision.startPosition.row, revision.startPosition.column, revision.endPosition.column, '"{commit}"', lines);
  }
  // `**options` may already hold a revision, and so may a position: a second one would be a TypeError.
  const at = row.positions?.[keyword];
  if (args.spread || (at !== undefined && args.positional(at) !== null)) return null;
  // What the library takes from the same repository has its own keyword: one edit pins both.
  const implied = (row.also ?? []).flatMap((part) =>
    part.implied === true && part.revision !== null && args.keyword(part.keyword).length + args.keyword(part.revision).length === 0
      ? [part.revision]
      : [],
  );
  return insertSite(args, [keyword, ...implied], lines);
}

/** Behind the last argument. */
export function insertSite(args: CallArguments, keywords: readonly string[], lines: readonly string[]): PinSite | null {
  const last = args.list.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment').at(-1);
  if (last === undefined || last.type === 'generator_expression') return null;
  return site(
    last.endPosition.row,
    last.endPosition.column,
    last.endPosition.column,
    keywords.map((keyword) => `, ${keyword}="{commit}"`).join(''),
    lines,
  );
}

function site(row: number, start: number, end: number, template: string, lines: readonly string[]): PinSite | null {
  return pinSiteIn(lines[row], row + 1, start, end, template);
}
