/** CVSS 3.1: scores that FIRST's document of examples and public advisories state, and what is no vector. */
import { describe, expect, it } from 'vitest';
import { baseScore, ratingOf } from '../../../src/core/advisories/cvss.ts';

describe('the base score of CVSS 3.1', () => {
  it.each<[string, string, number]>([
    ['the worst within one scope', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['the worst there is', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['denial of service', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5],
    ['phpMyAdmin, CVE-2013-1937', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['MySQL, CVE-2013-0375', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4],
    ['POODLE, CVE-2014-3566', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
    ['VMware, CVE-2012-1516', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9],
    ['Tomcat, CVE-2009-0783', 'CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L', 4.2],
    ['Cisco IOS, CVE-2012-0384', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8],
    ['iWork, CVE-2015-1098', 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8],
    ['Heartbleed, CVE-2014-0160', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5],
    ['the DNS cache, CVE-2008-1447', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N', 6.8],
    ['Sophos, CVE-2014-2005', 'CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 6.8],
    ['Joomla, CVE-2010-0467', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:L/I:N/A:N', 5.8],
    ['Juniper, CVE-2013-6014', 'CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H', 9.3],
    ['DokuWiki, CVE-2014-9253', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N', 5.4],
    ['Bluetooth, CVE-2011-1265', 'CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.8],
    ['iOS, CVE-2014-2019', 'CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 4.6],
    ['OpenSSL, CVE-2014-0224', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N', 7.4],
    ['a sandbox, CVE-2012-5376', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 9.6],
    ['firmware, CVE-2016-5729', 'CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H', 8.2],
    ['nothing is lost', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
    ['nothing is lost, in another scope', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:N/A:N', 0],
    ['version 3.0', 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['metrics in another order', 'CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N', 9.8],
    ['temporal and environmental metrics beside', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O/RC:C/CR:L/MAV:P/MS:C', 9.8],
  ])('%s: %s is %d', (_, vector, score) => expect(baseScore(vector)).toBe(score));

  const BASE = 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  it.each([
    '',
    BASE,
    `CVSS:2.0/${BASE}`,
    `CVSS:3.2/${BASE}`,
    `CVSS:4.0/${BASE}`,
    `cvss:3.1/${BASE}`,
    `CVSS:3.1/${BASE.replace('/A:H', '')}`,
    `CVSS:3.1/${BASE}/A:L`,
    `CVSS:3.1/${BASE}/A:H`,
    `CVSS:3.1/${BASE}/`,
    `CVSS:3.1/${BASE}/E:P/E:P`,
    `CVSS:3.1/${BASE}/XX:P`,
    `CVSS:3.1/${BASE.replace('AV:N', 'AV:X')}`,
    `CVSS:3.1/${BASE.replace('AV:N', 'AV:N:N')}`,
    `CVSS:3.1/${BASE.replace('AV:N', 'AV:constructor')}`,
    `CVSS:3.1/${BASE}/__proto__:H`,
    `CVSS:3.1/${BASE}${'/E:P'.repeat(100_000)}`,
    `CVSS:3.1/${BASE} `,
    '(AV:N/AC:L/Au:N/C:N/I:P/A:C)',
  ])('%j has none', (vector) => expect(baseScore(vector)).toBeNull());

  it.each<[number, string]>([
    [0, 'low'],
    [0.1, 'low'],
    [3.9, 'low'],
    [4, 'moderate'],
    [6.9, 'moderate'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ])('%d is %s', (score, rating) => expect(ratingOf(score)).toBe(rating));

  it('every vector has a score of one decimal between 0 and 10', () => {
    const all = ['AV:N,A,L,P', 'AC:L,H', 'PR:N,L,H', 'UI:N,R', 'S:U,C', 'C:N,L,H', 'I:N,L,H', 'A:N,L,H'].reduce<string[]>(
      (before, one) => {
        const [name = '', values = ''] = one.split(':');
        return before.flatMap((vector) => values.split(',').map((value) => `${vector}/${name}:${value}`));
      },
      ['CVSS:3.1'],
    );
    expect(all.length).toBe(2_592);
    for (const vector of all) expect(`${vector} ${baseScore(vector)?.toFixed(1)}`).toMatch(/ (?:10\.0|\d\.\d)$/);
    expect(all.filter((vector) => baseScore(vector) !== Number(baseScore(vector)?.toFixed(1)))).toEqual([]);
  });
});
