import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Place, Problem, Verdict } from '../../../src/core/model/index.ts';
import { sarifFormat } from '../../../src/core/report/sarif/index.ts';
import { sarifMistakes } from '../../support/sarif-schema.ts';
import { bom, COMMIT, component, finding, floating, judged, verdict } from '../../support/verdict.ts';
import { CASES, HOSTILE, named } from './cases.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;
const one = component('hf:acme/a');

function text(findings: readonly Partial<Finding>[], input: Partial<Verdict> = {}, problems: readonly Problem[] = []): string {
  const all = findings.map((each) => judged(finding(one, each)));
  return sarifFormat.render(verdict({ findings: all, ...input }), bom([one], { problems }), OPTIONS);
}

interface Run {
  readonly results: readonly {
    readonly message: { readonly text: string };
    readonly ruleIndex?: number;
    readonly baselineState?: string;
    readonly locations: readonly {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: unknown };
    }[];
  }[];
  readonly invocations: readonly [
    {
      readonly toolExecutionNotifications: readonly {
        readonly descriptor: { readonly id: string };
        readonly message: { readonly text: string };
        readonly locations?: unknown;
      }[];
    },
  ];
}

function run(json: string): Run {
  return (JSON.parse(json) as { runs: [Run] }).runs[0];
}

function expectHarmless(json: string): void {
  expect(json.isWellFormed()).toBe(true);
  // Neither raw, nor as a JSON escape that a program turns back into what is not seen. Line breaks are ours.
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
  expect(json.replaceAll('\\\\', '')).not.toMatch(/\\u/);
  expect(json).not.toContain('##[');
  expect(sarifMistakes(JSON.parse(json))).toEqual([]);
}

/** As SARIF 3.11 reads a message: nothing is left that could be a link, and every backslash escapes something. */
function expectNoLinks(message: string): void {
  expect(message.replaceAll(/\\[\\[\]]/g, '')).not.toMatch(/[\\[\]]/);
}

const NASTY = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '\\',
        '[x](y)',
        '\n',
        '\r',
        '/',
        '..',
        '.',
        ':',
        '##[error]',
        '::error::',
        '%2e',
        '%',
        '?',
        '#',
        '\u202e',
        '\u2028',
        '\udcff',
        '\ud800',
        '\u{e0041}',
        '\u{1f600}',
        '{0}',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe.each(Object.keys(CASES))('%s', (name) => {
  it('shows every character, is not a command to a runner, and is valid', () => {
    const { verdict, bom } = named(name);
    expectHarmless(sarifFormat.render(verdict, bom, OPTIONS));
  });
});

it('whatever a name, path, reason, rule, command, note or branch is: text, no link, no line of its own, no place outside', () => {
  fc.assert(
    fc.property(NASTY, NASTY, NASTY, (a, b, path) => {
      const place = { path, line: 0, column: 0 };
      const site = { line: 0, column: 1, endColumn: 1, template: `${b}{commit}`, source: a };
      const evil = {
        rule: a,
        component: b,
        name: a,
        reason: b,
        places: [place, { ...place, line: 3 }],
        fix: { title: a, edits: [{ path, site, commit: COMMIT }], command: b },
      };
      const problem = { ...place, code: 'syntax', message: a, blob: null } as const;
      const json = text([evil], { notes: [{ code: 'limit', text: b }], policy: a, base: { label: a, commit: null } }, [problem]);
      expectHarmless(json);
      const { results, invocations } = run(json);
      for (const { message } of [...results, ...invocations[0].toolExecutionNotifications]) expectNoLinks(message.text);
      const lines = results[0]?.message.text.split('\n') ?? [];
      const start = /^(?:In |- |\+ |Run |Also at |Finding )/;
      expect(lines.filter((line) => !start.test(line)).length).toBeLessThanOrEqual(1);
      for (const { locations } of results)
        for (const { physicalLocation } of locations) {
          const { uri } = physicalLocation.artifactLocation;
          expect(uri).toMatch(/^(?:[A-Za-z0-9\-._~!'()*/]|%[0-9A-F]{2})+$/);
          expect(new URL(uri, 'https://root.example/a/b/').href).toMatch(/^https:\/\/root\.example\/a\/b\//);
        }
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['a space and a hash', 'a b/c#d?.py', 'a%20b/c%23d%3F.py'],
  ['a colon, which would be a scheme', 'c:/x.py', 'c%3A/x.py'],
  ['a backslash', 'a\\b.py', 'a%5Cb.py'],
  ['a percent sign', '%2e%2e/x.py', '%252e%252e/x.py'],
  ['letters beyond ASCII', 'é/😀.py', '%C3%A9/%F0%9F%98%80.py'],
  ['a byte that is not UTF-8', 'a\udcff.py', 'a%FF.py'],
])('encodes %s', (_, path, uri) => {
  expect(run(text([{ places: [{ path, line: 2, column: 3 }] }])).results[0]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: 2, startColumn: 3 } } },
  ]);
});

it.each([
  ['leaves the tree', '../../etc/passwd'],
  ['has an empty segment', '/etc/passwd'],
  ['has a segment that is dropped', 'a/./b.py'],
  ['is longer than any address', `${'d/'.repeat(1_600)}e.py`],
])('names a path that %s in the message, and points to the root', (_, path) => {
  const place: Place = { path, line: 7, column: 1 };
  const { results, invocations } = run(text([{ places: [place] }], {}, [{ ...place, code: 'ambiguous-path', message: 'm', blob: null }]));
  const location = { physicalLocation: { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' } } };
  expect(results[0]?.locations).toEqual([location]);
  expect(results[0]?.message.text).toMatch(/^In .*(?:passwd|b\.py|e\.py):7\n/);
  expect(invocations[0].toolExecutionNotifications).toMatchObject([{ descriptor: { id: 'ambiguous-path' }, locations: [location] }]);
});

it('has a location for a finding without a place: GitHub refuses the whole file otherwise', () => {
  expect(run(text([{ places: [] }])).results[0]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' } } },
  ]);
});

it('cuts long text before it is escaped', () => {
  for (let length = 570; length < 610; length++) {
    const { results } = run(text([{ reason: `${'x'.repeat(length)}[\u202e\u{1f600}]\\` }]));
    const message = results[0]?.message.text ?? '';
    expectNoLinks(message);
    expect(message.isWellFormed()).toBe(true);
    expect(message).not.toMatch(/\\u(?!\{[0-9a-f]+\})/);
  }
});

it('shows the edit of the alert first, then those of the other places', () => {
  const sightings = ['b.py', 'c.py'].flatMap((path) => component('hf:acme/a', { path, line: 4 }).sightings);
  const [b, c] = sightings.map((sighting) => floating({ ...one, sightings: [sighting] }));
  if (b === undefined || c === undefined) throw new Error('two places');
  const fix = { ...b.fix, edits: [...c.fix.edits, ...b.fix.edits] };
  const message = run(text([{ places: [...b.places, ...c.places], fix }])).results[0]?.message.text;
  expect(message?.split('\n')).toEqual([
    'Pin acme/a: whoever can push to it changes what you ship.',
    '- model = AutoModel.from_pretrained("acme/a")',
    `+ model = AutoModel.from_pretrained("acme/a", revision="${COMMIT}")`,
    'In c.py:4',
    '- model = AutoModel.from_pretrained("acme/a")',
    `+ model = AutoModel.from_pretrained("acme/a", revision="${COMMIT}")`,
    'Also at c.py:4',
    expect.stringMatching(/^Finding wb-[a-z2-7]{12}\.$/),
  ]);
});

it('does not point to a description of a rule that is not there', () => {
  expect(run(text([{ rule: HOSTILE }])).results[0]).not.toHaveProperty('ruleIndex');
});

it('claims no state against a baseline where there is none', () => {
  expect(run(text([{}], { base: null })).results[0]).not.toHaveProperty('baselineState');
  expect(run(text([{}])).results[0]?.baselineState).toBe('new');
});
