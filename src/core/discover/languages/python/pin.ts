/** Spot a commit can be written into a call. */
import type { Node } from './syntax/index.ts';
import type { Expression, PinSite } from '../../../model/index.ts';
import type { Spot } from '../../values/index.ts';
import { pinSiteIn } from '../../pin-site.ts';
import type { ApiRow } from './api-row.ts';
import type { CallArguments } from './arguments.ts';
import { dottedName } from './bound.ts';
import type { FileContext } from './file-context.ts';
import { written } from './form/expressions.ts';

/** In an f-string a quote of ours could end the string: before Python 3.12 the result would not parse. */
export function insideString(node: Node): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'interpolation') return true;
  return false;
}

/** One commit fits one model: a choice, a computed name, or one that a caller or the environment may replace, has no place for it. */
export function pinnable(target: Expression, where: Spot, { evaluator }: FileContext): boolean {
  if (target.kind === 'literal') return true;
  const things = evaluator.things(target, where);
  if (things.length !== 1) return false;
  const [only] = things;
  // A name of another module, or of an object: what it is, linking tells.
  const isFollowed = only?.kind === 'open' && only.feed.from === 'elsewhere' && dottedName(target) !== null;
  return isFollowed || (only?.kind === 'text' && only.how !== 'parameter' && only.how !== 'environment');
}

export interface PinPlace {
  /** The node with the parentheses. */
  readonly list: Node;
  readonly args: CallArguments;
  readonly keyword: string;
  readonly row: ApiRow;
  readonly lines: readonly string[];
}

/** null: it cannot be placed exactly. */
export function pinSite({ list, args, keyword, row, lines }: PinPlace): PinSite | null {
  if (args.keyword(keyword).length > 0) {
    const revision = args.isPlain(keyword) ? keywordIn(list, keyword) : null;
    // Only a plain literal on one line, of this call alone, is replaced: a name or an expression belongs to somebody else's logic.
    if (
      revision?.type !== 'string' ||
      revision.startPosition.row !== revision.endPosition.row ||
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
  return insertSite(list, [keyword, ...implied], lines);
}

function keywordIn(list: Node, keyword: string): Node | null {
  const found = written(list).find((child) => child.type === 'keyword_argument' && child.childForFieldName('name')?.text === keyword);
  return found?.childForFieldName('value') ?? null;
}

/** Behind the last argument. */
export function insertSite(list: Node, keywords: readonly string[], lines: readonly string[]): PinSite | null {
  const last = written(list).at(-1);
  if (last === undefined || last.type === 'generator_expression') return null;
  const template = keywords.map((keyword) => `, ${keyword}="{commit}"`).join('');
  return site(last.endPosition.row, last.endPosition.column, last.endPosition.column, template, lines);
}

function site(row: number, start: number, end: number, template: string, lines: readonly string[]): PinSite | null {
  return pinSiteIn(lines[row], row + 1, start, end, template);
}
