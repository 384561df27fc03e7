/** A downloaded database of advisories: folders, archives, and what is neither. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseQuestion } from '../../../../src/core/advisories/questions.ts';
import { openAdvisoryDatabase } from '../../../../src/core/io/advisories/open-database.ts';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../../src/core/io/evidence/gather.ts';
import { recordOf } from '../../advisories/support.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wb-osv-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Made {
  readonly stored?: boolean;
  readonly zip64?: boolean;
  readonly encrypted?: boolean;
}

/** An archive as APPNOTE has it: local headers, central directory, end record. */
function zipOf(files: Readonly<Record<string, string>>, { stored = false, zip64 = false, encrypted = false }: Made = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const data = stored ? raw : deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const central = Buffer.concat(directory);
  const count = Object.keys(files).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : central.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  const large = Buffer.alloc(zip64 ? 76 : 0);
  if (zip64) {
    large.writeUInt32LE(0x06064b50, 0);
    large.writeBigUInt64LE(BigInt(count), 32);
    large.writeBigUInt64LE(BigInt(central.length), 40);
    large.writeBigUInt64LE(BigInt(offset), 48);
    large.writeUInt32LE(0x07064b50, 56);
    large.writeBigUInt64LE(BigInt(offset + central.length), 64);
  }
  return Buffer.concat([...parts, central, large, end]);
}

const LEFT = JSON.stringify(recordOf('GHSA-1', 'left', { modified: '2026-05-01T00:00:00Z' }));
const SCOPED = JSON.stringify(recordOf('GHSA-2', '@acme/Right_Thing')).replace('@acme/', '\\u0040acme\\/');
const RECORDS = {
  'GHSA-1.json': LEFT,
  'GHSA-2.json': SCOPED,
  'GHSA-3.json': JSON.stringify(recordOf('GHSA-3', 'other')),
  'README.txt': 'none',
};

async function ids(path: string, ...names: readonly string[]): Promise<string> {
  const database = await openAdvisoryDatabase(folder, path, null);
  const evidence = createEvidence();
  const question = databaseQuestion(names.map((name) => ({ ecosystem: 'npm', name })));
  try {
    // Offline, and without a budget: it is at hand.
    await gather([question], evidence, { addresses: new Map(), offline: true, budget: 0, database, now: () => new Date(0) });
  } finally {
    await database.close();
  }
  const answer = evidence.answer(question.key);
  if (answer?.state !== 'ok' || answer.digest === null) return `${answer?.state}: ${answer?.detail}`;
  expect(answer.from).toBe('disk');
  const body = JSON.parse(Buffer.from(evidence.body(answer.digest) ?? []).toString()) as { newest: string; records: { id: string }[] };
  return `${body.newest} ${body.records.map(({ id }) => id).join()}`;
}

function write(name: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

describe('a downloaded database', () => {
  it.each<[string, () => string]>([
    ['a folder of records', () => (Object.entries(RECORDS).forEach(([name, text]) => write(`db/npm/${name}`, text)), 'db')],
    ['an archive', () => (write('all.zip', zipOf(RECORDS)), 'all.zip')],
    ['an archive that stores', () => (write('all.zip', zipOf(RECORDS, { stored: true })), 'all.zip')],
    ['an archive with more entries than 16 bits count', () => (write('all.zip', zipOf(RECORDS, { zip64: true })), 'all.zip')],
    ['a folder of archives', () => (write('db/npm/all.zip', zipOf(RECORDS)), 'db')],
  ])('%s', async (_, make) => {
    const path = make();
    expect(await ids(path, 'left')).toBe('2026-05-01T00:00:00Z GHSA-1');
    expect(await ids(path, '@acme/right-thing', 'left')).toBe('2026-05-01T00:00:00Z GHSA-2,GHSA-1');
    expect(await ids(path, 'nothing')).toBe('2026-05-01T00:00:00Z ');
  });

  it('reads 5,000 records of an archive, and finds the few', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [
        `GHSA-${index}.json`,
        JSON.stringify(recordOf(`GHSA-${index}`, `p${index}`, { details: 'x'.repeat(3_000) })),
      ]),
    );
    write('all.zip', zipOf(many, { stored: true }));
    expect(await ids('all.zip', 'p4999', 'p0')).toBe('2026-01-02T03:04:05Z GHSA-4999,GHSA-0');
  });

  const whole = zipOf(RECORDS);
  it.each<[string, string, string | Uint8Array, RegExp]>([
    ['an archive that is cut', 'all.zip', whole.subarray(0, whole.length - 40), /not a zip archive/],
    ['no archive', 'all.zip', 'none', /not a zip archive/],
    ['nothing', 'all.zip', '', /not a zip archive/],
    ['an encrypted archive', 'all.zip', zipOf(RECORDS, { encrypted: true }), /cannot be read/],
    [
      'an archive whose directory points elsewhere',
      'all.zip',
      Buffer.concat([whole.subarray(0, whole.length - 6), Buffer.from([0xff, 0xff, 0xff, 0, 0, 0])]),
      /directory is damaged/,
    ],
    ['an archive without records', 'all.zip', zipOf({ 'a.txt': 'x' }), /holds no records/],
    [
      'bytes that are damaged',
      'all.zip',
      Buffer.concat([whole.subarray(0, 45), Buffer.alloc(60, 0xff), whole.subarray(105)]),
      /the database cannot be read/,
    ],
    ['a record that is no JSON', 'x.json', `${LEFT.slice(0, -1)},`, /the database cannot be read/],
    ['a record that is far too large', 'x.json', ' '.repeat(9_000_000), /has more than/],
  ])('%s is told, never taken for empty', async (_, name, content, expected) => {
    write(name, content);
    expect(await ids(name, 'left')).toMatch(expected);
  });

  it('is never taken from the tree under test, also not through a link (T20)', async () => {
    write('tree/osv/GHSA-1.json', LEFT);
    write('elsewhere/GHSA-1.json', LEFT);
    symlinkSync(join(folder, 'tree', 'osv'), join(folder, 'link'));
    const tree = join(folder, 'tree');
    for (const path of ['tree/osv', 'tree', 'link', '.'])
      await expect(openAdvisoryDatabase(folder, path, tree), path).rejects.toMatchObject({ code: 'PATH_OUTSIDE' });
    await expect(openAdvisoryDatabase(folder, 'missing', tree)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(openAdvisoryDatabase(folder, 'elsewhere', tree)).resolves.toBeDefined();
  });
});
