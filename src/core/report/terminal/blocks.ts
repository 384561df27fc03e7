/** What to do, one numbered block per cause. */
import type { Block } from '../view/blocks.ts';
import type { BlockWithTerms } from '../view/terms.ts';
import { dedented } from '../view/dedented.ts';
import { type Line, type Tone, whole, wrap } from './lines.ts';
import { dutyLines, termLines } from './terms.ts';

const HUNKS = 10;
const PLACES = 5;

export function blockLines(block: BlockWithTerms, number: number, tone: Tone): Line[] {
  const label = `${number}. `;
  const indent = ' '.repeat(label.length);
  const hunks = block.hunks.slice(0, HUNKS);
  const moreHunks = block.hunks.length - hunks.length;
  return [
    ...wrap(block.title, label, tone),
    ...block.reasons.slice(0, 2).flatMap((reason) => wrap(reason, indent)),
    ...termLines(block.terms.lines, indent),
    ...dutyLines(block.terms.duties, indent),
    ...termLines(block.terms.ways === null ? [] : [block.terms.ways], indent),
    ...hunks.flatMap((hunk) => {
      const { before, after } = dedented(hunk);
      const where = wrap(`${hunk.path}:${hunk.line}`, indent, 'cyan');
      if (before === null) return [...where, ...wrap(`write ${hunk.written}`, indent, 'green')];
      return [...where, ...whole(before, `${indent}- `, 'red'), ...whole(after, `${indent}+ `, 'green')];
    }),
    ...(moreHunks > 0 ? wrap(`+${moreHunks} more places`, indent, 'dim') : []),
    ...(hunks.length === 0 ? placeLines(block, indent) : []),
    ...block.commands.flatMap((command) => wrap(`run: ${command}`, indent)),
    ...wrap(`${block.rules.join(', ')} · ${block.ids.slice(0, 3).join(', ')}`, indent, 'dim'),
  ];
}

function placeLines(block: Block, indent: string): Line[] {
  const more = block.places.length - PLACES;
  return [
    ...block.places.slice(0, PLACES).flatMap((place) => wrap(`${place.path}:${place.line}`, indent, 'cyan')),
    ...(more > 0 ? wrap(`+${more} more places`, indent, 'dim') : []),
  ];
}

/** Title, place and edit on as few lines as they need. */
export function shortLines(block: Block, number: number | null): Line[] {
  const [hunk] = block.hunks;
  const where = hunk ?? block.places[0];
  const more = Math.max(block.hunks.length, block.places.length) - 1;
  const parts = [
    block.title,
    ...(where === undefined ? [] : [`${where.path}:${where.line}${more > 0 ? ` +${more}` : ''}`]),
    ...(hunk === undefined ? [] : [hunk.written.replace(/^, /, '').trim()]),
  ];
  return wrap(parts.join(' · '), number === null ? '   ' : `${number}. `);
}
