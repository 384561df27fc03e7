/** What somebody types to say which load is meant → what a declaration of it is about. Pure. */
import { InputError } from '../../base/errors.ts';
import { visibleUpTo } from '../../base/visible-text.ts';
import { declarationIndex } from '../../lock/declared-for.ts';
import { type DeclarationTarget, feedOf, formatDeclared, isAddress, parseDeclared } from '../../lock/declared.ts';
import type { Lock } from '../../lock/lock.ts';
import type { Unknown } from '../../model/index.ts';

export interface Targeted {
  readonly target: DeclarationTarget;
  /** The loads that it is about; at least one. */
  readonly loads: readonly Unknown[];
}

/** "path:line", of what reports print; null: it is no place. */
function placeIn(text: string): { readonly path: string; readonly line: number } | null {
  const [, path, line] = /^([\s\S]+?):(\d{1,9})(?::\d{1,9})?$/.exec(text) ?? [];
  return path === undefined || isAddress(text) ? null : { path, line: Number(line) };
}

/** Throws InputError USAGE where nothing there is without a name, or more than one thing is. */
export function targetAt(text: string, unknowns: readonly Unknown[]): Targeted {
  const place = placeIn(text);
  if (place === null) return targetOfText(text, unknowns);
  const here = unknowns.filter((one) => one.place.path === place.path && one.place.line === place.line);
  if (here.length === 0)
    throw new InputError('USAGE', `Nothing at ${visibleUpTo(text, 200)} is loaded without a name`, nearby(place.path, unknowns));
  const targets = new Map(here.flatMap((one) => targetOf(one) ?? []).map((target) => [formatDeclared(target), target]));
  const [first, ...others] = targets.values();
  if (first === undefined)
    throw new InputError(
      'USAGE',
      `What is loaded at ${visibleUpTo(text, 200)} cannot be declared: ${whyNot(here)}`,
      'Write the name as a constant, or take it from one variable of the environment.',
    );
  if (others.length > 0)
    throw new InputError('USAGE', `${visibleUpTo(text, 200)} loads more than one thing`, `Give one of: ${listed([...targets.keys()])}.`);
  return { target: first, loads: coveredBy(first, unknowns) };
}

/** Throws InputError USAGE where the lock declares nothing of it. */
export function targetToRemove(text: string, unknowns: readonly Unknown[], { declarations }: Lock): string {
  const about = placeIn(text) === null ? text : formatDeclared(targetAt(text, unknowns).target);
  if (declarations.has(about)) return about;
  const all = [...declarations.keys()];
  throw new InputError(
    'USAGE',
    `The lock declares nothing of "${visibleUpTo(about, 200)}"`,
    all.length === 0 ? 'It has no declarations.' : `It has: ${listed(all)}.`,
  );
}

function targetOfText(text: string, unknowns: readonly Unknown[]): Targeted {
  const target = parseDeclared(text);
  const loads = coveredBy(target, unknowns);
  if (loads.length > 0) return { target, loads };
  const near = nearby(target.kind === 'load' ? target.path : '', unknowns);
  throw new InputError('USAGE', `No load in this tree is what "${visibleUpTo(text, 200)}" speaks of`, near);
}

function targetOf({ why, kind, text, limited, place: { path } }: Unknown): DeclarationTarget | null {
  if (limited === true) return null;
  if (why === 'impossible') return kind !== 'service' && isAddress(text) ? { kind: 'address', address: text } : null;
  const feed = feedOf(text);
  return feed === null ? null : { kind: 'load', path, feed };
}

function coveredBy(target: DeclarationTarget, unknowns: readonly Unknown[]): Unknown[] {
  const declarations = new Map([[formatDeclared(target), { kind: 'load', may: [] } as const]]);
  const index = declarationIndex({ formatVersion: 1, declarations, entries: new Map() });
  return unknowns.filter((one) => {
    const own = targetOf(one);
    return own !== null && (own.kind === 'address' ? index.forAddress(own.address) : index.forLoad(own.path, own.feed)) !== null;
  });
}

function whyNot(here: readonly Unknown[]): string {
  return here.every(({ why }) => why === 'impossible')
    ? 'what stands there is neither a name of a hub nor an address'
    : 'the expression does not tell it from other loads';
}

/** Where else to look, those of the same file first. */
function nearby(path: string, unknowns: readonly Unknown[]): string {
  const sorted = [...unknowns.filter((one) => one.place.path === path), ...unknowns.filter((one) => one.place.path !== path)];
  if (sorted.length === 0) return 'Every load in this tree has a name.';
  return `Loads without a name: ${listed(sorted.map(({ place }) => `${place.path}:${place.line}`))}.`;
}

function listed(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const shown = unique.slice(0, 5).map((one) => visibleUpTo(one, 200));
  return `${shown.join(', ')}${unique.length > shown.length ? ' and others' : ''}`;
}
