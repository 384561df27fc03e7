/** The states that a reader can meet; the golden files show each in Markdown, the other formats are checked against the same. */
import type { Bom, BomComponent, JudgedFinding, Verdict } from '../../../src/core/model/index.ts';
import { added, bom, change, COMMIT, component, finding, floating, judged, OLD, verdict } from '../../support/verdict.ts';

export interface Case {
  readonly verdict: Verdict;
  readonly bom: Bom;
}

const llama = component('hf:acme/support-llama', {
  license: {
    expression: 'LicenseRef-llama3.1 AND Apache-2.0',
    name: 'Llama 3.1',
    classes: ['use-restricted'],
    unknown: null,
    conflicting: true,
    url: null,
  },
});
const granite = component(`hf:ibm-granite/granite-4.1-3b@${COMMIT}`, { path: 'app/rank.py', line: 8 });
const graniteBefore = component(`hf:ibm-granite/granite-4.1-3b@${OLD}`, { path: 'app/rank.py', line: 8 });
const torch = component('pypi:torch@2.6.0', { framework: true, path: 'uv.lock', line: 211 });
const torchBefore = component('pypi:torch@2.5.1', { framework: true, path: 'uv.lock', line: 211 });
const numpy = component('pypi:numpy@2.1.0', { path: 'uv.lock', line: 90 });
const others = Array.from({ length: 28 }, (_, index) =>
  component(`hf:acme/old-${index + 1}`, { path: `jobs/old_${index + 1}.py`, line: 5 }),
);
const legacy = component('hf:acme/legacy-ner', { path: 'app/ner.py', line: 3 });

function licensing(one: BomComponent): JudgedFinding {
  return judged(
    finding(one, {
      rule: 'license/denied',
      gap: 'denied:LicenseRef-llama3.1',
      reason: 'the policy denies class:use-restricted; the model card says Apache-2.0, its base model says Llama 3.1',
      fix: { title: `Replace ${one.name} or allow its license`, edits: [], command: null },
    }),
  );
}

const older = others.map((one) => judged(floating(one), { status: 'existing' }));
const waived = judged(finding(legacy, { rule: 'license/unknown', gap: 'unknown' }), {
  status: 'waived',
  waiver: { reason: 'asked the author, ticket 812', approver: '@acme/security', expires: '2026-12-05', daysLeft: 11 },
});
const changes = [
  ...added(llama),
  change('changed', [graniteBefore], [granite], ['version']),
  change('changed', [torchBefore], [torch], ['version']),
  ...added(numpy),
];
const whole = bom([llama, granite, torch, numpy, legacy, ...others]);

const refused: Case = {
  verdict: verdict({ findings: [judged(floating(llama)), licensing(llama), ...older, waived], changes }),
  bom: whole,
};

function offline(one: BomComponent): BomComponent {
  return { ...one, hub: null, resolution: { state: 'unresolved', reason: 'offline', detail: 'not asked' } };
}

function couldNotCheck(): Case {
  const pinned = offline(
    component(`hf:acme/new@${COMMIT}`, {
      license: { expression: null, name: null, classes: [], unknown: 'not looked up', conflicting: false, url: null },
    }),
  );
  const one = judged(
    finding(pinned, {
      rule: 'verification/incomplete',
      gap: 'unanswered',
      reason: 'the hub was not asked: offline',
      fix: { title: `Look up ${pinned.name}`, edits: [], command: 'weighbridge check' },
    }),
  );
  const notes = [{ code: 'offline', text: 'This run was offline: nothing was looked up. What needs an answer was not checked.' } as const];
  return { verdict: verdict({ findings: [one], changes: added(pinned), notes, wouldBe: 'wait' }), bom: bom([pinned]) };
}

function firstEver(): Case {
  const models = others.slice(0, 3);
  return {
    verdict: verdict({
      base: null,
      findings: models.map((one) => judged(floating(one), { status: 'existing' })),
      policy: 'built-in baseline',
      wouldBe: 'warn',
      notes: [
        {
          code: 'no-base',
          text: 'There is no base branch to compare with (no origin/HEAD, main or master): everything counts as already there. Name one with --base.',
        },
        { code: 'policy-built-in', text: 'No policy file: judged with the built-in baseline. "weighbridge init" writes one.' },
      ],
    }),
    bom: bom([...models, granite, torch, numpy]),
  };
}

function manyChanges(): Case {
  const models = Array.from({ length: 400 }, (_, index) =>
    component(`hf:acme/support-model-${index + 1}`, { path: `services/models/module_${index + 1}.py`, line: 100 + index }),
  );
  return {
    verdict: verdict({ findings: [...models.map((one) => judged(floating(one))), ...older], changes: added(...models) }),
    bom: bom([...models, ...others]),
  };
}

/** Everything that a name, path, reason, branch or license may try. */
export const HOSTILE =
  '@acme/security #1 GH-12 <img src=x onerror=alert(1)> | \\| [x](https://evil.example) ![y](//evil.example) `` ` `` ```\n::error::boom ##[error]boom ' +
  'https://evil.example www.evil.example a@evil.example 4f0c2d9e81 org/repo#2 **b** _i_ ~~s~~ $x$ :bug: &lt; <!-- -->\u202egnp.\u200b\u001b[31m\u{e0041}\udcff\u0000';

function hostile(): Case {
  const base = component('hf:acme/x');
  const one: BomComponent = {
    ...base,
    name: HOSTILE,
    requested: HOSTILE,
    license: { ...base.license, expression: HOSTILE, name: HOSTILE, conflicting: true },
    sightings: base.sightings.map((each) => ({ ...each, requested: HOSTILE, place: { ...each.place, path: HOSTILE } })),
  };
  const findings = [
    judged(floating(one, { reason: HOSTILE, fix: { ...floating(one, {}, HOSTILE).fix, title: `Pin ${HOSTILE}`, command: HOSTILE } })),
    judged(
      finding(one, {
        rule: HOSTILE,
        gap: 'a',
        cause: 'c',
        level: 'warn',
        reason: HOSTILE,
        fix: { title: HOSTILE, edits: [], command: null },
      }),
    ),
    judged(finding(one, { gap: 'b', cause: 'd', fix: { title: HOSTILE, edits: [], command: null } }), { status: 'existing' }),
    judged(finding(one, { gap: 'c' }), {
      status: 'waived',
      waiver: { reason: HOSTILE, approver: HOSTILE, expires: '2026-12-05', daysLeft: 11 },
    }),
  ];
  return {
    verdict: verdict({
      findings,
      changes: added(one),
      notes: [
        { code: 'limit', text: HOSTILE },
        { code: 'hub-override', text: HOSTILE },
      ],
      policy: HOSTILE,
      head: { label: HOSTILE, commit: null },
      base: { label: HOSTILE, commit: null },
    }),
    bom: bom([one]),
  };
}

export const CASES: Readonly<Record<string, Case>> = {
  'not-ready': refused,
  ready: { verdict: verdict({ changes: changes.slice(1, 3) }), bom: bom([granite, torch]) },
  'ready-with-warnings': {
    verdict: verdict({ findings: [judged(floating(llama, { level: 'warn' }))], changes, wouldBe: 'warn' }),
    bom: whole,
  },
  'could-not-check': couldNotCheck(),
  'would-not-be-ready': { ...refused, verdict: { ...refused.verdict, mode: 'evaluate', conclusion: 'warn' } },
  'first-ever': firstEver(),
  '400-changes': manyChanges(),
  'hostile-names': hostile(),
};

/** One case by name; the table above is what makes it exist. */
export function named(name: string): Case {
  const found = CASES[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}
