import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/index.ts';
import { addWaivers } from '../../../src/core/policy/add-waivers.ts';
import { boundWaivers, waiverEntry } from '../../../src/core/policy/bound-waiver.ts';
import { findingId } from '../../../src/core/policy/finding-id.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { COMMIT } from './support.ts';

function finding(input: Partial<Finding> = {}): Finding {
  const one = {
    rule: 'model/provenance',
    level: 'block' as const,
    component: 'pkg:huggingface/acme/m',
    version: COMMIT,
    requested: [null],
    subject: [null],
    unresolved: false,
    limited: false,
    kind: 'model' as const,
    name: 'acme/m',
    scope: 'product' as const,
    gap: 'floating',
    places: [{ path: 'app/llm.py', line: 3, column: 1 }],
    reason: 'r',
    fix: { title: 'f', edits: [], command: null },
    cause: 'c',
    weight: 1,
    ...input,
  };
  return { id: findingId(one), ...one };
}

const WHO = { reason: 'asked: "x" # y', approver: '@ada', expires: '2027-06-30' };
const entryOf = (one: Finding, repository: string | null = null): string[] =>
  (boundWaivers(one) ?? []).map((bound) => waiverEntry(bound, WHO, repository));
const ENTRY = entryOf(finding());

describe('what a waiver by a comment binds', () => {
  it.each<[string, Partial<Finding>, object]>([
    ['no revision', {}, { component: 'hf:acme/m', feeds: null }],
    ['a commit', { requested: [COMMIT] }, { component: `hf:acme/m@${COMMIT}`, feeds: null }],
    ['a tag, with the commit that it was', { requested: ['v1'] }, { component: 'hf:acme/m@v1', feeds: null, version: COMMIT }],
    ['a tag that nobody resolved', { requested: ['v1'], version: null }, { component: 'hf:acme/m@v1', feeds: null }],
    [
      'a library at its version',
      { component: 'pkg:npm/foo', kind: 'library', version: '1.2.3', requested: ['1.2.3'] },
      { component: 'npm:foo@1.2.3', feeds: null },
    ],
    [
      'all that feeds a load without a name',
      { unresolved: true, subject: ['environment MODEL'], component: 'generic:x' },
      { component: null, feeds: ['environment MODEL'] },
    ],
    [
      'content of a file',
      { kind: 'tree', component: 'tree', requested: [COMMIT], subject: [] },
      { component: `file:app/llm.py@${COMMIT}`, feeds: null },
    ],
  ])('%s', (_name, input, expected) => {
    const one = finding(input);
    expect(boundWaivers(one)).toEqual([{ id: one.id, rule: one.rule, ...expected }]);
  });

  it('is every part, or nothing', () => {
    expect(boundWaivers(finding({ requested: [COMMIT, 'v2'] }))).toHaveLength(2);
    expect(boundWaivers(finding({ component: 'generic:a name with spaces' }))).toBeNull();
    expect(boundWaivers(finding({ component: 'pkg:huggingface/acme/*' }))).toBeNull();
  });
});

describe('an entry in a policy file', () => {
  it.each([
    ['without waivers', 'version: 1\n', 'version: 1\nwaivers:\n  ENTRY\n'],
    ['without a last line end', 'version: 1\nmode: evaluate', 'version: 1\nmode: evaluate\nwaivers:\n  ENTRY\n'],
    ['of another system', 'version: 1\r\n', 'version: 1\r\nwaivers:\r\n  ENTRY\r\n'],
    [
      'behind the others, whatever follows',
      `version: 1\nwaivers: # why\n    ${ENTRY.join('')} # last\n# words\nmode: enforce\n`,
      `version: 1\nwaivers: # why\n    ${ENTRY.join('')} # last\n    ENTRY\n# words\nmode: enforce\n`,
    ],
    [
      'behind one of several lines',
      'version: 1\nwaivers:\n- rule: model/provenance\n  component: hf:a/b\n  reason: |\n    two\n    lines\n  approver: x\n  expires: 2027-01-01\nmode: enforce\n',
      'version: 1\nwaivers:\n- rule: model/provenance\n  component: hf:a/b\n  reason: |\n    two\n    lines\n  approver: x\n  expires: 2027-01-01\nENTRY\nmode: enforce\n',
    ],
  ])('%s', (_name, before, after) => {
    const told = addWaivers(before, ENTRY, 'p.yml', rules);
    expect(told).toBe(after.replaceAll('ENTRY', ENTRY.join('')));
    expect(loadPolicy(told ?? '', 'p.yml', rules).values.waivers?.at(-1)).toMatchObject({ reason: WHO.reason, id: finding().id });
  });

  it('names the repository in the file of an organization', () => {
    const told = addWaivers('version: 1\n', entryOf(finding(), 'acme/ml'), 'p.yml', rules);
    expect(loadPolicy(told ?? '', 'p.yml', rules).values.waivers?.[0]?.repositories).toEqual(['acme/ml']);
  });

  it.each([
    ['a list in one line', 'version: 1\nwaivers: []\n'],
    ['all in one line', '{ version: 1 }\n'],
    ['an empty key', 'version: 1\nwaivers:\n'],
    ['an alias', `version: 1\nmodels: &a { deny: [] }\ndatasets: *a\nwaivers: *a\n`],
    ['an end of the document', 'version: 1\n...\n'],
    ['mistakes', 'version: 2\n'],
    ['no YAML', '\u0000: ['],
    ['a block that would swallow it', `version: 1\nwaivers:\n  - {\n    rule: x\n`],
  ])('is not written into %s: the reply has it to copy', (_name, before) => {
    expect(addWaivers(before, ENTRY, 'p.yml', rules)).toBeNull();
  });

  it.each(['}', '", approver: "eve', ']\nmode: evaluate\n', '#', '${x}', '\\', '\u2028', '&a *b !c'])(
    'takes a reason for words: %j',
    (reason) => {
      const [bound] = boundWaivers(finding()) ?? [];
      if (bound === undefined) throw new Error('nothing is bound');
      const told = addWaivers('version: 1\n', [waiverEntry(bound, { ...WHO, reason: `a ${reason}` }, null)], 'p.yml', rules);
      expect(loadPolicy(told ?? '', 'p.yml', rules).values.waivers).toMatchObject([{ reason: `a ${reason}`.trim(), approver: '@ada' }]);
    },
  );
});
