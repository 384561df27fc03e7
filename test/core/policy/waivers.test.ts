import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/index.ts';
import { findingId } from '../../../src/core/policy/finding-id.ts';
import { type Gated, gate } from '../../../src/core/policy/gate.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { waivingIn } from '../../../src/core/policy/holding-in.ts';
import { COMMIT, NOW, OTHER } from './support.ts';

/** `asked`: what the code asks for. */
function finding(asked: string | null, input: Partial<Finding> = {}): Finding {
  const one = {
    rule: 'model/provenance',
    level: 'block' as const,
    component: 'pkg:huggingface/acme/m',
    version: COMMIT,
    requested: [asked],
    subject: [asked],
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

function library(license: string, version: string): Finding {
  const gap = `denied:${license}`;
  return finding(version, { rule: 'license/denied', component: 'pkg:npm/foo-bar', kind: 'library', name: 'foo-bar', subject: [], gap });
}

function gated(head: readonly Finding[], waivers: readonly string[], now = NOW): Gated {
  const text = waivers.map((one) => `  - { ${one.includes('expires') ? one : `${one}, expires: 2027-06-30`}, reason: r, approver: a }\n`);
  const policy = effectivePolicy([loadPolicy(`version: 1\nwaivers:\n${text.join('')}`, 'p.yml', rules)], rules);
  return gate({ head, base: [], policy, rules, now });
}

const FLOATING = finding(null);
const RULE = 'rule: model/provenance';
const submodule = finding(COMMIT, {
  rule: 'tree/unread',
  component: 'tree',
  kind: 'tree',
  name: 'vendor/x',
  gap: 'submodule:ab',
  places: [{ path: 'vendor/x', line: 1, column: 1 }],
});
const load = finding(null, {
  rule: 'model/unresolved',
  component: 'generic:cfg["model"]',
  name: 'cfg["model"]',
  unresolved: true,
  subject: ['text model'],
  gap: 'unresolved',
});

const UNRESOLVED = 'rule: model/unresolved';
const twoFeeds = { ...load, subject: ['environment M', 'text model'] };
const fedByNothing = { ...load, subject: [] };
const movingLicense = finding(null, { rule: 'license/denied', gap: 'denied:GPL-3.0-only' });

describe('a waiver', () => {
  it.each<[string, Finding, string, boolean]>([
    ['without a revision, where the code asks for none', FLOATING, `${RULE}, component: "hf:acme/m"`, true],
    ['by purl', FLOATING, `${RULE}, component: "pkg:huggingface/acme/m"`, true],
    ['for the default branch, where the code asks for nothing', FLOATING, `${RULE}, component: "hf:acme/m@main"`, true],
    ['without a revision, where the code asks for a tag (T28)', finding('v1'), `${RULE}, component: "hf:acme/m"`, false],
    ['without a revision, where the code asks for a commit (T28)', finding(COMMIT), `${RULE}, component: "hf:acme/m"`, false],
    ['for the tag that the code asks for', finding('v1'), `${RULE}, component: "hf:acme/m@v1"`, true],
    ['for another tag', finding('v2'), `${RULE}, component: "hf:acme/m@v1"`, false],
    ['for the commit that the code asks for', finding(COMMIT), `${RULE}, component: "hf:acme/m@${COMMIT.toUpperCase()}"`, true],
    ['for another commit', finding(OTHER), `${RULE}, component: "hf:acme/m@${COMMIT}"`, false],
    ['for the commit that a moving name points to today (T28)', FLOATING, `${RULE}, component: "hf:acme/m@${COMMIT}"`, false],
    ['for a tag in other letters', finding('v1'), `${RULE}, component: "hf:acme/m@V1"`, false],
    ['for another component', FLOATING, `${RULE}, component: "hf:acme/n"`, false],
    ['for a dataset of that name', FLOATING, `${RULE}, component: "hf:datasets/acme/m"`, false],
    ['for another rule', FLOATING, 'rule: model/floating, component: "hf:acme/m"', false],
    ['with the id of the finding', FLOATING, `id: ${FLOATING.id}, ${RULE}, component: "hf:acme/m"`, true],
    ['with an id of something else', FLOATING, `id: ${finding('v1').id}, ${RULE}, component: "hf:acme/m"`, false],
    ['with the right id and the wrong component (T38)', FLOATING, `id: ${FLOATING.id}, ${RULE}, component: "hf:acme/n"`, false],
    ['with the right id and the wrong rule (T38)', FLOATING, `id: ${FLOATING.id}, rule: model/floating, component: "hf:acme/m"`, false],
    ['by pattern', finding('v1'), `${RULE}, component: "hf:acme/*"`, true],
    ['by pattern, of another owner', finding('v1'), `${RULE}, component: "hf:ac/*"`, false],
    ['by pattern and revision', finding('v1'), `${RULE}, component: "hf:acme/*@v*"`, true],
    ['by pattern and revision, where none is asked for', FLOATING, `${RULE}, component: "hf:acme/*@v*"`, false],
    ['of a library for its version', library('GPL-3.0-only', '1.0.0'), 'rule: license/denied, component: "npm:foo-bar@1.0.0"', true],
    ['of a library for another version', library('GPL-3.0-only', '2.0.0'), 'rule: license/denied, component: "npm:foo-bar@1.0.0"', false],
    ['of a library for no version', library('GPL-3.0-only', '1.0.0'), 'rule: license/denied, component: "npm:foo-bar"', false],
    ['of content of the tree', submodule, `rule: tree/unread, component: "file:vendor/x@${COMMIT}"`, true],
    ['of other content of the tree', submodule, `rule: tree/unread, component: "file:vendor/x@${OTHER}"`, false],
    ['of a path of the tree, whatever is there', submodule, 'rule: tree/unread, component: "file:vendor/x"', false],
    ['of paths by pattern', submodule, 'rule: tree/unread, component: "file:vendor/**"', true],
    ['of a load without a name by its feeds', load, `${UNRESOLVED}, feeds: ["text model"]`, true],
    ['of a load without a name by other feeds (T38)', load, `${UNRESOLVED}, feeds: ["text other"]`, false],
    ['of a load without a name by some of its feeds', twoFeeds, `${UNRESOLVED}, feeds: ["text model"]`, false],
    ['of a load without a name by all of its feeds, in any order', twoFeeds, `${UNRESOLVED}, feeds: ["text model", "environment M"]`, true],
    ['of a load without a name by more than its feeds', load, `${UNRESOLVED}, feeds: ["text model", "environment M"]`, false],
    ['of a load without a name in a file, by its feeds', load, `${UNRESOLVED}, component: "file:app/llm.py", feeds: ["text model"]`, true],
    ['of such a load in another file', load, `${UNRESOLVED}, component: "file:app/llm", feeds: ["text model"]`, false],
    ['of such loads by a pattern of files', load, `${UNRESOLVED}, component: "file:app/**", feeds: ["text model"]`, true],
    ['of a load without a name by its file alone (T38)', load, `${UNRESOLVED}, component: "file:app/llm.py"`, false],
    ['of a load that nothing feeds, in its file', fedByNothing, `${UNRESOLVED}, component: "file:app/llm.py", feeds: []`, true],
    ['by feeds, of what has a name', FLOATING, `${RULE}, component: "file:app/llm.py", feeds: []`, false],
    ['of the license of what moves, without its id (T28)', movingLicense, 'rule: license/denied, component: "hf:acme/m"', false],
    [
      'of the license of what moves, with its id',
      movingLicense,
      `id: ${movingLicense.id}, rule: license/denied, component: "hf:acme/m"`,
      true,
    ],
    [
      'of the license of a branch, without its id (T28)',
      { ...movingLicense, requested: ['v1'] },
      'rule: license/denied, component: "hf:acme/m@v1"',
      false,
    ],
    [
      'of the license of a commit',
      { ...movingLicense, requested: [COMMIT] },
      `rule: license/denied, component: "hf:acme/m@${COMMIT}"`,
      true,
    ],
    ['of licenses by pattern', movingLicense, 'rule: license/denied, component: "hf:acme/*"', true],
    ['of a file that loads a model with a name', FLOATING, `${RULE}, component: "file:app/llm.py"`, false],
  ])('%s', (_, one, text, waived) => {
    const result = gated([one], [text]);
    expect(result.findings[0]?.status).toBe(waived ? 'waived' : 'new');
    expect(result.conclusion).toBe(waived ? 'pass' : 'block');
  });

  it('given for one license does not cover another one, nor another version (T28)', () => {
    const first = library('GPL-3.0-only', '1.0.0');
    const waiver = `id: ${first.id}, rule: license/denied, component: "npm:foo-bar@1.0.0"`;
    expect(gated([first], [waiver]).conclusion).toBe('pass');
    expect(gated([library('AGPL-3.0-only', '1.0.0')], [waiver]).conclusion).toBe('block');
    expect(gated([library('AGPL-3.0-only', '2.0.0')], [waiver]).conclusion).toBe('block');
    expect(gated([library('GPL-3.0-only', '2.0.0')], [waiver]).conclusion).toBe('block');
  });

  it('is needed for each version and each file that a finding is about', () => {
    const both = { ...library('GPL-3.0-only', '1.0.0'), requested: ['1.0.0', '2.0.0'] };
    const one = 'rule: license/denied, component: "npm:foo-bar@1.0.0"';
    const other = 'rule: license/denied, component: "npm:foo-bar@2.0.0", expires: 2026-12-01';
    expect(gated([both], [one]).conclusion).toBe('block');
    expect(gated([both], [one, other]).findings[0]).toMatchObject({ status: 'waived', waiver: { expires: '2026-12-01' } });
    const twice = { ...load, places: [...load.places, { path: 'app/b.py', line: 1, column: 1 }] };
    const feeds = 'feeds: ["text model"]';
    expect(gated([twice], [`${UNRESOLVED}, component: "file:app/llm.py", ${feeds}`]).conclusion).toBe('block');
    expect(gated([twice], [`${UNRESOLVED}, component: "file:app/*", ${feeds}`]).conclusion).toBe('pass');
    expect(gated([twice], [`${UNRESOLVED}, ${feeds}`]).conclusion).toBe('pass');
  });

  it.each<[string, Finding, string, RegExp]>([
    ['another revision', finding('v2'), `${RULE}, component: "hf:acme/m@v1"`, /asks for v2\. Once .*"hf:acme\/m@v2"/],
    ['no revision', FLOATING, `${RULE}, component: "hf:acme/m@v1"`, /asks for no revision\. Once .*"hf:acme\/m"/],
    ['another id', FLOATING, `id: wb-aaaaaaaaaaaa, ${RULE}, component: "hf:acme/m"`, new RegExp(`wb-aaaaaaaaaaaa .* ${FLOATING.id}`)],
    [
      'a file and no feeds',
      load,
      `${UNRESOLVED}, component: "file:app/llm.py"`,
      /all that feeds the name\. Once .*write feeds: \["text model"\]\./,
    ],
    [
      'no feeds where there are none',
      fedByNothing,
      `${UNRESOLVED}, component: "file:app/llm.py"`,
      /write component: "file:app\/llm\.py", feeds: \[\]\./,
    ],
    ['no id', movingLicense, 'rule: license/denied, component: "hf:acme/m"', new RegExp(`add id: ${movingLicense.id}`)],
    ['other content', submodule, 'rule: tree/unread, component: "file:vendor/x"', new RegExp(`"file:vendor/x@${COMMIT}"`)],
  ])('that does not hold says why, and what to write: %s', (_, one, text, expected) => {
    const { notes } = gated([one], [text]);
    expect(notes.map(({ code }) => code)).toEqual(['waiver-void']);
    expect(notes[0]?.text).toMatch(expected);
  });

  it('that holds for one finding says nothing about the others that it does not hold for', () => {
    const test = finding(null, { scope: 'test' });
    expect(gated([FLOATING, test], [`id: ${FLOATING.id}, ${RULE}, component: "hf:acme/m"`]).notes).toEqual([]);
  });

  it.each<[string, string, string, number | null, string[]]>([
    ['2026-11-24T12:00:00Z', '2026-12-09', 'pass', 15, []],
    ['2026-11-24T12:00:00Z', '2026-12-08', 'warn', 14, ['waiver-expiring']],
    ['2026-11-24T00:00:00Z', '2026-11-24', 'warn', 0, ['waiver-expiring']],
    ['2026-11-24T23:59:59.999Z', '2026-11-24', 'warn', 0, ['waiver-expiring']],
    ['2026-11-25T00:00:00Z', '2026-11-24', 'block', null, ['waiver-expired']],
    ['2026-11-25T00:30:00+01:00', '2026-11-24', 'warn', 0, ['waiver-expiring']],
  ])('at %s, with the last day %s: %s', (now, expires, conclusion, daysLeft, notes) => {
    const result = gated([FLOATING], [`${RULE}, component: "hf:acme/m", expires: ${expires}`], new Date(now));
    expect(result.conclusion).toBe(conclusion);
    expect(result.findings[0]?.waiver?.daysLeft ?? null).toBe(daysLeft);
    expect(result.notes.map(({ code }) => code)).toEqual(notes);
  });

  describe('with repositories', () => {
    const write = (more: string): Policy => {
      const text = `{ ${RULE}, component: "hf:acme/m", ${more} reason: r, approver: a, expires: 2027-06-30 }`;
      return effectivePolicy([loadPolicy(`version: 1\nwaivers: [${text}]`, 'p.yml', rules)], rules);
    };
    const judgedBy = (policy: Policy): readonly [unknown, readonly string[]] => {
      const { findings, notes } = gate({ head: [FLOATING], base: [], policy, rules, now: NOW });
      return [findings[0]?.status, notes.map(({ code, text }) => `${code}: ${text.replace(/^.*hold: /, '')}`)];
    };

    it.each<[string, string, readonly [unknown, readonly string[]]]>([
      ["holds in the organization's repositories that it names", 'repositories: [acme/web, Acme/ML],', ['waived', []]],
      ['holds in no other', 'repositories: [acme/web],', ['new', []]],
      ['is needed there', '', ['new', ["waiver-void: in an organization's file it has to name its repositories."]]],
    ])('%s (T24, T28)', (_, more, expected) => {
      expect(judgedBy(waivingIn(write(more), 'acme/ml'))).toEqual(expected);
    });

    it.each<[string, string, readonly [unknown, readonly string[]]]>([
      ["needs none in a repository's own file", '', ['waived', []]],
      ['has no meaning there', 'repositories: [acme/ml],', ['new', ["waiver-void: only an organization's file names repositories."]]],
    ])('%s', (_, more, expected) => {
      expect(judgedBy(write(more))).toEqual(expected);
    });
  });

  it('that fits nothing says nothing, even when it has ended', () => {
    expect(gated([], [`${RULE}, component: "hf:acme/m", expires: 2020-01-01`]).notes).toEqual([]);
  });

  it('that has ended does not stand in the way of one in force', () => {
    const name = `${RULE}, component: "hf:acme/m"`;
    const result = gated([FLOATING], [`${name}, expires: 2020-01-01`, `${name}, expires: 2027-06-29`]);
    expect(result.findings[0]).toMatchObject({ status: 'waived', waiver: { expires: '2027-06-29' } });
    expect(result).toMatchObject({ conclusion: 'pass', notes: [] });
  });
});
