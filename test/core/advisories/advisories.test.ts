import { describe, expect, it } from 'vitest';
import { advisoryAnswers, advisoryNeeds, type AdvisoryAsking } from '../../../src/core/advisories/asking.ts';
import { type AdvisoryPackage, packageKey } from '../../../src/core/advisories/packages.ts';
import type { AdvisoriesSeen, Question, Topic } from '../../../src/core/model/index.ts';
import { askedIn, evidenceOf, Failed, pack, recordOf } from './support.ts';

const ALL: ReadonlySet<Topic> = new Set(['advisories', 'vulnerabilities']);
const SERVICE: AdvisoryAsking = { kind: 'service', wanted: ALL };

/** Asks until nothing is missing, as the pipeline does; the questions, and what was heard of each package in its order. */
function ask(
  packages: readonly AdvisoryPackage[],
  answer: (question: Question) => unknown,
  asking = SERVICE,
): { asked: Question[]; seen: (AdvisoriesSeen | undefined)[] } {
  const evidence = evidenceOf(answer);
  const asked: Question[] = [];
  for (let round = 0; round < 30; round++) {
    const needs = advisoryNeeds(packages, evidence, asking);
    if (needs.length === 0) {
      const { seen } = advisoryAnswers(packages, evidence, asking);
      return { asked, seen: packages.map((one) => seen.get(packageKey(one))) };
    }
    asked.push(...needs);
    evidence.ask(needs);
  }
  throw new Error('it does not come to an end');
}

/** A service that knows these advisories by package name. */
function serving(known: Readonly<Record<string, readonly string[]>>, records: Readonly<Record<string, unknown>> = {}) {
  return (question: Question): unknown => {
    if (question.body !== undefined)
      return {
        results: askedIn(question).map(({ name }) =>
          known[name] === undefined ? {} : { vulns: known[name].map((id) => ({ id, modified: '2026-01-01T00:00:00Z' })) },
        ),
      };
    const id = decodeURIComponent(question.path.split('/').at(-1) ?? '');
    return records[id] ?? new Failed('not-found');
  };
}

function words(seen: AdvisoriesSeen | undefined): string {
  if (seen === undefined) return 'not asked';
  const { advisories, missing } = seen;
  return [
    ...advisories.map((one) => `${one.id}${one.malicious ? '!' : ''} ${one.severity ?? '?'} ${one.fixed.join(',')}`),
    ...(missing === null ? [] : [`${missing.topic} ${missing.reason}`]),
  ].join('; ');
}

describe('asking the service', () => {
  it('puts 150 packages into one question, with exact names, and asks for each record once', () => {
    const packages = Array.from({ length: 150 }, (_, index) => pack(`p${index}`));
    const { asked, seen } = ask(
      packages,
      serving(
        { p3: ['GHSA-aaaa-bbbb-cccc'], p4: ['GHSA-aaaa-bbbb-cccc'] },
        { 'GHSA-aaaa-bbbb-cccc': recordOf('GHSA-aaaa-bbbb-cccc', 'p3') },
      ),
    );
    expect(asked.map(({ path }) => path)).toEqual(['/v1/querybatch', '/v1/vulns/GHSA-aaaa-bbbb-cccc']);
    expect(asked[0]?.body).toContain('{"queries":[{"package":{"ecosystem":"npm","name":"p0"},"version":"1.0.0"},');
    expect(words(seen[3])).toBe('GHSA-aaaa-bbbb-cccc ? 2.0.0');
    expect(words(seen[5])).toBe('');
    // It is about p3: for p4 it is another record than the asked one, and p4 is named all the same.
    expect(words(seen[4])).toBe('GHSA-aaaa-bbbb-cccc ? ; vulnerabilities invalid');
  });

  it('loses the packages of one failed page, and no others', () => {
    const packages = Array.from({ length: 1_100 }, (_, index) => pack(`p${String(index).padStart(4, '0')}`));
    const { asked, seen } = ask(packages, (question) =>
      askedIn(question)[0]?.name === 'p0500'
        ? new Failed('timeout')
        : serving({ p0001: ['MAL-2026-1'] }, { 'MAL-2026-1': recordOf('MAL-2026-1', 'p0001') })(question),
    );
    expect(asked.filter(({ body }) => body !== undefined).map((one) => askedIn(one).length)).toEqual([500, 500, 100]);
    expect([words(seen[1]), words(seen[499]), words(seen[500]), words(seen[999]), words(seen[1_000])]).toEqual([
      'MAL-2026-1! ? 2.0.0',
      '',
      'advisories timeout',
      'advisories timeout',
      '',
    ]);
  });

  it('follows pages of one package, and ends where they do not', () => {
    const paged = (pages: number) => (question: Question) =>
      question.body === undefined
        ? new Failed('not-found')
        : {
            results: askedIn(question).map(({ name, page }) => ({
              vulns: [{ id: `GHSA-${name}-${page ?? 0}` }],
              ...(name === 'a' && Number(page ?? 0) < pages ? { next_page_token: String(Number(page ?? 0) + 1) } : {}),
            })),
          };
    const few = ask([pack('a'), pack('b')], paged(2));
    expect(
      few.asked
        .filter(({ body }) => body !== undefined)
        .map((one) =>
          askedIn(one)
            .map(({ name }) => name)
            .join(),
        ),
    ).toEqual(['a,b', 'a', 'a']);
    expect(few.seen.map((one) => one?.advisories.length)).toEqual([3, 1]);
    const endless = ask([pack('a'), pack('b')], paged(Number.POSITIVE_INFINITY));
    expect(endless.seen.map((one) => one?.missing?.reason)).toEqual(['budget', 'not-found']);
    expect(endless.asked.length).toBeLessThan(30);
  });

  it('asks for the records of malicious ones alone where nobody wants more', () => {
    const { asked, seen } = ask([pack('a')], serving({ a: ['GHSA-1', 'MAL-2026-1'] }, { 'MAL-2026-1': recordOf('MAL-2026-1', 'a') }), {
      kind: 'service',
      wanted: new Set(['advisories']),
    });
    expect(asked.map(({ path }) => path)).toEqual(['/v1/querybatch', '/v1/vulns/MAL-2026-1']);
    expect(words(seen[0])).toBe('MAL-2026-1! ? 2.0.0; GHSA-1 ? ');
    expect(seen[0]?.advisories.map(({ read }) => read)).toEqual([true, false]);
    expect(ask([pack('a')], serving({}), { kind: 'service', wanted: new Set(['files']) }).asked).toEqual([]);
  });
});

describe('records', () => {
  const one = (records: readonly Record<string, unknown>[], name = 'a') =>
    words(
      ask(
        [pack(name)],
        serving(
          { [name]: records.map(({ id }) => String(id)) },
          Object.fromEntries(records.map((record) => [String(record['id']), record])),
        ),
      ).seen[0],
    );
  it.each<[string, readonly Record<string, unknown>[], string]>([
    [
      'withdrawn ones are left out',
      [recordOf('GHSA-1', 'a', { withdrawn: '2026-01-01T00:00:00Z' }), recordOf('GHSA-2', 'a')],
      'GHSA-2 ? 2.0.0',
    ],
    ['only a date withdraws', [recordOf('GHSA-1', 'a', { withdrawn: '' })], 'GHSA-1 ? 2.0.0'],
    [
      'one thing under two names is one',
      [recordOf('PYSEC-1', 'a', { aliases: ['CVE-1-1'] }), recordOf('GHSA-1', 'a', { aliases: ['CVE-1-1'] })],
      'GHSA-1 ? 2.0.0',
    ],
    [
      'aliases in circles',
      [
        recordOf('GHSA-1', 'a', { aliases: ['GHSA-2'] }),
        recordOf('GHSA-2', 'a', { aliases: ['GHSA-3'] }),
        recordOf('GHSA-3', 'a', { aliases: ['GHSA-1', 'GHSA-3'] }),
      ],
      'GHSA-1 ? 2.0.0',
    ],
    ['what is malicious under another name', [recordOf('GHSA-1', 'a', { aliases: ['MAL-2026-1'] })], 'GHSA-1! ? 2.0.0'],
    ['the word of the database', [recordOf('GHSA-1', 'a', { database_specific: { severity: 'MEDIUM' } })], 'GHSA-1 moderate 2.0.0'],
    [
      'the worst word of one thing',
      [
        recordOf('GHSA-1', 'a', { aliases: ['B-1'], database_specific: { severity: 'LOW' } }),
        recordOf('B-1', 'a', { database_specific: { severity: 'HIGH' } }),
      ],
      'GHSA-1 high 2.0.0',
    ],
    ['a word that is none', [recordOf('GHSA-1', 'a', { database_specific: { severity: 'terrible' } })], 'GHSA-1 ? 2.0.0'],
    ['about nothing', [recordOf('GHSA-1', 'a', { affected: [] })], 'GHSA-1 ? ; vulnerabilities invalid'],
  ])('%s', (_, records, expected) => expect(one(records)).toBe(expected));

  it('cuts a long summary between characters', () => {
    const record = recordOf('GHSA-1', 'a', { summary: '\u{1f600}'.repeat(500) });
    const [seen] = ask([pack('a')], serving({ a: ['GHSA-1'] }, { 'GHSA-1': record })).seen;
    expect(seen?.advisories[0]).toMatchObject({ summary: `${'\u{1f600}'.repeat(199)}…`, published: '2025-01-02T03:04:05Z' });
  });

  const V3 = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' };
  const WORSE = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' };
  const V4 = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' };
  it.each<[string, readonly Record<string, unknown>[], string, string | null]>([
    ['a vector of CVSS 3 is a severity', [{ severity: [V3] }], 'high', `7.5 ${V3.score}`],
    ['the worst of several', [{ severity: [V3, WORSE] }], 'critical', `9.8 ${WORSE.score}`],
    ['beside one of CVSS 4, which has no score here', [{ severity: [V4, V3] }], 'high', `7.5 ${V3.score}`],
    ['CVSS 4 alone', [{ severity: [V4] }], 'unknown', null],
    ['CVSS 4 with the word of the database', [{ severity: [V4], database_specific: { severity: 'CRITICAL' } }], 'critical', null],
    [
      'the word of a record comes before its vector',
      [{ severity: [WORSE], database_specific: { severity: 'MODERATE' } }],
      'moderate',
      null,
    ],
    [
      'the vector of another record of the same thing does not',
      [{ severity: [V3] }, { database_specific: { severity: 'MODERATE' } }],
      'high',
      `7.5 ${V3.score}`,
    ],
    ['two that agree', [{ severity: [V3] }, { database_specific: { severity: 'HIGH' } }], 'high', null],
    ['a vector under the name of another version', [{ severity: [{ ...V3, type: 'CVSS_V2' }] }], 'unknown', null],
    ['severities that are none', [{ severity: 'high' }], 'unknown', null],
    ['one of them that is none', [{ severity: [null, V3, { type: 7 }] }], 'high', `7.5 ${V3.score}`],
    ['a list of 10,000', [{ severity: Array.from({ length: 10_000 }, () => WORSE) }], 'unknown', null],
  ])('%s', (_, records, severity, cvss) => {
    const named = records.map((more, index) => recordOf(`GHSA-${index}`, 'a', { aliases: ['CVE-1-1'], ...more }));
    const byId = Object.fromEntries(named.map((record) => [String(record['id']), record]));
    const [seen] = ask([pack('a')], serving({ a: Object.keys(byId) }, byId)).seen;
    expect(seen?.advisories.map((one) => one.severity ?? 'unknown')).toEqual([severity]);
    const scored = seen?.advisories[0]?.cvss ?? null;
    expect(scored === null ? null : `${scored.score} ${scored.vector}`).toBe(cvss);
  });
});

describe('hostile answers', () => {
  it.each<[string, unknown, string]>([
    ['a list that is too short', { results: [] }, 'advisories invalid'],
    ['a list that is too long', { results: [{}, {}] }, 'advisories invalid'],
    ['no list', { results: 'none' }, 'advisories invalid'],
    ['no JSON', '{"results":[', 'advisories invalid'],
    ['an array', [], 'advisories invalid'],
    ['an empty result', { results: [null] }, ''],
    ['an id that leads elsewhere', { results: [{ vulns: [{ id: '../../admin' }] }] }, 'advisories invalid'],
    ['an id that is no text', { results: [{ vulns: [{ id: 7 }] }] }, 'advisories invalid'],
    ['keys of the prototype', '{"results":[{"__proto__":{"vulns":[{"id":"GHSA-1"}]}}],"__proto__":{"results":[]}}', ''],
  ])('%s', (_, body, expected) =>
    expect(words(ask([pack('a')], (question) => (question.body === undefined ? new Failed('not-found') : body)).seen[0])).toBe(expected),
  );

  it('10,000 advisories of one package are no answer about it, and the rest goes on', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `GHSA-${index}` }));
    const { seen } = ask([pack('a'), pack('b')], (question) =>
      question.body === undefined ? new Failed('budget') : { results: [{ vulns: many }, { vulns: [] }] },
    );
    expect(seen[0]?.missing).toMatchObject({ topic: 'advisories', reason: 'too-large' });
    expect(words(seen[1])).toBe('');
  });

  it.each<[string, unknown]>([
    ['no JSON', '<html>'],
    ['a list', []],
    ['ranges that are none', recordOf('GHSA-1', 'a', { affected: [{ package: { ecosystem: 'npm', name: 'a' }, ranges: 'all' }] })],
    ['another one', recordOf('GHSA-2', 'a')],
    ['about another name', recordOf('GHSA-1', 'b')],
    ['about another ecosystem', recordOf('GHSA-1', 'a', {}, 'NPM')],
    ['a name of the prototype', '{"id":"GHSA-1","__proto__":{"affected":[]}}'],
  ])('a record that is %s leaves the advisory standing, and is told', (_, record) => {
    const seen = ask([pack('a')], serving({ a: ['GHSA-1'] }, { 'GHSA-1': record })).seen[0];
    expect(words(seen)).toBe('GHSA-1 ? ; vulnerabilities invalid');
  });
});

describe('a downloaded database', () => {
  const database: AdvisoryAsking = { kind: 'database', wanted: ALL };
  const holding =
    (records: readonly unknown[], newest: string | null = '2026-11-20T00:00:00Z') =>
    () => ({ newest, records });
  it('knows names, and which versions are affected is found out here', () => {
    const torch = recordOf('GHSA-1', 'Torch', {
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'Torch' },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.6.0' }] }],
        },
      ],
    });
    const { asked, seen } = ask(
      [pack('torch', '2.5.1', 'pypi'), pack('torch', '2.6.0', 'pypi')],
      holding([torch, recordOf('GHSA-2', 'other')]),
      database,
    );
    expect(asked.map(({ host, body }) => [host, body])).toEqual([['osv-database', '{"packages":[{"ecosystem":"PyPI","name":"torch"}]}']]);
    expect(seen.map(words)).toEqual(['GHSA-1 ? 2.6.0', '']);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', 'x', 'advisories invalid'],
    ['records that are none', { newest: null, records: [null, 7, [], { id: 'GHSA-1' }] }, ''],
    [
      'a record about it that cannot be read',
      { newest: null, records: [recordOf('GHSA-1', 'a', { affected: [{ package: { ecosystem: 'npm', name: 'a' }, versions: 7 }] })] },
      'advisories invalid',
    ],
    ['a withdrawn record', { newest: null, records: [recordOf('GHSA-1', 'a', { withdrawn: '2026-01-01T00:00:00Z' })] }, ''],
  ])('%s', (_, body, expected) => expect(words(ask([pack('a')], () => body, database).seen[0])).toBe(expected));

  it('tells how old it is', () => {
    const evidence = evidenceOf(holding([]));
    evidence.ask(advisoryNeeds([pack('a')], evidence, database));
    expect(advisoryAnswers([pack('a')], evidence, database).source).toEqual({
      kind: 'database',
      packages: 1,
      newest: '2026-11-20T00:00:00Z',
    });
  });
});
