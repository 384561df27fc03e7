import { describe, expect, it } from 'vitest';
import { matchVersion } from '../../../src/core/advisories/match.ts';
import type { Affected, RangeEvent } from '../../../src/core/advisories/record.ts';
import type { RefType } from '../../../src/core/ref/index.ts';

function affected(kind: 'SEMVER' | 'ECOSYSTEM' | 'GIT', events: readonly RangeEvent[], versions?: readonly string[]): Affected {
  return {
    package: { ecosystem: 'x', name: 'y' },
    ranges: [{ type: kind, events: [...events] }],
    ...(versions === undefined ? {} : { versions: [...versions] }),
  };
}

describe('whether a version is affected', () => {
  const between = [{ introduced: '1.0.0' }, { fixed: '1.4.2' }];
  it.each<[string, RefType, Affected, string, string]>([
    ['before it was introduced', 'npm', affected('SEMVER', between), '0.9.9', 'no'],
    ['where it was introduced', 'npm', affected('SEMVER', between), '1.0.0', 'yes 1.4.2'],
    ['inside', 'npm', affected('SEMVER', between), '1.4.1', 'yes 1.4.2'],
    ['the fixed one', 'npm', affected('SEMVER', between), '1.4.2', 'no'],
    ['a prerelease of the fixed one', 'npm', affected('SEMVER', between), '1.4.2-rc.1', 'yes 1.4.2'],
    ['build data say nothing', 'npm', affected('SEMVER', between), '1.4.2+build', 'no'],
    ['events in any order', 'npm', affected('SEMVER', [...between].reverse()), '1.4.1', 'yes 1.4.2'],
    ['fixed and broken again', 'npm', affected('SEMVER', [...between, { introduced: '2.0.0' }, { fixed: '2.0.5' }]), '2.0.1', 'yes 2.0.5'],
    ['between two breaks', 'npm', affected('SEMVER', [...between, { introduced: '2.0.0' }, { fixed: '2.0.5' }]), '1.9.0', 'no'],
    ['the last affected one', 'npm', affected('SEMVER', [{ introduced: '0' }, { last_affected: '1.2.0' }]), '1.2.0', 'yes'],
    ['behind the last affected one', 'npm', affected('SEMVER', [{ introduced: '0' }, { last_affected: '1.2.0' }]), '1.2.1', 'no'],
    ['one version alone', 'npm', affected('SEMVER', [{ introduced: '1.2.0' }, { last_affected: '1.2.0' }]), '1.2.0', 'yes'],
    ['behind one version alone', 'npm', affected('SEMVER', [{ last_affected: '1.2.0' }, { introduced: '1.2.0' }]), '1.3.0', 'no'],
    ['behind a limit', 'npm', affected('SEMVER', [{ introduced: '0' }, { limit: '1.0.0' }]), '1.0.0', 'no'],
    ['before a limit', 'npm', affected('SEMVER', [{ introduced: '0' }, { limit: '1.0.0' }]), '0.9.0', 'yes'],
    ['every version', 'npm', affected('SEMVER', [{ introduced: '0' }]), 'not a version', 'yes'],
    ['listed', 'npm', affected('GIT', [{ introduced: '0' }], ['1.0.0']), '1.0.0', 'yes'],
    ['not listed, and only commits beside', 'npm', affected('GIT', [{ introduced: '0' }], ['1.0.0']), '1.0.1', 'no'],
    ['only commits', 'npm', affected('GIT', [{ introduced: '0' }]), '1.0.1', 'unknown'],
    ['PEP 440: a release candidate', 'pypi', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2.6.0' }]), '2.6.0rc1', 'yes 2.6.0'],
    ['PEP 440: a post release', 'pypi', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2.6.0' }]), '2.6.0.post1', 'no'],
    ['PEP 440: a local version', 'pypi', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2.6.0' }]), '2.5.1+cu121', 'yes 2.6.0'],
    ['PEP 440: an epoch', 'pypi', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2.6.0' }]), '1!1.0', 'no'],
    ['PEP 440: another spelling', 'pypi', affected('ECOSYSTEM', [], ['1.0']), '1.0.0', 'yes'],
    ['nine before ten', 'pypi', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '0.10.0' }]), '0.9.0', 'yes 0.10.0'],
    ['a release of an action', 'gh', affected('ECOSYSTEM', [{ introduced: '0' }, { last_affected: '45.0.7' }]), '45.0.7', 'yes'],
    ['the next one', 'gh', affected('ECOSYSTEM', [{ introduced: '0' }, { last_affected: '45.0.7' }]), '45.0.8', 'no'],
    ['an order that nobody here knows', 'gem', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2' }]), '1', 'unknown'],
    ['the same, with the versions listed', 'gem', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2' }], ['1']), '1', 'yes'],
    ['the same, and it is not listed', 'gem', affected('ECOSYSTEM', [{ introduced: '0' }, { fixed: '2' }], ['1']), '1.1', 'no'],
    ['SemVer of an ecosystem without an order here', 'cargo', affected('SEMVER', between), '1.2.0', 'yes 1.4.2'],
    ['an event that is no version', 'npm', affected('SEMVER', [{ introduced: '0' }, { fixed: 'soon' }]), '1.0.0', 'unknown'],
    ['a version that is none', 'npm', affected('SEMVER', between), 'latest', 'unknown'],
    ['neither ranges nor versions', 'npm', { package: { ecosystem: 'npm', name: 'y' } }, '1.0.0', 'unknown'],
  ])('%s', (_, type, one, version, expected) => {
    const { affected: found, fixed } = matchVersion([one], type, version);
    expect([found, ...(found === 'yes' ? fixed : [])].join(' ')).toBe(expected);
  });

  it('is affected by one entry of several, and the nearest fix comes first', () => {
    const one = matchVersion(
      [
        affected('SEMVER', [{ introduced: '0' }, { fixed: '3.0.0' }]),
        affected('SEMVER', [{ introduced: '0' }, { fixed: '1.5.0' }]),
        affected('SEMVER', [{ introduced: '9.0.0' }]),
      ],
      'npm',
      '1.0.0',
    );
    expect(one).toEqual({ affected: 'yes', fixed: ['1.5.0', '3.0.0'] });
  });
});
