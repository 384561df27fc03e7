/** "Not affected" is a person's word: bound to one version and one use, and gone with either (T24, T28, T38). */
import { describe, expect, it } from 'vitest';
import type { AdvisoriesSeen, Advisory, Bom, BomComponent, Finding, Unknown } from '../../../src/core/model/index.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { waivingIn } from '../../../src/core/policy/holding-in.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { movedUses, stating } from '../../../src/core/policy/statements.ts';
import { useDigest } from '../../../src/core/policy/use-digest.ts';
import { openvexFormat } from '../../../src/core/report/openvex/index.ts';
import { withoutReasons } from '../../../src/core/report/public.ts';
import { remarksOf } from '../../../src/core/report/view/remarks.ts';
import { unknownOf } from '../../support/build.ts';
import { verdict } from '../../support/verdict.ts';
import { library } from './rules/support.ts';
import { bom, COMMIT, hub, model, NOW, OTHER } from './support.ts';

const ADVISORY: Advisory = {
  id: 'GHSA-1',
  aliases: ['CVE-2026-1'],
  malicious: false,
  severity: 'high',
  cvss: null,
  summary: 'What it is',
  fixed: [],
  published: null,
  modified: null,
  read: true,
};
const HEARD: AdvisoriesSeen = { advisories: [ADVISORY], missing: null, by: 'hub', asOf: NOW.toISOString() };
/** GHSA-63cw-57p8-fm3p is in the list of the program. */
const TORCH = 'GHSA-63cw-57p8-fm3p';

function torch(version = '2.9.0', more: { path?: string; group?: 'development'; source?: 'git' } = {}): BomComponent {
  return library('pypi:torch', [{ ecosystem: 'pypi', name: 'torch', version, path: 'uv.lock', ...more }]);
}

const left = (version = '1.0.0', path = 'package-lock.json', line = 0): BomComponent => {
  const one = library('npm:left', [{ version, path }]);
  const sightings = one.sightings.map((sighting) => ({ ...sighting, place: { ...sighting.place, line: sighting.place.line + line } }));
  return { ...one, key: `pkg:npm/left@${version}`, sightings, advisories: HEARD };
};

function loading(reference: string, more: { path?: string; requested?: string; api?: string; part?: string } = {}): BomComponent {
  const { api = 'torch.load', part, ...place } = more;
  const one = model(reference, [{ requested: COMMIT, ...place }]);
  return { ...one, sightings: one.sightings.map((sighting) => ({ ...sighting, api, ...(part === undefined ? {} : { part }) })) };
}

const unnamed = (...feeds: string[]): Unknown => unknownOf('x', { api: 'torch.load', feeds });

function state(components: readonly BomComponent[], unknowns: readonly Unknown[] = []): Bom {
  return { ...bom(...components), unknowns };
}

interface Written {
  readonly vulnerability?: string;
  readonly component?: string;
  readonly use: string | null;
  readonly more?: string;
}

function textOf({ vulnerability = 'CVE-2026-1', component = 'npm:left@1.0.0', use, more = '' }: Written): string {
  return `  - { vulnerability: ${vulnerability}, component: "${component}", status: not_affected, justification: vulnerable_code_not_in_execute_path, impact: "we never parse", use: ${use}, product: "pkg:generic/bot@1.4.0", author: "@acme/security", date: 2026-11-20${more} }\n`;
}

function policyOf(...written: readonly Written[]): Policy {
  const text = `version: 1\nrules:\n  dependency/vulnerable: { level: block, severity: low }\nstatements:${written.length === 0 ? ' []' : `\n${written.map(textOf).join('')}`}`;
  return effectivePolicy([loadPolicy(text, 'p.yml', rules)], rules);
}

/** What is found there of vulnerabilities, and what is said of statements. */
function said(policy: Policy, head: Bom): string[] {
  const found = judge({ policy, rules, bom: head, changes: [], policyChanges: [], now: NOW });
  const about = found.filter(({ rule }) => /dependency\/(?:vulnerable|version|malicious)/.test(rule));
  return [
    ...about.map(({ gap }) => gap),
    ...stating(policy, head)
      .notes()
      .map(({ text }) => text),
  ];
}

describe('a statement holds for what its author looked at', () => {
  const looked = state([left()]);
  const use = useDigest(left(), looked);
  it.each<[string, Written, Bom, string[]]>([
    ['as it was', { use }, looked, []],
    ['by its first name', { use, vulnerability: 'GHSA-1' }, looked, []],
    ['lines move', { use }, state([left('1.0.0', 'package-lock.json', 40)]), []],
    ['another package comes', { use }, state([left(), library('npm:right', [{}])]), []],
    ['another vulnerability', { use, vulnerability: 'CVE-2026-2' }, looked, ['vulnerable:GHSA-1']],
    [
      'another version',
      { use },
      state([left('1.0.1')]),
      [
        'vulnerable:GHSA-1',
        'The statement of 2026-11-20 about CVE-2026-1 in left does not hold: it is about 1.0.0, and 1.0.1 is there now.',
      ],
    ],
    [
      'another place',
      { use },
      state([left('1.0.0', 'web/package-lock.json')]),
      [
        'vulnerable:GHSA-1',
        `The statement of 2026-11-20 about CVE-2026-1 in left does not hold: where it stands, or what loads through it, is not what was looked at. Once somebody looked again, write use: ${useDigest(left('1.0.0', 'web/package-lock.json'), looked)}.`,
      ],
    ],
    ['it is gone', { use }, state([]), []],
  ])('%s', (_, written, head, expected) => expect(said(policyOf(written), head)).toEqual(expected));

  it('is back as a new finding where the change moves the use', () => {
    const policy = policyOf({ use });
    const judged = (one: Bom): Finding[] => judge({ policy, rules, bom: one, changes: [], policyChanges: [], now: NOW });
    const { findings } = gate({ head: judged(state([left('1.0.1')])), base: judged(looked), policy, rules, now: NOW });
    const told = findings.filter(({ finding }) => finding.rule === 'dependency/vulnerable');
    expect(told.map(({ finding, status, blocks }) => `${status}${blocks ? '!' : ''} ${finding.gap}`)).toEqual(['new! vulnerable:GHSA-1']);
  });

  it('makes no malicious package harmless', () => {
    const bad = {
      ...left(),
      advisories: { ...HEARD, advisories: [{ ...ADVISORY, aliases: ['CVE-2026-1', 'MAL-2026-1'], malicious: true }] },
    };
    expect(said(policyOf({ use }), state([bad]))).toEqual(['malicious']);
  });
});

describe('of a framework what loads through it belongs to it (T38)', () => {
  const base = [torch(), loading('hf:acme/a')];
  const written = { vulnerability: 'CVE-2026-24747', component: 'pypi:torch@2.9.0', use: useDigest(torch(), state(base)) };
  it.each<[string, Bom, boolean]>([
    ['as it was', state(base), true],
    ['a model that goes another way', state([...base, loading('hf:acme/b', { api: 'AutoModel.from_pretrained' })]), true],
    ['another model through it', state([...base, loading('hf:acme/b')]), false],
    ['the same model at another commit', state([torch(), loading('hf:acme/a', { requested: OTHER })]), false],
    ['the same model from another file', state([torch(), loading('hf:acme/a', { path: 'app/other.py' })]), false],
    ['the same model for another part', state([torch(), loading('hf:acme/a', { part: 'tokenizer' })]), false],
    ['no model any more', state([torch()]), false],
    ['a load without a name', state(base, [unnamed('environment MODEL')]), false],
    ['in a fork', state([torch('2.9.0', { source: 'git' }), loading('hf:acme/a')]), false],
    ['for developers', state([torch('2.9.0', { group: 'development' }), loading('hf:acme/a')]), false],
  ])('%s', (_, head, holds) => {
    const one = head.components[0] ?? torch();
    const vulnerability = { id: TORCH, aliases: ['CVE-2026-24747'], malicious: false };
    expect(stating(policyOf(written), head).about(one, vulnerability) !== null).toBe(holds);
  });

  it('a hub that does not answer gives no other digest of the same tree, but none, and says so', () => {
    const other = loading('hf:acme/b', { api: 'AutoModel.from_pretrained' });
    const viaHub = (input: Partial<BomComponent>): BomComponent => ({ ...other, ...input });
    const answered = viaHub({ hub: hub({ libraryName: 'pytorch', files: [] }) });
    const silent = viaHub({ hub: null, resolution: { state: 'unresolved', reason: 'rate-limited', detail: 'HTTP 429' } });
    const gone = viaHub({ hub: null, resolution: { state: 'unresolved', reason: 'not-found', detail: 'HTTP 404' } });
    const digests = [answered, silent, gone].map((one) => useDigest(torch(), state([...base, one])));
    expect(digests).toEqual([expect.any(String), null, expect.any(String)]);
    // The tree itself says that it goes through: no hub is needed.
    const own = { ...loading('hf:acme/a'), hub: null, resolution: silent.resolution };
    expect(useDigest(torch(), state([torch(), own]))).toBe(written.use);
    expect(said(policyOf(written), state([...base, silent]))[1]).toBe(
      'The statement of 2026-11-20 about CVE-2026-24747 in torch does not hold here: whether acme/b loads through it is not known, because the hub did not answer. Check again once it does.',
    );
    // Asked about again, although the base knows as little.
    expect(movedUses(policyOf(written), state([...base, silent]), state([...base, silent]))).toEqual(new Set([torch().identity]));
    expect(movedUses(policyOf(written), state(base), state(base))).toEqual(new Set());
  });

  it('what feeds a load without a name belongs to it', () => {
    const [one, other] = [unnamed('environment MODEL'), unnamed('environment OTHER')].map((load) =>
      useDigest(torch(), state(base, [load])),
    );
    expect(one).not.toBe(other);
  });

  it('settles the finding of the list of this program, and of no other advisory', () => {
    expect(said(policyOf(written), state(base))).toEqual([]);
    const older = state([torch('2.5.1'), loading('hf:acme/a')]);
    const both = { ...written, component: 'pypi:torch@2.5.1', use: useDigest(torch('2.5.1'), older) };
    expect(said(policyOf(both), older)).toEqual(['loader:GHSA-53q9-r3pm-6pq6']);
  });
});

describe("an organization's statement names its repositories (T28)", () => {
  const head = state([left()]);
  const use = useDigest(left(), head);
  it.each<[string, string, string[]]>([
    ['there', ', repositories: [acme/ml]', []],
    ['elsewhere', ', repositories: [acme/web]', ['vulnerable:GHSA-1']],
    [
      'nowhere',
      '',
      [
        'vulnerable:GHSA-1',
        "The statement of 2026-11-20 about CVE-2026-1 in left does not hold: in an organization's file it has to name its repositories.",
      ],
    ],
  ])('%s', (_, more, expected) => expect(said(waivingIn(policyOf({ use, more }), 'Acme/ML'), head)).toEqual(expected));

  it("has no repositories in a repository's own file", () => {
    expect(said(policyOf({ use, more: ', repositories: [acme/ml]' }), head)[1]).toMatch(
      /only an organization's file names repositories\.$/,
    );
  });
});

describe('what is wrong with a statement is told at its place', () => {
  const right = textOf({ use: `sha256:${'0'.repeat(64)}` });
  const told = (text: string): string[] =>
    readPolicy(`version: 1\nstatements:\n${text}`, 'p.yml', rules).mistakes.map(({ line, message }) => `${line} ${message}`);
  it.each<[string, string, RegExp | null]>([
    ['nothing', right, null],
    ['a name that is none', right.replace('CVE-2026-1', 'bad'), /^3 statements\.0\.vulnerability: Write one name/],
    ['malice', right.replace('CVE-2026-1', 'MAL-2026-1'), /^3 .*No statement makes a malicious package harmless/],
    ['a model', right.replace('npm:left@1.0.0', 'hf:acme/a@main'), /^3 statements\.0\.component: "hf:acme\/a@main" is no package/],
    ['no version', right.replace('npm:left@1.0.0', 'npm:left'), /^3 .*"npm:left" has no version/],
    ['a pattern', right.replace('npm:left@1.0.0', 'npm:*'), /^3 statements\.0\.component/],
    ['another status', right.replace('not_affected', 'fixed'), /^3 statements\.0\.status: People state not_affected/],
    ['no status', right.replace('status: not_affected, ', ''), /^3 statements\.0\.status/],
    [
      'a reason of its own',
      right.replace(/justification: \w+/, 'justification: because'),
      /^3 statements\.0\.justification: expected component_not_present/,
    ],
    ['no words', right.replace('we never parse', '…'), /^3 statements\.0\.impact: Say in words/],
    ['a short digest', right.replace(/sha256:0+/, 'sha256:0'), /^3 statements\.0\.use: Write the digest/],
    ['a product without a version', right.replace('bot@1.4.0', 'bot'), /^3 statements\.0\.product: Write the purl/],
    ['a product that is no purl', right.replace('pkg:generic/bot@1.4.0', 'the bot'), /^3 statements\.0\.product/],
    ['nobody', right.replace('@acme/security', ' '), /^3 statements\.0\.author: A statement needs its author/],
    ['no day', right.replace('2026-11-20', '2026-02-30'), /^3 statements\.0\.date: Write the day/],
    ['another key', right.replace(' }', ', expires: 2027-01-01 }'), /^3 Unknown key "statements\.0\.expires"/],
    ['no list', '  here\n', /^2 statements: expected a list/],
  ])('%s', (_, text, expected) => {
    if (expected === null) expect(told(text)).toEqual([]);
    else expect(told(text).join('\n')).toMatch(expected);
  });
});

describe('OpenVEX says whose word it is', () => {
  const statementsIn = (head: Bom, policy: Policy): Record<string, unknown>[] => {
    const stated = stating(policy, head).holding();
    const text = openvexFormat.render(verdict(stated.length === 0 ? {} : { stated }), head, { color: false, specVersion: '1.7' });
    return (JSON.parse(text) as { statements: Record<string, unknown>[] }).statements;
  };
  const head = state([left()]);

  it('with justification, author, day and product while it holds, and as a draft once it lapsed', () => {
    const [draft] = statementsIn(head, policyOf());
    const use = /use (sha256:[0-9a-f]{64})\.$/.exec(String(draft?.['status_notes']))?.[1] ?? '';
    expect(draft).toMatchObject({ status: 'under_investigation' });
    const policy = policyOf({ use });
    expect(statementsIn(head, policy)).toEqual([
      {
        vulnerability: { name: 'GHSA-1', description: 'What it is', aliases: ['CVE-2026-1'] },
        products: [{ '@id': 'pkg:generic/fixture', subcomponents: [{ '@id': 'pkg:npm/left@1.0.0' }] }],
        status: 'not_affected',
        timestamp: '2026-11-20T00:00:00Z',
        justification: 'vulnerable_code_not_in_execute_path',
        impact_statement: 'we never parse',
        status_notes: 'Stated by @acme/security on 2026-11-20, of pkg:generic/bot@1.4.0; the library is used as it was then.',
      },
    ]);
    expect(statementsIn(state([left('1.0.1')]), policy).map(({ status }) => status)).toEqual(['under_investigation']);
  });

  it('hides nothing: a report counts what a statement settles, and a public one keeps all of its text (T26)', () => {
    const policy = policyOf({ use: useDigest(left(), head) });
    const stated = stating(policy, head).holding();
    const lapsed = state([left('1.0.1'), left('1.0.2')]);
    const notes = [{ code: 'offline', text: 'nothing was looked up' } as const, ...stating(policy, lapsed).notes()];
    const judged = verdict({ stated, notes });
    expect(notes).toHaveLength(3);
    expect(remarksOf(judged, head).map(({ text }) => text)).toContain(
      'Of 1 vulnerability the policy states that the product is not affected.',
    );
    const shown = withoutReasons(judged);
    const secret = /we never parse|@acme\/security|2026-11-20|generic\/bot|not_in_execute_path|CVE-2026-1|1\.0\.0, and/;
    expect(JSON.stringify(judged)).toMatch(secret);
    expect(JSON.stringify({ ...shown, stated: shown.stated?.map(({ vulnerability: _, key: __, ...rest }) => rest) })).not.toMatch(secret);
    expect(shown.notes.map(({ text }) => text)).toEqual([
      'nothing was looked up',
      '2 statements of the policy do not hold for what is here now; which is not shown in a public repository.',
    ]);
    const [vex] = (JSON.parse(openvexFormat.render(shown, head, { color: false, specVersion: '1.7' })) as { statements: object[] })
      .statements;
    expect(vex).toEqual({
      vulnerability: { name: 'GHSA-1', description: 'What it is', aliases: ['CVE-2026-1'] },
      products: [{ '@id': 'pkg:generic/fixture', subcomponents: [{ '@id': 'pkg:npm/left@1.0.0' }] }],
      status: 'not_affected',
      impact_statement: 'not shown in a public repository',
      status_notes: 'Stated in the policy; by whom, when and of which product is not shown in a public repository.',
    });
  });
});
