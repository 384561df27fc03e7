/** One cause as Markdown, in three lengths. */
import type { Block } from '../view/blocks.ts';
import type { BlockWithTerms } from '../view/terms.ts';
import type { Hunk } from '../../pin/hunks.ts';
import { dedented } from '../view/dedented.ts';
import { naming } from '../view/phrase.ts';
import { cell, codeSpan, fenced } from './escape.ts';
import { phrase, place, places } from './phrase.ts';
import { copyTexts, termTexts } from './terms.ts';

const HUNKS = 5;
const PLACES = 5;

/** Longest first. Even the shortest names the thing to do; the middle one still says what to write where. */
export function lengthsOf(block: BlockWithTerms, number: number, rulePages: string | null): readonly string[] {
  return [full(block, number, rulePages), line(block, number), title(block, number)];
}

function title(block: Block, number: number): string {
  return `**${number}. ${phrase(naming(block.title, block.name))}**`;
}

/** For a list of things that do not block, and where there is little room: of a license also who carries it, what decides, and one way out. */
export function line(block: BlockWithTerms, number: number): string {
  const [hunk] = block.hunks;
  const where = hunk ?? block.places[0];
  const more = Math.max(block.hunks.length, block.places.length) - 1;
  return [
    title(block, number),
    ...(where === undefined ? [] : [`${place(where)}${more > 0 ? ` +${more}` : ''}`]),
    ...(hunk === undefined ? [] : [codeSpan(hunk.written.replace(/^, /, '').trim())]),
    ...(block.terms.short === null ? [] : [`· ${phrase(block.terms.short)}`]),
  ].join(' ');
}

function full(block: BlockWithTerms, number: number, rulePages: string | null): string {
  const head = [
    title(block, number),
    ...block.reasons.slice(0, 2).map((reason) => cell(reason)),
    block.rules.map((id) => rule(id, rulePages)).join(', '),
  ];
  const whole = block.hunks.filter((hunk) => hunk.before !== null).slice(0, HUNKS);
  const lines = [head.join(' · '), ...termTexts(block), ...(whole.length > 0 ? [diff(whole)] : []), wayOf(block)].join('\n');
  return [lines, copyTexts(block.terms.duties)].filter((part) => part !== '').join('\n\n');
}

function diff(hunks: readonly Hunk[]): string {
  const lines = hunks.flatMap((hunk) => {
    const { before, after } = dedented(hunk);
    const header = hunks.length > 1 ? [fenced('@@', `${hunk.path}:${hunk.line}`)] : [];
    return [...header, fenced('-', before ?? ''), fenced('+', after)];
  });
  return ['```diff', ...lines, '```'].join('\n');
}

function wayOf(block: Block): string {
  const partial = block.hunks.filter((hunk) => hunk.before === null).slice(0, HUNKS);
  const parts = [
    `At ${places(block.hunks.length > 0 ? block.hunks : block.places, PLACES)}`,
    ...partial.map((hunk) => `write ${codeSpan(hunk.written)} in ${place(hunk)}`),
    ...block.commands.map((command) => `run ${codeSpan(command)}`),
    `id ${block.ids
      .slice(0, 3)
      .map((id) => codeSpan(id))
      .join(', ')}`,
  ];
  return parts.filter((part) => part !== 'At ').join(' · ');
}

/** A link to its page where `pages` says where those are: a relative one would lead nowhere from a comment. */
export function rule(id: string, pages: string | null): string {
  return pages === null ? codeSpan(id) : `[${codeSpan(id)}](${pages}${id}.md)`;
}
