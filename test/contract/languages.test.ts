/** Languages: what is read, what is only known, and what a new one takes. */
import { createListing } from '../../src/core/discover/lookup/listing.ts';
import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/core/discover/detector.ts';
import { detectors } from '../../src/core/discover/index.ts';
import { unreadKind } from '../../src/core/discover/kinds.ts';
import { createLanguages, languages } from '../../src/core/discover/languages/index.ts';
import { isScriptOf } from '../../src/core/discover/languages/known.ts';
import type { LanguageReader, Modules } from '../../src/core/discover/languages/language.ts';
import { link } from '../../src/core/discover/link/index.ts';
import { pinSiteIn } from '../../src/core/discover/pin-site.ts';
import { isRead } from '../../src/core/discover/readers.ts';
import { stampedBy } from '../../src/core/discover/stamped.ts';
import { editedLine } from '../../src/core/pin/edit-line.ts';
import type { Fact, FileFacts, LoadFact } from '../../src/core/model/index.ts';
import { displayName } from '../../src/core/ref/format.ts';
import { COMMIT } from '../support/build.ts';
import { factsOf } from '../support/grammar.ts';

const HOSTILE = [
  '',
  '.',
  '..',
  '/',
  '\0',
  'a'.repeat(10_000),
  'a.'.repeat(5_000),
  '../'.repeat(5_000),
  '__proto__',
  'constructor',
  '٣.py',
  '😀',
];

describe('the list of languages', () => {
  it('has each id and each suffix once, and a title for each', () => {
    const ids = languages.list.map(({ name }) => name.id);
    expect(new Set(ids).size).toBe(ids.length);
    const suffixes = languages.list.flatMap(({ name }) => name.suffixes);
    expect(new Set(suffixes).size).toBe(suffixes.length);
    for (const { name } of languages.list) {
      expect(name.id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
      expect(name.title.length).toBeGreaterThan(0);
      for (const suffix of name.suffixes) expect(suffix).toMatch(/^[a-z0-9+]+$/);
    }
  });

  it('has every detector of a reader among the detectors, once', () => {
    for (const { detectors: own } of languages.readers)
      for (const { id } of own) expect(detectors.filter((one) => one.id === id)).toHaveLength(1);
  });

  it('calls a file unread by the title of its language where nobody reads it', () => {
    for (const { name, reader } of languages.list)
      for (const suffix of name.suffixes) {
        const path = `src/a.${suffix}`;
        if (reader === null) expect([path, isRead(path, 100), unreadKind(path)]).toEqual([path, false, name.title]);
        expect(languages.of(path.toUpperCase())?.name.id).toBe(name.id);
      }
  });

  it('answers for any path and any first bytes', () => {
    for (const text of [...HOSTILE, `#!${'/usr/bin/env '.repeat(5_000)}`, `#!/bin/sh\n${"'''exec ".repeat(5_000)}`])
      for (const { name } of languages.list) expect(typeof isScriptOf(name, text)).toBe('boolean');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (path) => languages.of(path) === languages.of(path)));
  });
});

describe.each(languages.readers.map((reader) => [reader.name.id, reader] as const))('%s', (_, reader) => {
  it('finds in its example what it says, the same each time, and pins it as it says', async () => {
    await expectExample(reader);
  });

  const { modules } = reader;
  if (modules !== null)
    it('finds modules among hostile paths and names, and gives paths of the tree only', () => {
      const suffix = modules.suffixes[0] ?? '';
      const paths = [...HOSTILE, `a/b${suffix}`, `a/${modules.package ?? modules.indexes[0]}`, `${'d/'.repeat(3_000)}m${suffix}`];
      const all = new Set(paths);
      const index = modules.index(createListing(new Set(paths), new Set(paths), [modules])) as Modules;
      for (const from of paths)
        for (const name of [...HOSTILE, 'a.b', 'm'])
          for (const level of [0, 1, 9]) {
            const found = index.find(from, level, name);
            expect(found === null || all.has(found)).toBe(true);
            expect(index.find(from, level, name)).toBe(found);
            expect(typeof index.isAmbiguous(from, name, true)).toBe('boolean');
            for (const around of index.around(from)) expect(all.has(around)).toBe(true);
          }
    });

  if (modules !== null)
    it('finds a module among many files', () => {
      const suffix = modules.suffixes[0] ?? '';
      const paths = Array.from({ length: 20_000 }, (__, n) => `p${n % 100}/m${n}${suffix}`);
      const index = modules.index(createListing(new Set(paths), new Set(paths), [modules])) as Modules;
      expect(paths.filter((path, n) => index.find(path, 1, `m${n}`) !== path)).toEqual([]);
    });
});

async function expectExample({ example, detectors: own, name }: LanguageReader): Promise<void> {
  const { path, source, gives, pinned } = example;
  expect(createLanguages([{ ...EMPTY, name }]).of(path)?.name.id).toBe(name.id);
  const read = async (): Promise<Fact[]> =>
    (await Promise.all(own.filter((one) => one.wants(path, source.length)).map((one) => factsOf(one, source, 'full')))).flat();
  const facts = await read();
  expect(await read()).toEqual(facts);
  expect([...new Set(facts.map(({ kind }) => kind))]).toEqual(expect.arrayContaining([...gives]));
  const pins = facts.flatMap((fact) => (fact.kind === 'load' && fact.pin !== null ? [fact.pin] : []));
  expect(pins.length > 0).toBe(pinned !== null);
  for (const pin of pins) {
    const lines = source.split('\n');
    lines[pin.line - 1] = editedLine(lines[pin.line - 1] ?? '', [{ path, site: pin, commit: COMMIT }]);
    expect(lines.join('\n')).toBe(pinned?.replaceAll('{commit}', COMMIT));
  }
}

const EMPTY = { detectors: [], modules: null, isStep: null, example: { path: '', source: '', gives: [], pinned: null } } as const;

/** `use lib`, `load "org/name" at "rev"`: what a folder of a new language exports. */
const LINE = /^(?:use (\w+)|load "([^"\n]{1,200})"(?: at "([^"\n]{1,100})")?)$/gm;

function readToy(text: string): Fact[] {
  const lines = text.split('\n');
  return Array.from(text.matchAll(LINE)).map(([whole, module, target = '', revision], count): Fact => {
    const line = lines.indexOf(whole) + 1;
    const at = { line, column: 1 };
    if (module !== undefined) return { kind: 'import', module, level: 0, names: [], alias: null, ...at };
    const start = revision === undefined ? whole.length : whole.length - revision.length - 1;
    const template = revision === undefined ? ' at "{commit}"' : '{commit}';
    const pin = pinSiteIn(lines[line - 1], line, start, revision === undefined ? start : start + revision.length, template);
    const load: Omit<LoadFact, 'revision'> = {
      kind: 'load',
      component: 'model',
      hub: 'hf',
      provider: null,
      api: `load ${count}`,
      target: { kind: 'literal', text: target },
      endpoint: null,
      remoteCode: false,
      pin,
      ...at,
    };
    return { ...load, revision: revision === undefined ? null : { kind: 'literal', text: revision } };
  });
}

const toyDetector: Detector = {
  id: 'toy',
  version: 1,
  about: { title: 'Models in Toy', motivation: 'It loads them.', decides: 'Lines with load.', remedy: 'Say at.', serves: 'A test' },
  reads: 'text',
  limit: 1_000_000,
  wants: (path) => /\.contracttoy$/i.test(path),
  grammar: () => null,
  facts: ({ bytes }) => readToy(new TextDecoder().decode(bytes)),
};

const toy: LanguageReader = {
  // A suffix that nobody takes, so that whoever adds a language may call it as they like.
  name: { id: 'contracttoy', title: 'Toy', suffixes: ['contracttoy'], interpreter: null, followed: false },
  detectors: [toyDetector],
  modules: {
    suffixes: ['.contracttoy'],
    indexes: [],
    package: 'all.contracttoy',
    program: null,
    index: ({ isRead }) => ({
      find: (_, __, module) => [`lib/${module}.contracttoy`, `tests/${module}.contracttoy`].find(isRead) ?? null,
      isAmbiguous: () => false,
      around: () => [],
    }),
  },
  isStep: null,
  example: {
    path: 'a.contracttoy',
    source: 'use lib\nload "org/a"\n',
    gives: ['import', 'load'],
    pinned: 'use lib\nload "org/a" at "{commit}"\n',
  },
};

describe('a new language', () => {
  const list = createLanguages([...languages.readers, toy]);

  it('is a reader with an example that holds', async () => {
    await expectExample(toy);
    await expectExample({
      ...toy,
      example: { ...toy.example, source: 'load "org/a" at "v1"\n', gives: ['load'], pinned: 'load "org/a" at "{commit}"\n' },
    });
  });

  it('is linked like the others: its loads are sightings with its detector, and what product code imports by its rules is product', async () => {
    const tree = {
      'app.contracttoy': 'use m\nload "org/a" at "v1"\n',
      'lib/m.contracttoy': 'use n\n',
      'tests/n.contracttoy': 'load "org/t"\n',
    };
    expect(await sightings(tree)).toEqual(['toy org/a v1 product', 'toy org/t null product']);
    expect(await sightings({ ...tree, 'lib/m.contracttoy': '' })).toEqual(['toy org/a v1 product', 'toy org/t null test']);
  });

  it('follows its own imports, not those of another language', async () => {
    const tree = { 'app.contracttoy': 'use demo\n', 'lib/demo.contracttoy': 'load "org/a"\n', 'demo.py': '' };
    expect(await sightings(tree)).toEqual(['toy org/a null product']);
  });

  it('is known by its suffix, and takes the place of its unread name', () => {
    expect(list.of('x/A.CONTRACTTOY')?.reader).toBe(toy);
    const go = { ...toy, name: languages.list.find(({ name }) => name.id === 'go')?.name ?? toy.name };
    const withGo = createLanguages([...languages.readers, go]);
    expect(withGo.of('a.go')?.reader).toBe(go);
    expect(withGo.list.filter(({ name }) => name.id === 'go')).toHaveLength(1);
  });

  async function sightings(tree: Readonly<Record<string, string>>): Promise<string[]> {
    const files = new Map<string, FileFacts>();
    for (const [path, text] of Object.entries(tree)) {
      const wanted = [...detectors, toyDetector].filter((one) => one.wants(path, text.length));
      const facts = await Promise.all(wanted.map(async (one) => stampedBy(one, await factsOf(one, text, 'full'))));
      files.set(path, { blob: path, depth: 'full', facts: facts.flat() });
    }
    const linked = link(files, { paths: new Set(files.keys()), languages: list });
    return linked.sightings.map(({ detector, ref, requested, scope }) => `${detector} ${displayName(ref)} ${requested} ${scope}`);
  }
});
