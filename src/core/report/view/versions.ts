/** "Was → now", and the license, in words. */
import type { BomComponent, Change, ChangeAspect, License } from '../../model.ts';
import { compareText } from '../../order.ts';
import { isFullCommit } from '../../ref-parse.ts';
import { code, joined, type Phrase, plain, strong } from './phrase.ts';
import { shortened } from './words.ts';

const SHOWN = 3;

const ASPECTS: Readonly<Record<ChangeAspect, string>> = {
  version: 'version',
  requested: 'request',
  digest: 'hash changed',
  license: 'license changed',
  verification: 'proof changed',
  scope: 'used in other code',
  places: 'other places',
};

/** One version of one component: "floats on `main`", "`4f0c2d9`", "2.6.0", ">=2.6". */
export function versionPhrase(component: BomComponent): Phrase {
  const { kind, requested, version } = component;
  if (kind === 'model' || kind === 'dataset') {
    if (component.resolution.state === 'unresolved' && component.resolution.reason === 'no-source') return [plain('file in the tree')];
    if (requested === null) return [plain('floats')];
    return isFullCommit(requested) ? [code(shortened(requested))] : [plain('floats on '), code(requested)];
  }
  const text = version ?? requested;
  return text === null ? [plain(kind === 'service' ? 'hosted' : 'no version')] : [code(shortened(text))];
}

function versionsPhrase(components: readonly BomComponent[]): Phrase {
  const unique = new Map(components.map((one) => [JSON.stringify(versionPhrase(one)), versionPhrase(one)]));
  const phrases = [...unique.values()];
  const shown = joined(phrases.slice(0, SHOWN), ', ');
  return phrases.length > SHOWN ? [...shown, plain(` +${phrases.length - SHOWN} more`)] : shown;
}

export function wasNow(change: Change): Phrase {
  const before = versionsPhrase(change.base);
  const after = versionsPhrase(change.head);
  if (change.type === 'added') return [plain('new, '), ...after];
  if (change.type === 'removed') return [...before, plain(' → removed')];
  if (JSON.stringify(before) !== JSON.stringify(after)) return [...before, plain(' → '), ...after];
  const what = change.aspects.map((aspect) => ASPECTS[aspect]).join(', ');
  return what === '' ? after : [...after, plain(`, ${what}`)];
}

/** How a component stands now, where there is nothing to compare with. */
export function nowOnly(components: readonly BomComponent[]): Phrase {
  return versionsPhrase(components);
}

/** The concluded license; strong where it is `refused`. Claims that disagree are said to: the publisher does not get to choose the nicer one (T11). */
export function licensePhrase(components: readonly BomComponent[], refused = false): Phrase {
  const phrases = components.map(({ license }): Phrase => {
    const name = shortName(license);
    if (name === null) return [plain('unknown'), ...(license.unknown === null ? [] : [plain(`: ${license.unknown}`)])];
    if (license.conflicting) return [strong(name), plain(' (claims disagree)')];
    return [refused ? strong(name) : plain(name)];
  });
  const unique = new Map(phrases.map((phrase) => [JSON.stringify(phrase), phrase]));
  const sorted = [...unique].sort(([a], [b]) => compareText(a, b)).map(([, phrase]) => phrase);
  return sorted.length > SHOWN
    ? [...joined(sorted.slice(0, SHOWN), ' / '), plain(` +${sorted.length - SHOWN} more`)]
    : joined(sorted, ' / ');
}

/** SPDX ids are what people know; for what SPDX has no id, the name says more. */
function shortName({ name, expression }: License): string | null {
  return expression === null || expression.includes('LicenseRef-') ? (name ?? expression) : expression;
}
