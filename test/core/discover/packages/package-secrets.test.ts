import { expect, test } from 'vitest';
import type { Detector } from '../../../../src/core/discover/detector.ts';
import { packageJsonDetector } from '../../../../src/core/discover/packages/package-json.ts';
import { packageLockDetector } from '../../../../src/core/discover/packages/package-lock.ts';
import { pyprojectDetector } from '../../../../src/core/discover/packages/pyproject/index.ts';
import { requirementsDetector } from '../../../../src/core/discover/packages/requirements/index.ts';
import { uvLockDetector } from '../../../../src/core/discover/packages/uv-lock/index.ts';
import { factsOf } from '../facts.ts';

const TOKEN = `ghp_${'Ab1'.repeat(12)}`;

/** Every place of a manifest or lock where people and tools leave credentials (T21). */
const CASES: readonly (readonly [Detector, string])[] = [
  [requirementsDetector, `--index-url https://${TOKEN}@pip.example.org/${TOKEN}/simple?t=${TOKEN}\ntorch`],
  [requirementsDetector, `x @ git+https://user:${TOKEN}@example.org/o/x.git@${TOKEN}#egg=x&t=${TOKEN}`],
  [requirementsDetector, `x @ https://example.org/${TOKEN}/x-1.0.zip?sig=${TOKEN}\nfoo==${TOKEN}\n${TOKEN}`],
  [
    pyprojectDetector,
    `[project]\ndependencies = ["x"]\n[tool.uv.sources]\nx = { git = "https://${TOKEN}@example.org/o/x", branch = "${TOKEN}" }`,
  ],
  [pyprojectDetector, `[tool.poetry.dependencies]\nx = { url = "https://${TOKEN}@example.org/${TOKEN}.whl" }\ny = "${TOKEN}"`],
  [
    uvLockDetector,
    `version = 1\n[[package]]\nname = "x"\nversion = "${TOKEN}"\nsource = { registry = "https://u:${TOKEN}@example.org/${TOKEN}/simple?x=${TOKEN}" }`,
  ],
  [
    packageJsonDetector,
    `{"dependencies": {"x": "git+https://${TOKEN}:x@example.org/o/x.git#${TOKEN}", "y": "${TOKEN}", "z": "npm:${TOKEN}@1"}}`,
  ],
  [
    packageLockDetector,
    `{"packages": {"node_modules/x": {"version": "1.0.0", "resolved": "https://${TOKEN}@example.org/${TOKEN}/x.tgz?t=${TOKEN}", "license": "${TOKEN}"}}}`,
  ],
  [packageLockDetector, `{"lockfileVersion": 1, "dependencies": {"x": {"version": "https://example.org/x.tgz?${TOKEN}"}}}`],
];

test.each(CASES)('no token leaves %#', (detector, text) => {
  const facts = factsOf(detector, text);
  expect(facts.length).toBeGreaterThan(0);
  expect(JSON.stringify(facts)).not.toContain(TOKEN);
});

test('the environment is not read for a repository file (T20)', () => {
  process.env['WB_TEST_HOST'] = 'expanded.example.org';
  const facts = factsOf(requirementsDetector, '--index-url https://${WB_TEST_HOST}/simple\ntorch\nx @ https://${WB_TEST_HOST}/x-1.zip\n');
  delete process.env['WB_TEST_HOST'];
  expect(facts).toMatchObject([
    { name: 'torch', location: null },
    { name: 'x', location: null },
  ]);
});
