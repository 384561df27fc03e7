/** What rules say of the libraries that a change leaves alone: of nearly all nothing, which is known without describing them. */
import type { BomComponent, Sighting } from '../model/index.ts';
import { type LibraryPlaces, partsOfBom, type Untouched } from '../model/parts.ts';
import { packageOf } from '../model/sighting.ts';
import { matches, parsePattern } from './patterns.ts';
import type { Policy, RuleSetting } from './policy.ts';
import type { Context, Rule } from './rule.ts';

/** An active rule. */
export interface AskedRule {
  readonly rule: Rule;
  readonly setting: RuleSetting;
}

/** Described at once, and forgotten once they were judged. */
const AT_ONCE = 200;

/** Which rule is to be asked, and about what. `spokenOf`: these identities alone; absent: all. */
export function* untouchedToAsk(
  rules: readonly AskedRule[],
  context: Context,
  spokenOf: ReadonlySet<string> | undefined,
): Generator<readonly [AskedRule, Context]> {
  const { touched, untouched } = partsOfBom(context.bom);
  if (untouched === null) return;
  const { libraries, described } = untouched;
  const all = spokenOf === undefined ? libraries : libraries.filter(({ identity }) => spokenOf.has(identity));
  const { lockClaims: _, lock: __, steering: ___, ...rest } = { ...touched, unknowns: [], problems: [], dependencies: [] };
  const over = (components: readonly BomComponent[]): Context => ({ ...context, bom: { ...rest, components } });
  const ofTerms = rules.filter(({ rule }) => rule.libraries === 'terms');
  for (const alike of Map.groupBy(ofTerms.length === 0 ? [] : all, termsOf(context.policy)).values()) {
    const one = over(described(alike.slice(0, 1)));
    const speaking = ofTerms.filter(({ rule, setting }) => rule.judge(one, setting.options).length > 0);
    yield* speaking.length === 0 ? [] : inPieces(speaking, alike, described, over);
  }
  for (const asked of rules) {
    const { rule, setting } = asked;
    if (rule.libraries !== 'each') continue;
    const speaksOf = rule.speaksOf?.(setting.options);
    yield* inPieces([asked], speaksOf === undefined ? all : all.filter(speaksOf), described, over);
  }
}

function* inPieces(
  rules: readonly AskedRule[],
  libraries: readonly LibraryPlaces[],
  described: Untouched['described'],
  over: (components: readonly BomComponent[]) => Context,
): Generator<readonly [AskedRule, Context]> {
  for (let from = 0; from < libraries.length; from += AT_ONCE) {
    const state = over(described(libraries.slice(from, from + AT_ONCE)));
    for (const one of rules) yield [one, state];
  }
}

/**
 * Equal for libraries that come under the same terms in the same use: by what entries state, whether only developers install them, and the folders
 * whose license the product has there. What the policy says of a library by its name is for that one alone.
 */
function termsOf({ licenses }: Policy): (library: LibraryPlaces) => string {
  const named = [...licenses.unknown, ...licenses.override].map(({ component }) => ({ ...parsePattern(component), version: null }));
  const isNamed = (one: Sighting | undefined): boolean => one !== undefined && named.some((pattern) => matches(pattern, one.ref));
  return ({ identity, sightings }) => {
    const [first, ...others] = sightings;
    const own = named.length > 0 && isNamed(first) ? identity : '';
    const uses = first === undefined ? [] : others.length === 0 ? [useOf(first)] : [...new Set(sightings.map(useOf))].sort();
    return `${own}\n${uses.join('\n')}`;
  };
}

function useOf(sighting: Sighting): string {
  const { path } = sighting.place;
  const { license = null, group = null } = packageOf(sighting) ?? {};
  const use = group === 'development' ? 'development' : 'shipped';
  return license === null ? `${use} ${folderOf(path)}` : `${use} ${folderOf(path)} ${JSON.stringify(license)}`;
}

function folderOf(path: string): string {
  return JSON.stringify(path.slice(0, path.lastIndexOf('/') + 1));
}
