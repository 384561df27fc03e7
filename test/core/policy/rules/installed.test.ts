/** dependency/installed-differs, and what it rests on: what lies on the disk of a library. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, InstalledSeen } from '../../../../src/core/model/index.ts';
import { installedVerifications } from '../../../../src/core/verify/installed.ts';
import { drafts, library } from './support.ts';

function seen(what: InstalledSeen['what'], state: InstalledSeen['state']): InstalledSeen {
  return { what, state, detail: `${what} ${state}` };
}

function having(installed: readonly InstalledSeen[]): BomComponent {
  const component = { ...library('npm:left', [{ version: '1.0.0' }]), installed };
  return { ...component, verifications: installedVerifications(component) };
}

type Row = readonly [readonly InstalledSeen[], string | null, readonly string[]];

describe('what was seen gives one verification, and a finding where something else lies there', () => {
  it.each<Row>([
    [[], null, []],
    [[seen('record', 'equal')], 'not-applicable record equal', []],
    [[seen('source', 'equal'), seen('record', 'equal')], 'not-applicable source equal', []],
    [[seen('archive', 'equal')], 'passed archive equal', []],
    [[seen('record', 'equal'), seen('archive', 'equal'), seen('files', 'equal')], 'passed files equal', []],
    // Somebody may have put there what nobody read.
    [[seen('archive', 'equal'), seen('files', 'unread')], 'unavailable files unread', []],
    [[seen('archive', 'equal'), seen('archive', 'unread')], 'unavailable archive unread', []],
    [[seen('archive', 'unread'), seen('files', 'equal')], 'unavailable archive unread', []],
    [[seen('archive', 'equal'), seen('record', 'unread'), seen('source', 'unread')], 'passed archive equal', []],
    [[seen('record', 'unread')], 'unavailable record unread', []],
    [[seen('record', 'equal'), seen('archive', 'unread')], 'unavailable archive unread', []],
    [[seen('archive', 'equal'), seen('files', 'differs')], 'failed files differs', ['installed-differs: Install anew from the lock']],
    [[seen('record', 'differs'), seen('archive', 'unread')], 'failed record differs', ['installed-differs: Install anew from the lock']],
    [[seen('archive', 'differs')], 'failed archive differs', ['other-archive: Find out what the archive of left is']],
  ])('%j', (installed, said, found) => {
    const component = having(installed);
    expect(component.verifications.map(({ outcome, detail, by }) => [`${outcome} ${detail}`, by])).toEqual(
      said === null ? [] : [[said, 'disk']],
    );
    const made = drafts('dependency/installed-differs', { components: [component] });
    expect(made.map(({ gap, fix }) => `${gap}: ${fix.title}`)).toEqual(found);
    // A registry need not answer for what lies here.
    expect(drafts('verification/incomplete', { components: [component] })).toEqual([]);
  });

  it('one installation is one thing to do, however many packages differ', () => {
    const components = ['npm:one', 'npm:two'].map((name) => ({ ...having([seen('record', 'differs')]), ...named(name) }));
    const causes = drafts('dependency/installed-differs', { components }).map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(1);
    expect(causes).toHaveLength(2);
  });
});

function named(reference: string): Pick<BomComponent, 'identity' | 'name' | 'key' | 'ref'> {
  const { identity, name, key, ref } = library(reference, [{ version: '1.0.0' }]);
  return { identity, name, key, ref };
}
