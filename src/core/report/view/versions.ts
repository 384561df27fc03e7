/** "Was → now", and the license, in words. */
import type { BomComponent, Change, ChangeAspect } from '../../model/index.ts';
import { isFullCommit, isManifestDigest } from '../../ref/parse.ts';
import { foreignVersion, lookAlike, sourceMove } from './foreign.ts';
import { code, joined, type Phrase, plain } from './phrase.ts';
import { runPlace } from './runs.ts';
import { count, type Shorten, shortened } from './words.ts';

const SHOWN = 3;

const ASPECTS: Readonly<Record<ChangeAspect, string>> = {
  version: 'version',
  source: 'taken from elsewhere',
  requested: 'asked for otherwise',
  digest: 'hash changed',
  license: 'license changed',
  verification: 'proof changed',
  scope: 'used in other code',
  places: 'other places',
};

/** One version of one component: "floats on `main`", "`4f0c2d9`", "2.6.0", ">=2.6". */
export function versionPhrase(component: BomComponent, short: Shorten = shortened): Phrase {
  const { kind, requested, version } = component;
  if (kind === 'model' || kind === 'dataset') {
    if (component.resolution.state === 'unresolved' && component.resolution.reason === 'no-source') return [plain('file in the tree')];
    if (component.stated !== undefined) return [plain('as declared')];
    if (requested === null || requested === '') return [plain('floats')];
    return isFullCommit(requested) || isManifestDigest(requested) ? [code(short(requested))] : [plain('floats on '), code(requested)];
  }
  const foreign = foreignVersion(component, short);
  if (foreign !== null) return foreign;
  // A file may state an empty one.
  const text = [version, requested].find((one) => one !== null && one !== '');
  if (text != null) return [code(short(text))];
  return [plain(runPlace(component) ?? (kind === 'service' ? 'hosted' : 'any version'))];
}

function versionsPhrase(components: readonly BomComponent[]): Phrase {
  return shortList([...distinctVersions(components).values()]);
}

function shortList(phrases: readonly Phrase[]): Phrase {
  const shown = joined(phrases.slice(0, SHOWN), ', ');
  return phrases.length > SHOWN ? [...shown, plain(` +${phrases.length - SHOWN} more`)] : shown;
}

/** By all that is known of each: two commits may begin alike. */
function distinctVersions(components: readonly BomComponent[], short: Shorten = shortened): ReadonlyMap<string, Phrase> {
  return new Map(components.map((one) => [JSON.stringify(versionPhrase(one, asIs)), versionPhrase(one, short)]));
}

const asIs: Shorten = (text) => text;

/** Of both sides; in full where a version that went and one that came would look the same. */
function bothVersions({ base, head }: Change): readonly [ReadonlyMap<string, Phrase>, ReadonlyMap<string, Phrase>] {
  const [before, after] = [distinctVersions(base), distinctVersions(head)];
  return lookAlike(before, after) ? [distinctVersions(base, asIs), distinctVersions(head, asIs)] : [before, after];
}

/** `otherBytes`: its hash is another one, and not just one of more or fewer archives. */
export function wasNow(change: Change, otherBytes = true): Phrase {
  return [...versionMove(change, otherBytes), ...sourceMove(change)];
}

function versionMove(change: Change, otherBytes: boolean): Phrase {
  if (change.type === 'added') return [plain('new, '), ...versionsPhrase(change.head)];
  if (change.type === 'removed') return [...versionsPhrase(change.base), plain(' → removed')];
  if (change.type === 'unread') return [...versionsPhrase(change.base), plain(' → not read')];
  const [before, after] = bothVersions(change);
  // Of a component in several versions only those that changed are the change.
  const gone = [...before].flatMap(([key, phrase]) => (after.has(key) ? [] : [phrase]));
  const come = [...after].flatMap(([key, phrase]) => (before.has(key) ? [] : [phrase]));
  if (gone.length === 0 && come.length === 0) {
    // Where it is taken from now is said behind it.
    const aspects = change.aspects.filter((aspect) => aspect !== 'source');
    const what = aspects.map((aspect) => (aspect === 'digest' && !otherBytes ? 'other archives' : ASPECTS[aspect])).join(', ');
    return what === '' ? shortList([...after.values()]) : [...shortList([...after.values()]), plain(`, ${what}`)];
  }
  const others = after.size - come.length;
  const beside = others === 0 ? [] : [plain(`, beside ${count(others, 'other')}`)];
  if (gone.length === 0) return [plain('new, '), ...shortList(come), ...beside];
  if (come.length === 0) return [...shortList(gone), plain(' → removed'), ...beside];
  return [...shortList(gone), plain(' → '), ...shortList(come), ...beside];
}

/** How a component stands now, where there is nothing to compare with. */
export function nowOnly(components: readonly BomComponent[]): Phrase {
  return versionsPhrase(components);
}
