import { expect, it } from 'vitest';
import type { JudgedFinding, Verdict } from '../../../src/core/model/index.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { withoutReasons } from '../../../src/core/report/public.ts';
import { unknownOf } from '../../support/build.ts';
import { added, bom, change, COMMIT, component, finding, floating, judged, OLD, verdict } from '../../support/verdict.ts';
import { CASES, HOSTILE, named } from './cases.ts';

function render(input: Verdict, ...components: readonly ReturnType<typeof component>[]): string {
  return markdownFormat.render(input, bom(components), { color: false, specVersion: '1.7' });
}

const model = component('hf:acme/a');
const library = component('npm:left-pad@1.0.0');

it.each([
  ['nothing changed', verdict({}), ''],
  ['only a library changed', verdict({ changes: added(library) }), ''],
  ['only older problems and waivers are there', verdict({ findings: [judged(floating(model), { status: 'existing' })] }), ''],
])('is empty when %s', (_, input, expected) => {
  expect(render(input, model, library)).toBe(expected);
});

it.each([
  [
    'a library is refused',
    verdict({ findings: [judged(finding(library, { rule: 'dependency/integrity-changed' }))], changes: added(library) }),
    '1 library needs 1 fix',
  ],
  [
    'a file is refused',
    verdict({ findings: [judged(finding(model, { component: 'tree', kind: 'tree', name: 'x.bin' }))] }),
    '1 file needs 1 fix',
  ],
  [
    'the merge result was not seen',
    verdict({ wouldBe: 'wait', notes: [{ code: 'merge-conflict', text: 'It does not merge.' }] }),
    '### ❔ Could not check: the branch does not merge\n',
  ],
  [
    'a license waits for a review',
    verdict({
      findings: [judged(finding(library, { rule: 'license/denied', review: { approvers: ['@acme/security'], license: 'MIT' } }))],
      wouldBe: 'review',
    }),
    '### ⛔ Waits for a review: 1 library\n',
  ],
])('speaks when %s', (_, input, expected) => {
  expect(render(input, model, library)).toContain(expected);
});

it('counts components and causes, never findings', () => {
  const other = component('hf:datasets/acme/d');
  const findings = [
    judged(floating(model)),
    judged(floating(model, { scope: 'test' })),
    judged(finding(model, { rule: 'license/denied', gap: 'l', cause: 'license' })),
    judged(floating(other)),
    judged(finding(model, { component: 'tree', kind: 'tree', name: 'a', cause: 'a' })),
    judged(finding(model, { component: 'tree', kind: 'tree', name: 'b', cause: 'b' })),
  ];
  expect(render(verdict({ findings, changes: added(model, other) }), model, other)).toMatch(
    /^### ⛔ Not ready to merge: 1 model, 1 dataset and 2 files need 5 fixes\n/,
  );
});

it('counts every component of one cause', () => {
  const models = ['a', 'b', 'c'].map((name) => component(`hf:acme/${name}`));
  const findings = models.map((one) =>
    judged(finding(one, { rule: 'verification/incomplete', gap: 'unavailable:timeout', cause: 'timeout' })),
  );
  const waits = verdict({ findings, changes: added(...models), wouldBe: 'wait' });
  expect(render(waits, ...models)).toMatch(/^### ❔ Could not check: no answer about 3 models\n/);
});

it('shows of many versions those that changed', () => {
  const at = (version: string, path = `${version}.lock`) => component(`pypi:torch@${version}`, { framework: true, path });
  const same = ['1.0', '1.1', '1.2', '1.3'].map((version) => at(version));
  const text = render(verdict({ changes: [change('changed', [...same, at('2.5.1')], [...same, at('2.6.0')], ['version'])] }), ...same);
  expect(text).toContain('`torch` `2.5.1` → `2.6.0`, beside 4 others');
  const more = render(verdict({ changes: [change('changed', same, [...same, at('2.6.0')], ['version'])] }), ...same);
  expect(more).toContain('new, `2.6.0`, beside 4 others');
  const less = render(verdict({ changes: [change('changed', [...same, at('2.6.0')], same, ['version'])] }), ...same);
  expect(less).toContain('`2.6.0` → removed, beside 4 others');
});

it('shows the all-clear in two lines', () => {
  expect(
    render(verdict({ changes: added(component(`hf:acme/a@${COMMIT}`)) }), component(`hf:acme/a@${COMMIT}`))
      .trimEnd()
      .split('\n'),
  ).toHaveLength(2);
});

it('does not call it all clear when something was not looked up', () => {
  const one = component(`hf:acme/a@${COMMIT}`, {
    verifications: [{ topic: 'license', outcome: 'unavailable', reason: 'gated', detail: '', by: 'hub', asOf: null }],
  });
  const text = render(verdict({ changes: added(one) }), one);
  expect(text).toContain('**Not checked:** No full answer about 1 of 1 component (1 gated, needs a token with access).');
  expect(text.indexOf('Not checked')).toBeLessThan(text.indexOf('<details>'));
});

it('puts red rows first and at most ten green ones', () => {
  const fine = Array.from({ length: 15 }, (_, index) => component(`hf:acme/fine-${index}@${COMMIT}`));
  const red = component('hf:zzz/red');
  const text = render(verdict({ findings: [judged(floating(red))], changes: added(...fine, red) }), ...fine, red);
  const rows = text.split('\n').filter((line) => /^\| (?:⛔|✅)/.test(line));
  expect(rows[0]).toContain('zzz/red');
  expect(rows).toHaveLength(11);
  expect(text).toContain('| | +5 more | | | |');
});

it('says that the bytes of a library changed under the same version', () => {
  const before = component('npm:x@1.0.0', { framework: true });
  const after = component('npm:x@1.0.0', { framework: true });
  const findings = [judged(finding(after, { rule: 'dependency/integrity-changed' }))];
  expect(render(verdict({ findings, changes: [change('changed', [before], [after], ['digest'])] }), after)).toContain(
    '| `1.0.0`, hash changed | **hash changed**, version did not | Apache-2.0 |',
  );
});

it('shortens commits for the eye and never in an edit', () => {
  const before = component(`hf:acme/a@${OLD}`);
  const after = component(`hf:acme/a@${COMMIT}`);
  const text = render(
    verdict({ findings: [judged(floating(after))], changes: [change('changed', [before], [after], ['version'])] }),
    after,
  );
  expect(text).toContain('`9c1f2ab` → `4f0c2d9`');
  expect(text).toContain(`revision="${COMMIT}"`);
});

it.each(['existing', 'waived'] as const)('does not call a changed component fine when a problem is %s', (status) => {
  const text = render(verdict({ findings: [judged(floating(model), { status })], changes: added(model) }), model);
  expect(text).toContain('1 AI component changed · 1 with known problems');
  expect(text).toMatch(/\| 🔸 \| model `acme\/a`/);
});

it('shows of a waiver who gave it and how long, and no reason; to everybody not even who (T26)', () => {
  const waiver = { reason: 'secret ticket', approver: '@acme/security', expires: '2026-12-05', daysLeft: 11 };
  const found = verdict({ findings: [judged(floating(model), { status: 'waived', waiver })], changes: added(model) });
  expect(render(found, model)).toContain('by `@acme/security`, 11 days left');
  expect(render(withoutReasons(found), model)).toContain('· 11 days left');
  expect(render(found, model)).not.toContain('secret ticket');
  expect(render(withoutReasons(found), model)).not.toMatch(/secret ticket|acme\/security/);
});

it('says how to waive in a comment where comments are read, and else what to write into the policy', () => {
  const found = verdict({ conclusion: 'block', findings: [judged(floating(model), { blocks: true })], changes: added(model) });
  const read = { rules: null, more: null, commands: ['@acme/security'] };
  const text = (links: typeof read | null): string =>
    markdownFormat.render(found, bom([model]), { color: false, specVersion: '1.7', ...(links === null ? {} : { links }) });
  expect(text(read)).toMatch(
    /Disagree\? In a comment: `\/weighbridge waive wb-[a-z2-7]{12} until 2027-\d\d-\d\d because …` \(`@acme\/security`/,
  );
  expect(text(read)).not.toContain('Add to `waivers:`');
  expect(text({ ...read, commands: [] })).toContain('Add to `waivers:`');
  expect(text(null)).toContain('Add to `waivers:`');
});

it.each(Object.keys(CASES))('never complies and never grows over a comment: %s', (name) => {
  const { verdict: one, bom: boxes } = named(name);
  const text = markdownFormat.render(one, boxes, { color: false, specVersion: '1.7' });
  expect(text.length).toBeLessThan(65_536);
  expect(text).not.toMatch(/compl(?:y|ies|iant)/i);
  expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
});

it('keeps every title and fix of 400 changes', () => {
  const { verdict: one, bom: boxes } = named('400-changes');
  const text = markdownFormat.render(one, boxes, { color: false, specVersion: '1.7' });
  for (let index = 1; index <= 400; index++) {
    const block = text.split(`**${index}. Pin \`acme/support-model-${index}\`**`)[1] ?? '';
    expect(block.slice(0, 500)).toContain(`revision="${COMMIT}"`);
  }
  expect(text).toMatch(/\+\d+ more \| \| \| \|/);
});

it('keeps the verdict, the way out and a count when even the titles do not fit', () => {
  const models = Array.from({ length: 3000 }, (_, index) =>
    component('hf:acme/a', { identity: `pkg:huggingface/x/n${index}`, name: `${HOSTILE} ${index}` }),
  );
  const findings: JudgedFinding[] = models.map((one) => judged(floating(one, { reason: HOSTILE }, HOSTILE)));
  const notes = Array.from({ length: 500 }, () => ({ code: 'limit', text: HOSTILE }) as const);
  const text = render(verdict({ findings, notes, changes: added(...models) }), ...models);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/^### ⛔ Not ready to merge: 3000 models need 3000 fixes\n/);
  expect(text).toMatch(/\n\+\d+ more\. Shortened/);
  expect(text).toContain('Disagree?');
  expect(text).toMatch(/<\/sub>\n$/);
});

it('a load that cannot be named is no component and never fine, also where no rule speaks of it', () => {
  const text = render(verdict({ changes: added(model), unnamed: [unknownOf('pick()', { kind: 'service' })] }), model);
  expect(text).toContain('1 AI component changed · 1 left open · 1 load that could not be named');
  expect(text).toMatch(/⚠️ \| service `unnamed service`/);
  expect(text).toContain('AI SBOM: 1 component (+1 ~0 −0)');
});
