import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Appended, chainOrigin, type ChainEnd, linkHash, type Link, linkAfter } from '../../../app/audit/chain.ts';
import { canonicalJson } from '../../../app/audit/canonical-json.ts';
import { checkChain } from '../../../app/audit/check-chain.ts';

const INSTALLATION = 7;
const entry = (number: number): Appended => ({
  repositoryId: 2,
  kind: 'verdict',
  actor: null,
  subject: `acme/product#${number}`,
  body: { conclusion: number % 2 === 0 ? 'pass' : 'block' },
});

/** `minutes`: what the clock said, which may jump. */
function chain(minutes: readonly number[], from: ChainEnd = chainOrigin(INSTALLATION), installation = INSTALLATION): Link[] {
  let end = from;
  return minutes.map((minute, index) => {
    const time = new Date(Date.UTC(2026, 10, 24) + minute * 60_000).toISOString();
    const link = linkAfter(end, { installation, time, nonce: index.toString(16).padStart(32, '0') }, entry(index + 1));
    end = link;
    return link;
  });
}

function problems(links: readonly Link[], from: ChainEnd | null = null, expected: string | null = null) {
  const check = checkChain(INSTALLATION, from, expected);
  check.take(links);
  return check.end().problems;
}

const rows = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 3, maxLength: 30 });

/** One thing that somebody may do to a log, and the rows at one of which it must show. Rows are numbered from 1. */
interface Mutation {
  readonly name: string;
  readonly change: (links: readonly Link[], at: number, other: number) => readonly Link[];
  readonly shows: (at: number, other: number) => readonly number[];
}

const rewritten = (links: readonly Link[], at: number, change: (link: Link) => Link): readonly Link[] =>
  links.map((link, index) => (index === at ? change(link) : link));
const rehashed = (link: Link): Link => ({ ...link, hash: linkHash(link) });
const flipped = (hex: string): string => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`;

const REWRITES: readonly [string, (link: Link) => Link][] = [
  ['another verdict', (link) => ({ ...link, content: link.content.replace(/"(?:pass|block)"/, '"none"') })],
  ['the same value in other bytes', (link) => ({ ...link, content: link.content.replace(',', ', ') })],
  ['another time', (link) => ({ ...link, time: '2020-01-01T00:00:00.000Z' })],
  ['a time in another form', (link) => rehashed({ ...link, time: '2020-01-01' })],
  ['another nonce', (link) => ({ ...link, nonce: flipped(link.nonce) })],
  ['a nonce with a part of the rest', (link) => rehashed({ ...link, nonce: `x","previous":"${link.previous}` })],
  ['another installation', (link) => ({ ...link, installation: 8 })],
  ['another row before it', (link) => rehashed({ ...link, previous: flipped(link.previous) })],
  ['another hash', (link) => ({ ...link, hash: flipped(link.hash) })],
];

const MUTATIONS: readonly Mutation[] = [
  ...REWRITES.map(([name, change]): Mutation => ({ name, change: (links, at) => rewritten(links, at, change), shows: (at) => [at + 1] })),
  {
    name: 'another verdict with its hash',
    change: (links, at) => rewritten(links, at, (link) => rehashed({ ...link, content: canonicalJson({ ...entry(99) }) })),
    // Nothing of the row itself is wrong: the next one hangs on what it was. The last one shows by the hash at GitHub.
    shows: (at) => [at + 2],
  },
  { name: 'a row removed', change: (links, at) => links.toSpliced(at, 1), shows: (at) => [at + 1] },
  {
    name: 'a row removed, and those behind it numbered anew',
    change: (links, at) => links.toSpliced(at, 1).map((link, index) => ({ ...link, sequence: index + 1 })),
    shows: (at) => [at + 1],
  },
  {
    name: 'two rows in each other\u2019s place',
    change: (links, at, other) => {
      const numbers = links.map((link, index) => ({
        ...link,
        ...(index === at ? links[other] : index === other ? links[at] : {}),
        sequence: index + 1,
      }));
      return numbers as Link[];
    },
    shows: (at, other) => [at + 1, other + 1],
  },
  { name: 'the end cut off', change: (links, at) => links.slice(0, at), shows: (at) => [at + 1] },
  {
    name: 'the end written anew',
    change: (links, at) => {
      const kept = links.slice(0, at);
      return [
        ...kept,
        ...chain(
          links.slice(at).map(() => 5),
          kept.at(-1) ?? chainOrigin(INSTALLATION),
        ).map((link) => rehashed(link)),
      ];
    },
    shows: (at) => [at + 1, Number.POSITIVE_INFINITY],
  },
];

describe('a chain (T31)', () => {
  property.prop([rows])('is whole as it was written, whatever the clock said, and by its newest hash', (minutes) => {
    const links = chain(minutes);
    expect(problems(links, null, links.at(-1)?.hash ?? null)).toEqual([]);
  });

  property.prop([rows, fc.nat(), fc.nat()])('shows at its row whatever was done to it', (minutes, one, two) => {
    const links = chain(minutes);
    const at = one % links.length;
    const other = (at + 1 + (two % (links.length - 1))) % links.length;
    const newest = links.at(-1)?.hash ?? '';
    for (const { name, change, shows } of MUTATIONS) {
      const found = problems(change(links, at, other), null, newest);
      expect(found.length, name).toBeGreaterThan(0);
      const expected = shows(at, other);
      // "Anywhere" where all rows behind it are new ones.
      if (!expected.includes(Number.POSITIVE_INFINITY)) expect(expected, name).toContain(found[0]?.row);
      expect(
        found.every(({ row, what }) => what.includes(String(row)) || what.includes(`row ${row - 1}`)),
        name,
      ).toBe(true);
    }
  });

  it('goes on behind a checkpoint, and takes no older row for a newer one', () => {
    const links = chain([1, 2, 3, 4, 5]);
    const point = links[1] ?? chainOrigin(INSTALLATION);
    expect(problems(links.slice(2), point)).toEqual([]);
    expect(problems(links.slice(2), point, point.hash)).toEqual([]);
    expect(problems(links.slice(1), point)[0]).toMatchObject({ row: 2, what: expect.stringContaining('older than the checkpoint') });
    expect(problems(links.slice(3), point)[0]).toMatchObject({ row: 3, what: 'row 3 is missing' });
  });

  it('of another installation is not taken for this one', () => {
    expect(problems(chain([1, 2], chainOrigin(8), 8))[0]).toMatchObject({ row: 1, what: expect.stringContaining('not the beginning') });
  });

  it('tells fifty things, and counts the others', () => {
    const check = checkChain(INSTALLATION, null, null);
    check.take(chain(Array.from({ length: 80 }, () => 1)).map((link) => ({ ...link, content: '{}' })));
    expect(check.end()).toMatchObject({ rows: 80, further: 30, problems: { length: 50 } });
  });

  it('has the hash of one text: canonical JSON of all members', () => {
    const [link] = chain([1]);
    const { content, hash: _hash, ...rest } = link ?? ({} as Link);
    const whole = canonicalJson({ ...rest, entry: JSON.parse(content) as unknown });
    expect(whole).toBe(`{"entry":${content},${canonicalJson(rest).slice(1)}`);
  });
});
