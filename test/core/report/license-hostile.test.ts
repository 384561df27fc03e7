/** What licenses say is somebody else's text, and may be much: formats stay whole, escaped and within their limits. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding, JudgedFinding, UseAnswer, UseDuty, UseReason, Verdict } from '../../../src/core/model/index.ts';
import { formats } from '../../../src/core/report/index.ts';
import { markdownFormat } from '../../../src/core/report/markdown/index.ts';
import { terminalFormat } from '../../../src/core/report/terminal/index.ts';
import { COMMIT, useDutyOf, useReasonOf } from '../../support/build.ts';
import { added, bom, component, finding, judged, verdict } from '../../support/verdict.ts';
import { HOSTILE } from './cases.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
const NER = component(`hf:acme/ner@${COMMIT}`);

function denied(one: BomComponent, clauses: readonly UseReason[], input: Partial<Finding> = {}): JudgedFinding {
  const fix = { title: `Replace ${one.name}`, edits: [], command: null };
  return judged(finding(one, { rule: 'license/lineage', gap: 'lineage', reason: 'its ancestors forbid it', clauses, fix, ...input }));
}

function answerOf(duties: readonly UseDuty[], reasons: readonly UseReason[]): UseAnswer {
  return { verdict: 'deny', reasons, duties, effective: null };
}

function markdown(input: Verdict, ...components: readonly BomComponent[]): string {
  return markdownFormat.render(input, bom(components), OPTIONS);
}

describe('hostile text in what licenses say (T22)', () => {
  const hostile = useReasonOf({ path: [HOSTILE, HOSTILE], license: HOSTILE, text: HOSTILE, fact: HOSTILE, set: HOSTILE, ways: [HOSTILE] });
  const one: BomComponent = { ...NER, name: HOSTILE };
  const duty = useDutyOf({ path: [HOSTILE], license: HOSTILE, text: HOSTILE, copy: `\`\`\`\`\n${HOSTILE}` });
  const input = verdict({
    findings: [denied(one, [hostile])],
    changes: added(one),
    uses: {
      [one.key]: answerOf([duty, useDutyOf({ license: '__proto__', text: HOSTILE, copy: HOSTILE })], [hostile]),
      __proto__: answerOf([duty], []),
    },
  });

  it.each(formats.map((format) => [format.id, format] as const))(
    '%s stays whole, the same twice, and shows nothing unseen',
    (id, format) => {
      const text = format.render(input, bom([one]), OPTIONS);
      expect(format.render(input, bom([one]), OPTIONS)).toBe(text);
      expect(text).not.toMatch(/[\u202e\u200b\u001b\u0000]|\u{e0041}|^\s*::/mu);
      if (id === 'html') expect(text).not.toMatch(/<img/);
      if (id !== 'markdown') return;
      // Every word of it stands in code: outside of spans and blocks there is no mention, link, image or HTML.
      const bare = text.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '').replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
      expect(bare).not.toMatch(/@acme|<img|\]\(|evil|:bug:|\*\*b\*\*/);
      expect(bare.split('\n').filter((line) => /^\s*(?:@|#1|<img)/.test(line))).toEqual([]);
    },
  );
});

it('keeps to the limit of a comment with 200 models, each under another license', () => {
  const models = Array.from({ length: 200 }, (_, index) => component(`hf:acme/m${index}@${COMMIT}`));
  const clausesOfModel = models.map((one, index) =>
    useReasonOf({ path: [one.name, `lab/base-${index}`], license: `LicenseRef-own-${index}` }),
  );
  const findings = models.map((one, index) => denied(one, clausesOfModel.slice(index, index + 1), { cause: `license ${index}` }));
  const uses = Object.fromEntries(
    models.map((one, index) => [
      one.key,
      answerOf([useDutyOf({ path: [one.name], license: `LicenseRef-own-${index}` })], clausesOfModel.slice(index, index + 1)),
    ]),
  );
  const input = verdict({ findings, changes: added(...models), uses });
  const text = markdown(input, ...models);
  expect(text.length).toBeLessThan(65_536);
  for (const { name } of models) expect(text).toContain(`**${models.findIndex((one) => one.name === name) + 1}. Replace \`${name}\`**`);
  expect(terminalFormat.render(input, bom(models), OPTIONS)).toContain('200. ');
});
