import { describe, expect, it } from 'vitest';
import type { BomComponent, Change, LicenseClaim, LicenseFile } from '../../../../src/core/model/index.ts';
import { model } from '../support.ts';
import { drafts, library, license, said } from './support.ts';

const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';

function claim(text: string, from: LicenseClaim['from'] = 'card', name: string | null = null): LicenseClaim {
  return { from, text, name, link: null };
}

function text(ids: readonly string[], more: Partial<LicenseFile> = {}, from: LicenseClaim['from'] = 'text'): LicenseClaim {
  const licenses = ids.map((id) => [id]);
  const why = ids.length === 0 ? 'terms besides a license that is known' : null;
  const file: LicenseFile = {
    path: 'LICENSE',
    sha256: 'a'.repeat(64),
    about: 'weights',
    licenses,
    confidence: ids.length === 0 ? null : 1,
    why,
    near: null,
  };
  return { from, text: ids.join(' AND '), name: null, link: null, file: { ...file, ...more } };
}

function claimed(claims: readonly LicenseClaim[], input: Partial<BomComponent> = {}): BomComponent {
  return model('hf:acme/x', [{}], { claims, license: license(...claims), ...input });
}

describe('license/text-mismatch', () => {
  it.each<[string, LicenseClaim[], string | null]>([
    ['nothing is stated', [], null],
    ['only a card', [claim('mit')], null],
    ['a card with a list', [claim('mit'), claim('cc-by-nc-4.0')], 'the card says several at once, CC-BY-NC-4.0 AND MIT'],
    ['a tag and another name', [{ ...claim('mit'), name: 'cc-by-nc-4.0' }], 'the card says several at once, CC-BY-NC-4.0 AND MIT'],
    ['a list that says one thing twice', [claim('mit'), claim('MIT License')], null],
    ['what registry and lockfile write', [claim('MIT', 'package'), claim('ISC', 'package')], null],
    ['they agree', [claim('mit'), text(['MIT'])], null],
    ['the text tells which of a family', [claim('bsd'), text(['BSD-3-Clause'])], null],
    ['the license of the code', [claim('mit'), text(['Apache-2.0'], { about: 'code', path: 'LICENSE-CODE' })], null],
    ['a text that was not read', [claim('mit'), text([], { unread: 'timeout', sha256: null })], null],
    [
      'text and card',
      [claim('apache-2.0'), text([LLAMA], { confidence: 0.97 })],
      `LICENSE says ${LLAMA} (97 % of its words), the card says Apache-2.0`,
    ],
    [
      'a modified text',
      [claim('apache-2.0'), text([], { near: 'Apache-2.0' })],
      'LICENSE holds terms besides a license that is known, near to Apache-2.0, the card says Apache-2.0',
    ],
    [
      'prompt and card',
      [claim('apache-2.0'), text([LLAMA], { path: 'extra_gated_prompt' }, 'gated-prompt')],
      `the prompt that people accept says ${LLAMA}, the card says Apache-2.0`,
    ],
    ['card and tag', [claim('mit'), claim('cc-by-nc-4.0', 'hub')], 'the card says MIT, a tag of the hub says CC-BY-NC-4.0'],
    ['header and card', [claim('mit'), claim('llama3.1', 'file-header')], `the card says MIT, the header of the weights says ${LLAMA}`],
  ])('%s', (_what, claims, reason) => {
    const found = drafts('license/text-mismatch', { components: [claimed(claims)] });
    expect(found.map((one) => one.reason)).toEqual(reason === null ? [] : [`${reason}: until that is settled all of it applies`]);
  });

  it('is another finding where the licenses are others, and the same where only lines moved', () => {
    const one = [claim('apache-2.0'), text([LLAMA])];
    expect(said('license/text-mismatch', { components: [claimed(one)] })).toEqual([`differ:Apache-2.0 AND ${LLAMA} product 14`]);
    expect(said('license/text-mismatch', { components: [claimed([claim('mit'), text([LLAMA])])] })).toEqual([
      `differ:${LLAMA} AND MIT product 14`,
    ]);
  });
});

describe('license/changed', () => {
  function moved(before: readonly LicenseClaim[], now: readonly LicenseClaim[]): readonly string[] {
    const base = claimed(before, { key: 'x@1', version: '1'.repeat(40) });
    const head = claimed(now, { key: 'x@2', version: '2'.repeat(40) });
    const change: Change = {
      type: 'changed',
      identity: head.identity,
      kind: 'model',
      base: [base],
      head: [head],
      aspects: ['version', 'license'],
    };
    return drafts('license/changed', { components: [head], changes: [change] }).map(({ gap, reason }) => `${gap} | ${reason}`);
  }

  it.each<[string, LicenseClaim[], LicenseClaim[], string[]]>([
    ['the same', [claim('mit')], [claim('mit')], []],
    [
      'stricter',
      [claim('apache-2.0')],
      [claim('cc-by-nc-4.0')],
      ['changed:Apache-2.0>CC-BY-NC-4.0 | Apache-2.0 before, CC-BY-NC-4.0 now: it now forbids commercial use'],
    ],
    [
      'freer',
      [claim('cc-by-nc-4.0')],
      [claim('apache-2.0')],
      ['changed:CC-BY-NC-4.0>Apache-2.0 | CC-BY-NC-4.0 before, Apache-2.0 now: it no longer forbids commercial use'],
    ],
    ['no difference in terms', [claim('mit')], [claim('isc')], ['changed:MIT>ISC | MIT before, ISC now']],
    ['nobody told before', [], [claim('mit')], []],
    ['nobody tells now', [claim('mit')], [], []],
    [
      'terms that nobody knows',
      [claim('mit')],
      [claim('acme-terms')],
      ['changed:MIT>null | MIT before, terms that are not recognized now: the terms cannot be compared'],
    ],
    ['a notice in a known text', [text(['MIT'])], [text(['MIT'], { sha256: 'b'.repeat(64) })], []],
    [
      'other words in a text that is none',
      [text([])],
      [text([], { sha256: 'b'.repeat(64) })],
      ['text-changed | LICENSE has other words than before, and they are those of no license that is known'],
    ],
    ['the same unknown text', [text([])], [text([])], []],
    [
      'one name for another, and nobody knows either',
      [claim('acme-terms')],
      [claim('lab-terms')],
      ['name-changed | "acme-terms" before, "lab-terms" now, and neither is a license that is known'],
    ],
    [
      'a name that several licenses have',
      [claim('mit')],
      [claim('tencent-hunyuan-community')],
      ['changed:MIT>null | MIT before, terms that are not recognized now: the terms cannot be compared'],
    ],
    ['a text that was not read now', [claim('mit'), text(['MIT'])], [claim('mit'), text([], { unread: 'timeout', sha256: null })], []],
    ['nothing but a text that was not read', [claim('mit')], [text([], { unread: 'timeout', sha256: null })], []],
    ['a text that was not read before', [text([], { unread: 'timeout', sha256: null })], [claim('mit')], []],
    ['a text appears and says what the card said', [claim('mit')], [claim('mit'), text(['MIT'])], []],
  ])('%s', (_what, before, now, expected) => {
    expect(moved(before, now)).toEqual(expected);
  });

  it('is silent where the base had the new terms in one of its versions, and where nothing moved', () => {
    const old = claimed([claim('mit')], { key: 'x@1' });
    const other = claimed([claim('cc-by-nc-4.0')], { key: 'x@3' });
    const now = claimed([claim('cc-by-nc-4.0')], { key: 'x@2' });
    const change: Change = {
      type: 'changed',
      identity: now.identity,
      kind: 'model',
      base: [old, other],
      head: [now],
      aspects: ['version'],
    };
    expect(drafts('license/changed', { components: [now], changes: [change] })).toEqual([]);
    expect(drafts('license/changed', { components: [now], changes: [] })).toEqual([]);
    const same: Change = { ...change, base: [{ ...old, key: 'x@2' }] };
    expect(drafts('license/changed', { components: [now], changes: [same] })).toEqual([]);
  });

  it('speaks of libraries, too', () => {
    const base = {
      ...library('npm:left', [{ version: '1.0.0' }]),
      key: 'left@1',
      license: license('MIT'),
      claims: [claim('MIT', 'package')],
    };
    const head = {
      ...library('npm:left', [{ version: '2.0.0' }]),
      key: 'left@2',
      license: license('BUSL-1.1'),
      claims: [claim('BUSL-1.1', 'package')],
    };
    const change: Change = {
      type: 'changed',
      identity: head.identity,
      kind: 'library',
      base: [base],
      head: [head],
      aspects: ['version', 'license'],
    };
    const [found] = drafts('license/changed', { components: [head], changes: [change] });
    expect(found?.reason).toContain('MIT before, BUSL-1.1 now: it now limits what it may be used for');
  });
});
