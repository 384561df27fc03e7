/** What a lock takes from a registry of npm that answers it has no such thing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { npmDocument, type FakeVersion } from '../registry-fake/npm.ts';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { sha } from '../support/builds.ts';
import { checking, told } from '../support/checking.ts';

const change = checking();
const NAME = '@acme/widget';

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.close());

const integrityOf = (text: string): string => `sha512-${Buffer.from(sha('sha512', text), 'hex').toString('base64')}`;
const version = (text: string): FakeVersion => ({ version: text, integrity: integrityOf(text), at: '2026-01-01T00:00:00.000Z' });

interface Locked {
  readonly version: string;
  readonly resolved?: string;
}

function lock(packages: Readonly<Record<string, Locked>>): string {
  const entries = Object.entries(packages).map(
    ([name, one]) => [`node_modules/${name}`, { integrity: integrityOf(one.version), ...one }] as const,
  );
  return JSON.stringify({ name: 'app', lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(entries) } }, null, 2);
}

function states({ bom }: CheckResult): string[] {
  return bom.components.flatMap(({ verifications }) => verifications.map(({ topic, outcome }) => `${topic} ${outcome}`));
}

describe('what the lock says it takes from the very registry, which does not have it (T33)', () => {
  const MISMATCH = ['new! dependency/registry-mismatch package-lock.json'];
  const TOKEN = { WEIGHBRIDGE_NPM_TOKEN: 'npm-secret-token' };
  const resolved = (text: string): string => `${registry.npm}/${NAME}/-/widget-${text}.tgz`;
  const from = (text: string, place = resolved(text)) => ({ [NAME]: { version: text, resolved: place } });
  const make = (to: Readonly<Record<string, Locked>>, env = {}): Promise<CheckResult> =>
    change.check(
      { 'package-lock.json': lock(from('1.0.0')) },
      { 'package-lock.json': lock(to) },
      { registries: { ...registry.environment, ...env } },
    );

  it('a version: asked for by itself, too', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0')]));
    const result = await make(from('1.1.0'));
    expect(told(result)).toEqual(MISMATCH);
    expect(result.verdict.findings[0]?.finding.reason).toContain('npm: the registry has no such version');
    expect(registry.requests.map(({ path }) => path)).toContain('/npm/@acme%2fwidget/1.1.0');
  });

  it('a version that only the document does not have yet is there', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0')]));
    const [later] = Object.values(npmDocument(NAME, [version('1.1.0')])) as { versions: Record<string, unknown> }[];
    registry.serve({ '/npm/@acme%2fwidget/1.1.0': later?.versions['1.1.0'] });
    const result = await make(from('1.1.0'));
    expect(told(result)).toEqual([]);
    expect(states(result)).toContain('registry passed');
  });

  it('a version, while the question about it alone fails, is silence', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0')]));
    registry.fault('/1.1.0', 403);
    const result = await make(from('1.1.0'));
    expect([told(result), states(result)]).toEqual([[], ['integrity passed', 'registry unavailable']]);
  });

  it('a name, where a token was given', async () => {
    expect(told(await make(from('1.1.0'), TOKEN))).toEqual(MISMATCH);
  });

  it('a name, where none was given: it may be private there', async () => {
    const result = await make(from('1.1.0'));
    expect([told(result), states(result)]).toEqual([[], ['integrity passed', 'registry unavailable']]);
  });

  it('nothing, where the lock names another registry of that server, or none', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0')]));
    for (const to of [from('1.1.0', resolved('1.1.0').replace('/npm/', '/npm-other/')), { [NAME]: { version: '1.1.0' } }]) {
      const result = await make(to, TOKEN);
      expect(told(result, 'dependency/registry-mismatch')).toEqual([]);
      expect(states(result)).toContain('registry unavailable');
    }
  });
});
