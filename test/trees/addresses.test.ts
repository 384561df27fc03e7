/** Weights that come by an address: what a change of them tells, and what a table of many says. */
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/core/index.ts';
import type { Declaration } from '../../src/core/lock/lock.ts';
import { writeLock } from '../../src/core/lock/write.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { checking, PINNED, told } from '../support/checking.ts';

const change = checking();
const HEX = 'a1'.repeat(32);
const OTHER = 'b1'.repeat(32);
const README = { 'README.md': 'x\n' };
const FILE = 'https://host.test/models/a.onnx';

function written({ verdict, bom }: CheckResult): readonly string[] {
  return formats.map((format) => format.render(verdict, bom, { color: false, specVersion: '1.7' }));
}

describe('a table of many addresses', () => {
  const table = `URLS = {\n${Array.from({ length: 40 }, (_, n) => `    "m${n}": "https://host.test/models/m${n}.pth",\n`).join('')}}\n`;

  it('is two things to do, and none that stops the merge', async () => {
    const result = await change.check(README, { 'app/a.py': table });
    expect(result.verdict.conclusion).toBe('warn');
    expect(result.bom.components).toHaveLength(40);
    expect(new Set(told(result))).toEqual(new Set(['new license/unknown app/a.py', 'new model/floating app/a.py']));
    expect(new Set(result.verdict.findings.map(({ finding }) => finding.cause)).size).toBe(2);
  });

  it('stands below a policy that demands more than a name', async () => {
    expect((await change.check(README, { 'app/a.py': table }, { policy: PINNED })).verdict.conclusion).toBe('block');
  });

  it('that nothing changes is silent', async () => {
    const result = await change.check({ 'app/a.py': table }, { 'app/b.py': 'x = 1\n' });
    expect(told(result).filter((one) => one.startsWith('new'))).toEqual([]);
  });
});

describe('the digest beside an address', () => {
  const code = (digest: string | null): string => `A = ("${FILE}"${digest === null ? '' : `, "${digest}"`})\n`;

  it('says which file is meant', async () => {
    const result = await change.check(README, { 'app/a.py': code(HEX) });
    expect(told(result, 'model/floating')).toEqual([]);
    expect(result.bom.components).toEqual([
      expect.objectContaining({ hashes: [{ algorithm: 'sha256', value: HEX }], requested: `sha256:${HEX}`, version: null }),
    ]);
  });

  it('that goes leaves what floats', async () => {
    expect(told(await change.check({ 'app/a.py': code(HEX) }, { 'app/a.py': code(null) }), 'model/floating')).toEqual([
      'new model/floating app/a.py',
    ]);
  });

  it('that is another one is a change of the model', async () => {
    const { verdict } = await change.check({ 'app/a.py': code(HEX) }, { 'app/a.py': code(OTHER) });
    expect(verdict.changes).toEqual([expect.objectContaining({ type: 'changed', aspects: expect.arrayContaining(['requested']) })]);
  });
});

describe('what reports say', () => {
  const text = [
    'A = "https://me:hunter2@host.test/a.onnx?X-Signature=sesame#sesame"',
    'B = "s3://bucket/b.safetensors"',
    `C = ("https://host.test/c@1.0/c.pth", "${HEX}")`,
    'D = "https://github.com/acme/big/releases/download/v1.0/d-0676ba61.pth"',
    'import os',
    'E = f"https://me:hunter2@host.test/{os.environ[\'V\']}/e.onnx?sig=sesame"',
    '',
  ].join('\n');

  it('holds neither a login nor a query (T21)', async () => {
    const result = await change.check(README, {
      'app/a.py': text,
      'run.sh': '#!/bin/sh\nwget "https://me:hunter2@host.test/$V/f.pth?sig=sesame"\n',
    });
    expect(result.bom.components).toHaveLength(4);
    expect(result.bom.unknowns).toHaveLength(2);
    for (const one of written(result)) expect(one).not.toMatch(/hunter2|sesame/);
  });

  it.each(['1.6', '1.7'] as const)('is valid CycloneDX %s, with purls that say where', async (specVersion) => {
    const { verdict, bom } = await change.check(README, { 'app/a.py': text });
    const document = formats.find(({ id }) => id === 'cyclonedx')?.render(verdict, bom, { color: false, specVersion }) ?? '';
    const version = specVersion === '1.6' ? Spec.Version.v1dot6 : Spec.Version.v1dot7;
    expect(await new Validation.JsonStrictValidator(version).validate(document)).toBeNull();
    const { components } = JSON.parse(document) as { components: { purl?: string }[] };
    expect(components.map(({ purl }) => purl)).toEqual([
      `pkg:generic/a.onnx?download_url=https%3A%2F%2Fhost.test%2Fa.onnx`,
      'pkg:generic/b.safetensors?download_url=s3%3A%2F%2Fbucket%2Fb.safetensors',
      `pkg:generic/c.pth?checksum=sha256%3A${HEX}&download_url=https%3A%2F%2Fhost.test%2Fc%401.0%2Fc.pth`,
      'pkg:generic/d-0676ba61.pth?download_url=https%3A%2F%2Fgithub.com%2Facme%2Fbig%2Freleases%2Fdownload%2Fv1.0%2Fd-0676ba61.pth',
    ]);
  });
});

describe('a declaration of an address', () => {
  const stated: Declaration = { kind: 'address', sha256: HEX, license: 'Apache-2.0', supplier: 'Acme', base: [], signer: null };
  const lock = { 'weighbridge.lock': writeLock({ formatVersion: 1, declarations: new Map([[FILE, stated]]), entries: new Map() }) };
  const code = { 'app/a.py': `A = "${FILE}"\n` };

  it('says what lies there, once the base has it', async () => {
    const { bom, verdict } = await change.check(lock, code);
    expect(bom.components).toEqual([expect.objectContaining({ stated: expect.objectContaining({ supplier: 'Acme' }) })]);
    expect(verdict.findings.map(({ finding }) => finding.rule)).not.toContain('license/unknown');
  });

  it('of the change itself says nothing yet (T8)', async () => {
    const { bom } = await change.check(README, { ...lock, ...code });
    expect(bom.components.map((one) => one.stated)).toEqual([undefined]);
  });
});

describe('a policy names what comes by an address', () => {
  it.each(['url:https://host.test/models/**', 'url:https://host.test/**', 'url:**'])('%s', async (pattern) => {
    const policy = `version: 1\nmodels: { deny: ["${pattern}"] }\n`;
    const result = await change.check(README, { 'app/a.py': `A = "${FILE}"\n` }, { policy });
    expect(told(result, 'model/denied')).toEqual(['new! model/denied app/a.py']);
  });

  it('gh:acme/** names the files of its releases', async () => {
    const policy = 'version: 1\nmodels: { deny: ["gh:acme/**"] }\n';
    const code = 'A = "https://github.com/acme/big/releases/download/v1/a.onnx"\n';
    expect(told(await change.check(README, { 'app/a.py': code }, { policy }), 'model/denied')).toEqual(['new! model/denied app/a.py']);
  });

  it('by a waiver', async () => {
    const policy = `${PINNED}waivers:\n  - { component: "url:${FILE}", rule: model/provenance, reason: "ours", approver: "@a", expires: 2027-01-01 }\n`;
    const result = await change.check(README, { 'app/a.py': `A = "${FILE}"\n` }, { policy });
    expect(result.verdict.findings.filter(({ finding }) => finding.rule === 'model/provenance').map(({ status }) => status)).toEqual([
      'waived',
    ]);
  });
});
