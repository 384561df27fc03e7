/** The service of advisories through the one effect, on a stand-in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advisoryAnswers, advisoryNeeds } from '../../../../src/core/advisories/asking.ts';
import { type AdvisoryPackage, packageKey } from '../../../../src/core/advisories/packages.ts';
import { createEvidence, type GrowingEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather, type GatherOptions } from '../../../../src/core/io/evidence/gather.ts';
import { addressesIn, HOST_VARIABLES, hubSettings } from '../../../../src/core/io/net/settings.ts';
import type { Topic } from '../../../../src/core/model/index.ts';
import type { Fault } from '../../../hub-fake/faults.ts';
import { type FakeOsv, startOsv } from '../../../osv-fake/index.ts';
import { pack, recordOf } from '../../advisories/support.ts';

const ASKING = { kind: 'service', wanted: new Set<Topic>(['advisories', 'vulnerabilities']) } as const;
const NOW = new Date('2026-11-24T12:00:00Z');

let osv: FakeOsv;
beforeEach(async () => {
  osv = await startOsv({ records: [recordOf('GHSA-1', 'left'), recordOf('GHSA-2', 'left'), recordOf('MAL-2026-1', 'wrong')], pageSize: 1 });
});
afterEach(() => osv.close());

function options(more: Partial<GatherOptions> = {}): GatherOptions {
  const addresses = addressesIn(hubSettings({ OSV_URL: osv.url, HF_TOKEN: 'hf_abcdefghijklmnop' }, { hubUrl: 'http://127.0.0.1:9' }));
  return { addresses, offline: false, now: () => NOW, sleep: () => Promise.resolve(), random: () => 0.5, ...more };
}

async function ask(packages: readonly AdvisoryPackage[], more: Partial<GatherOptions> = {}, evidence: GrowingEvidence = createEvidence()) {
  for (let needs = advisoryNeeds(packages, evidence, ASKING); needs.length > 0; needs = advisoryNeeds(packages, evidence, ASKING))
    await gather(needs, evidence, options(more));
  const { seen } = advisoryAnswers(packages, evidence, ASKING);
  return packages.map((one) => {
    const { advisories = [], missing = null } = seen.get(packageKey(one)) ?? {};
    return [...advisories.map(({ id }) => id), ...(missing === null ? [] : [`${missing.topic} ${missing.reason}`])].join(' ');
  });
}

describe('the service of advisories', () => {
  it('is asked with one POST for all packages, page by page, and with no credential', async () => {
    expect(await ask([pack('left'), pack('right'), pack('wrong')])).toEqual(['GHSA-1 GHSA-2', '', 'MAL-2026-1']);
    expect(osv.requests.map(({ method, path, packages }) => `${method} ${path} ${packages.join()}`)).toEqual([
      'POST /v1/querybatch left@1.0.0,right@1.0.0,wrong@1.0.0',
      'POST /v1/querybatch left@1.0.0',
      'GET /v1/vulns/MAL-2026-1 ',
      'GET /v1/vulns/GHSA-1 ',
      'GET /v1/vulns/GHSA-2 ',
    ]);
    expect(osv.requests.map(({ authorization }) => authorization)).toEqual([null, null, null, null, null]);
  });

  it('is not known without OSV_URL, and its variable is told as an address', () => {
    expect([...addressesIn(hubSettings({}, { hubUrl: null })).keys()]).not.toContain('osv');
    expect(addressesIn(hubSettings({ OSV_URL: ' https://osv.acme.example/ ' }, { hubUrl: null })).get('osv')).toMatchObject({
      baseUrl: 'https://osv.acme.example',
      token: null,
    });
    expect(() => hubSettings({ OSV_URL: 'http://osv.acme.example' }, { hubUrl: null })).toThrow(/OSV_URL is neither https/);
    expect(() => hubSettings({ OSV_URL: 'https://a:b@osv.acme.example' }, { hubUrl: null })).toThrow(/OSV_URL holds a user name/);
    expect(HOST_VARIABLES.addresses).toContain('OSV_URL');
  });

  it.each<[Fault, string]>([
    [503, 'server-error'],
    [429, 'rate-limited'],
    [400, 'invalid'],
    [404, 'not-found'],
    ['html', 'invalid'],
    ['garbage', 'invalid'],
    ['scalar', 'invalid'],
    ['drop', 'unreachable'],
    ['cut', 'unreachable'],
    ['huge', 'too-large'],
    ['bomb', 'too-large'],
    ['away', 'redirect'],
  ])('%s: told as "%s", never as nothing', async (fault, expected) => {
    osv.fault('/querybatch', fault);
    expect(await ask([pack('left')])).toEqual([`advisories ${expected}`]);
  });

  it('asks again when it was down for a moment', async () => {
    osv.fault('/querybatch', 503, 1);
    expect(await ask([pack('wrong')])).toEqual(['MAL-2026-1']);
  });

  it('tells of a record that did not come, and of the limit of questions', async () => {
    osv.fault('/vulns/GHSA-1', 503);
    expect(await ask([pack('left')])).toEqual(['GHSA-1 GHSA-2 vulnerabilities server-error']);
    expect(await ask([pack('left'), pack('wrong')], { budget: 3 })).toEqual(['GHSA-1 GHSA-2 vulnerabilities budget', 'MAL-2026-1']);
    expect(await ask([pack('left')], { offline: true })).toEqual(['advisories offline']);
  });

  it('sends nothing but the body of its key, and nothing without bounds', async () => {
    const [question] = advisoryNeeds([pack('left')], createEvidence(), ASKING);
    if (question === undefined) throw new Error('no question');
    for (const changed of [
      { ...question, body: '{}' },
      { ...question, body: 'x'.repeat(2_000_000) },
    ]) {
      const evidence = createEvidence();
      await gather([changed], evidence, options());
      expect(evidence.answer(question.key)?.state).toBe('refused');
    }
    expect(osv.requests).toEqual([]);
  });
});
