/** What a NOTICE says of components, and the names of the files that it is written into. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BomComponent, UseAnswer, UseDuty, UseReason } from '../../../src/core/model/index.ts';
import { noticeOf, type TextAtHand } from '../../../src/core/verbs/notice/bundle.ts';
import { noticeFiles, noticeJson, noticeText } from '../../../src/core/verbs/notice/files.ts';
import { COMMIT, licenseOf, useDutyOf, useReasonOf } from '../../support/build.ts';
import { component } from '../../support/verdict.ts';
import { HOSTILE } from '../report/cases.ts';

const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
const NONE = () => null;
const NO_TEXTS = new Map<string, readonly TextAtHand[]>();

function textOf(path: string, content: string): TextAtHand {
  const bytes = new TextEncoder().encode(content);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function answerOf(effective: string | null, duties: readonly UseDuty[], reasons: readonly UseReason[] = []): UseAnswer {
  return { verdict: reasons.length === 0 ? 'allow' : 'review', reasons, duties, effective };
}

function licensed(reference: string, expression: string | null, unknown: string | null = null): BomComponent {
  return component(reference, { license: licenseOf({ expression, unknown }) });
}

const pad = licensed('npm:left-pad@1.0.0', 'MIT');
const torch = licensed('pypi:torch@2.6.0', 'BSD-3-Clause AND MIT');
const dual = licensed('npm:dual@1.0.0', 'Apache-2.0 OR MIT');
const llama = licensed(`hf:acme/ner@${COMMIT}`, 'Apache-2.0');
const unknown = licensed('npm:x@2.0.0', null, 'not stated');

it('lists components by license: of AND each part, of OR the branch that was chosen, else both as one', () => {
  const chosen = (one: BomComponent) => (one === dual ? answerOf('MIT', []) : null);
  const names = (use: (one: BomComponent) => UseAnswer | null) =>
    noticeOf('bot', [torch, pad, dual], use, NO_TEXTS).licenses.map(({ license, components }) => [
      license,
      components.map(({ name }) => name),
    ]);
  expect(names(NONE)).toEqual([
    ['Apache-2.0 OR MIT', ['dual']],
    ['BSD-3-Clause', ['torch']],
    ['MIT', ['left-pad', 'torch']],
  ]);
  expect(names(chosen)).toEqual([
    ['BSD-3-Clause', ['torch']],
    ['MIT', ['dual', 'left-pad', 'torch']],
  ]);
});

it('gives names, attributions and duties of a license once, those of ancestors too', () => {
  const duties = [
    useDutyOf({ path: ['acme/ner', 'meta/llama'] }),
    useDutyOf({ clause: 'attribution', text: 'Ship the notice', copy: 'Llama 3.1 is licensed under …' }),
  ];
  const other = component(`hf:acme/other@${COMMIT}`, { license: licenseOf() });
  const { licenses } = noticeOf('bot', [llama, other], () => answerOf('Apache-2.0', duties), NO_TEXTS);
  expect(licenses.map(({ license, name, components }) => [license, name, components.length])).toEqual([
    ['Apache-2.0', 'Apache-2.0', 2],
    [LLAMA, 'Llama 3.1 Community License', 2],
  ]);
  expect(licenses[1]).toMatchObject({
    names: ['Built with Llama'],
    attributions: ['Llama 3.1 is licensed under …'],
    duties: ['Ship the notice', 'Show “Built with Llama” where people see the product'],
  });
});

describe('what is not known is never left out', () => {
  it.each([
    ['nothing stated', unknown, null, 'not stated'],
    [
      'a part that nobody knows',
      licensed('npm:y@1.0.0', 'MIT AND LicenseRef-unrecognized-terms', 'not recognized: terms'),
      null,
      'not recognized: terms',
    ],
    [
      'an ancestor without a license',
      llama,
      answerOf('Apache-2.0', [], [useReasonOf({ clause: 'unknown-license', license: null, text: 'its base has no license' })]),
      'its base has no license',
    ],
  ])('%s', (_, one, answer, reason) => {
    const notice = noticeOf('bot', [one], () => answer, NO_TEXTS);
    expect(notice.unknown.map((each) => [each.name, each.reason])).toEqual([[one.name, reason]]);
    expect(noticeText(notice)).toContain(`== License not known\nNo license means no permission: find out, or leave them out.\n`);
  });
});

it('gives texts as they lie there, each once, and of others the address', () => {
  const mit = textOf('node_modules/left-pad/LICENSE', 'MIT\r\n\u001b[31m\u202e text');
  const texts = new Map([
    [pad.key, [mit]],
    [torch.key, [{ ...mit, path: 'node_modules/other/LICENSE' }]],
  ]);
  const ner = licensed(`hf:acme/ner@${COMMIT}`, 'LicenseRef-own-terms');
  const notice = noticeOf('bot', [pad, torch, dual, ner], NONE, texts);
  const files = noticeFiles(notice, 'text');
  const [, first] = files.keys();
  expect([...files.keys()]).toEqual(['NOTICE.txt', expect.stringMatching(/^texts\/torch-LICENSE-[0-9a-f]{32}\.txt$/)]);
  expect(files.get(first ?? '')).toBe(mit.bytes);
  const said = String(files.get('NOTICE.txt'));
  expect(said).toContain(`${first} (from node_modules/left-pad/LICENSE)`);
  expect(said).toContain('  text not at hand: https://spdx.org/licenses/Apache-2.0.html https://spdx.org/licenses/MIT.html\n');
  expect(said).toContain('  text not at hand: no address of it is known\n');
  expect(noticeText(notice, true)).toContain('\n  MIT\n  \\u{1b}[31m\\u{202e} text\n');
});

it('says the same bytes whatever the order of components', () => {
  const all = [pad, torch, dual, llama, unknown];
  const use = (one: BomComponent) => (one === llama ? answerOf(null, [useDutyOf(), useDutyOf({ license: 'MIT', copy: 'x' })]) : null);
  for (const format of ['text', 'json'] as const)
    expect(noticeFiles(noticeOf('bot', all.toReversed(), use, NO_TEXTS), format)).toEqual(
      noticeFiles(noticeOf('bot', all, use, NO_TEXTS), format),
    );
});

describe('hostile names (T22)', () => {
  const names = [
    '../../etc/passwd',
    '..\\..\\x',
    '/etc/x',
    'CON',
    '.git/hooks/x',
    '\u202egnp.x',
    `a\n== FORGED`,
    HOSTILE,
    '',
    '__proto__',
    'ü'.repeat(500),
  ];
  const components = names.map((name, index) => ({
    ...component(`npm:n${index}@1.0.0`),
    name,
    license: licenseOf({ expression: HOSTILE, unknown: HOSTILE }),
  }));
  const texts = new Map(
    components.map((one, index) => [one.key, [textOf(`${names[index] ?? ''}/../LICENSE`, `${index}\n== FORGED\n::error::x`)]]),
  );
  const duty = useDutyOf({ license: HOSTILE, text: `::error::${HOSTILE}`, copy: `::error::${HOSTILE}` });
  const notice = noticeOf(HOSTILE, components, () => answerOf(HOSTILE, [duty]), texts);

  it('name no file outside of the folder, and none that a system takes for something else', () => {
    const [notice_, ...others] = noticeFiles(notice, 'text').keys();
    expect(notice_).toBe('NOTICE.txt');
    expect(others).toHaveLength(names.length);
    for (const path of others) expect(path).toMatch(/^texts\/[A-Za-z0-9_-]{0,40}-LICENSE-[0-9a-f]{32}\.txt$/);
  });

  it.each([
    ['text', noticeText(notice)],
    ['text with all texts', noticeText(notice, true)],
    ['JSON', noticeJson(notice)],
  ])('%s shows nothing unseen, forges no line and commands nobody', (format, text) => {
    expect(text).not.toMatch(/[\u202e\u200b\u001b\u0000]|\u{e0041}/u);
    if (format === 'JSON') expect(() => JSON.parse(text) as unknown).not.toThrow();
    else expect(text).not.toMatch(/^\s*::|^== FORGED|##\[/m);
  });
});
