/** What files state of the tree's own license: forms of manifests, names of texts, hostile bytes. */
import { describe, expect, it } from 'vitest';
import { detectors } from '../../../src/core/discover/index.ts';
import { licenseTextDetector } from '../../../src/core/discover/own-license/texts.ts';
import type { OwnLicenseFact } from '../../../src/core/model/index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function factsOf(id: string, source: string | Uint8Array): readonly OwnLicenseFact[] {
  const detector = detectors.find((one) => one.id === `own-license-${id}`);
  if (detector === undefined) throw new Error(`no detector ${id}`);
  const bytes = typeof source === 'string' ? bytesOf(source) : source;
  return detector.facts({ bytes, size: bytes.length, depth: 'surface' }, {}).map((fact) => fact as OwnLicenseFact);
}

/** "by said line", of files "by >file line". */
function said(id: string, source: string): string[] {
  return factsOf(id, source).flatMap(({ by, said: text, file, line }) =>
    by === 'package' ? [] : [`${by} ${file === undefined ? (text ?? 'a text') : `>${file}`} ${line}`],
  );
}

describe('manifests', () => {
  it.each<[string, string, string[]]>([
    ['package-json', '{\n  "license": "MIT"\n}', ['declared MIT 2']],
    ['package-json', '{"license": {"type": "Apache-2.0", "url": "x"}}', ['declared Apache-2.0 1']],
    ['package-json', '{"licenses": [{"type": "MIT"}, "GPL-2.0"]}', ['declared MIT 1', 'declared GPL-2.0 1']],
    ['package-json', '{"license": "SEE LICENSE IN ./terms/LICENSE.md"}', ['declared >terms/LICENSE.md 1']],
    ['package-json', '{"private": true}', []],
    ['package-json', '{"private": true, "license": "UNLICENSED"}', ['declared UNLICENSED 1']],
    ['package-json', '{"license": 3, "licenses": {"type": null}}', []],
    ['pyproject', '[project]\nlicense = "MIT OR Apache-2.0"\n', ['declared MIT OR Apache-2.0 2']],
    ['pyproject', '[project]\nname = "a"\nlicense = { text = "BSD" }\n', ['declared BSD 3']],
    ['pyproject', '[project]\nlicense = { file = "LICENSE" }\n', ['declared >LICENSE 2']],
    ['pyproject', '[project]\nlicense.text = """\nMIT License\n\nPermission"""\n', ['declared a text 2']],
    ['pyproject', '[tool.poetry]\nlicense = "Proprietary"\n', ['declared Proprietary 2']],
    [
      'pyproject',
      '[project]\nclassifiers = [\n  "Topic :: X",\n  "License :: OSI Approved",\n  "License :: OSI Approved :: MIT License",\n  "License :: Other/Proprietary License",\n]\n',
      ['classifier MIT License 5', 'classifier Other/Proprietary License 6'],
    ],
    ['pyproject', '[tool.ruff]\nlicense = "MIT"\n', []],
    ['setup-cfg', '[metadata]\nname = a\nlicense = MIT\n[options]\nlicense = X\n', ['declared MIT 3']],
    [
      'setup-cfg',
      '[metadata]\nclassifiers =\n  # no\n  License :: OSI Approved :: BSD License\n  Topic :: X\n',
      ['classifier BSD License 4'],
    ],
    ['setup-cfg', '[flake8]\nlicense = MIT\n', []],
    ['cargo', '[package]\nname = "a"\nlicense = "MIT/Apache-2.0"\n', ['declared MIT OR Apache-2.0 3']],
    ['cargo', '[package]\nlicense-file = "../LICENSE"\n', ['declared >../LICENSE 2']],
    ['cargo', '[workspace.package]\nlicense = "MIT"\n', ['declared MIT 2']],
    ['cargo', '[package]\nlicense.workspace = true\n', []],
    ['pyproject', '[tool.flit.metadata]\nlicense = "MIT"\n', ['declared MIT 2']],
    ['setup-cfg', '[metadata]\nlicense_expression = MIT OR Apache-2.0\n', ['declared MIT OR Apache-2.0 2']],
    ['composer', '{\n  "license": "MIT"\n}', ['declared MIT 2']],
    ['composer', '{"license": ["LGPL-2.1-only", "GPL-3.0-or-later"]}', ['declared LGPL-2.1-only OR GPL-3.0-or-later 1']],
    ['composer', '{"license": ["MIT AND ISC", "GPL-3.0-or-later"]}', ['declared (MIT AND ISC) OR GPL-3.0-or-later 1']],
    ['composer', '{"license": "proprietary"}', ['declared proprietary 1']],
    ['composer', '{"license": 3}', []],
    ['gemspec', 'Gem::Specification.new do |spec|\n  spec.license = "MIT"\nend\n', ['declared MIT 2']],
    ['gemspec', "  s.licenses    = ['MIT', 'GPL-2.0-only']\n", ['declared MIT 1', 'declared GPL-2.0-only 1']],
    ['gemspec', '  s.license = File.read("LICENSE")\n', []],
  ])('%s: %s', (id, source, gives) => {
    expect(said(id, source)).toEqual(gives);
  });

  const setup = (given: string, before = ''): string => `from setuptools import setup\n${before}setup(\n    name="a",\n    ${given},\n)\n`;

  it.each<[string, string, string[]]>([
    ['a text', setup('license="MIT"'), ['declared MIT 4']],
    ['texts behind each other', setup('license=("Apache" "-2.0")'), ['declared Apache-2.0 4']],
    ['an expression', setup('license_expression="MIT OR ISC"'), ['declared MIT OR ISC 4']],
    ['below the module', 'import setuptools\nsetuptools.setup(license="MIT")\n', ['declared MIT 2']],
    ['in a function', 'def run():\n    setup(license="MIT")\n', ['declared MIT 2']],
    ['a name', setup('license=LICENSE', 'LICENSE = "MIT"\n'), ['declared MIT 5']],
    ['a name of its own keyword', setup('license=license', 'license = "MIT"\n'), ['declared MIT 5']],
    ['classifiers', setup('classifiers=["Topic :: X",\n "License :: OSI Approved :: MIT License"]'), ['classifier MIT License 5']],
    ['lists behind each other', setup('classifiers=["A :: B"] + ["License :: Freeware"]'), ['classifier Freeware 4']],
    [
      'lines of a text',
      setup('classifiers=filter(None, LINES.split("\\n"))', 'LINES = """\nA :: B\nLicense :: Freeware\n"""\n'),
      ['classifier Freeware 2'],
    ],
    ['a table', setup('**META', 'META = {"license": "MIT", "name": "a"}\n'), ['declared MIT 2']],
    ['arguments of a table', setup('**META', 'META = dict(license="MIT")\n'), ['declared MIT 2']],
    ['nothing', setup('version="1"'), []],
    ['none', setup('license=None'), []],
    ['a comment', setup('version="1"  # license="MIT"'), []],
    ['another call', 'run(license="MIT")\n', []],
    // Only running the file would tell (T35).
    ['a call', setup('license=read("LICENSE")'), ['declared a text 4']],
    ['an item', setup('license=about["__license__"]'), ['declared a text 4']],
    ['something put in', setup('license=f"{name} License"'), ['declared a text 4']],
    ['a name that is given twice', setup('license=L', 'L = "MIT"\nL = "GPL-3.0-only"\n'), ['declared a text 6']],
    ['a name that grows', setup('license=L', 'L = "MIT"\nL += " AND GPL-3.0-only"\n'), ['declared a text 6']],
    ['a name from elsewhere', setup('license=L', 'from terms import L\n'), ['declared a text 5']],
    ['a list that grows', setup('classifiers=C', 'C = ["License :: Freeware"]\nC.append(x)\n'), ['classifier a text 6']],
    ['all of it given', setup('**read()'), ['declared a text 4']],
    ['a choice', setup('license="MIT" if FREE else "GPL-3.0-only"'), ['declared a text 4']],
  ])('setup.py, %s', (_what, source, gives) => {
    expect(said('setup-py', source)).toEqual(gives);
  });

  it('setup.py of any form gives an end', () => {
    for (const source of [
      'setup(',
      'setup(license=',
      `setup(license=${'('.repeat(2_000)}"MIT"${')'.repeat(2_000)})`,
      `setup(classifiers=[${'"License :: Freeware",'.repeat(5_000)}])`,
      'L = L\nsetup(license=L)',
      'setup(**__proto__, license=constructor)',
    ])
      expect(said('setup-py', source).length).toBeLessThanOrEqual(20);
  });

  it('a manifest of another form says nothing, and its other readers say what is wrong', () => {
    for (const id of ['package-json', 'pyproject', 'setup-cfg', 'setup-py', 'cargo'])
      for (const source of ['', '{', '[', '\0', '[project', '{"license": '.repeat(5_000)]) expect(said(id, source)).toEqual([]);
  });

  it('secrets are replaced, and long lists end', () => {
    expect(said('package-json', '{"license": "https://me:secret@host/terms"}')).toEqual(['declared https://***@host/terms 1']);
    expect(said('package-json', JSON.stringify({ licenses: Array.from({ length: 5_000 }, () => 'MIT') }))).toHaveLength(20);
  });
});

describe('texts', () => {
  it.each([
    'LICENSE',
    'LICENCE',
    'license.txt',
    'LICENSE.md',
    'LICENSE.rst',
    'LICENSE-MIT',
    'LICENSE.APACHE',
    'LICENSE-APACHE-2.0.txt',
    'LICENSE-2.0.txt',
    'LICENSE_BSD',
    'MIT-LICENSE',
    'MIT-LICENSE.txt',
    'UNLICENSE',
    'COPYING',
    'COPYING.LESSER',
    'COPYING.LGPLv3',
    'a/b/LICENSE',
    'ee/LICENSE',
    'NOTICE',
    'NOTICE.txt',
  ])('%s is one', (path) => {
    expect(licenseTextDetector.wants(path, 100)).toBe(true);
  });

  it.each([
    'license.ts',
    'license.go',
    'LICENSE.json',
    'license_header.txt',
    'LICENSE-docs.md',
    'LICENSE-THIRD-PARTY.txt',
    'LICENSES.txt',
    'LICENSE-MODEL',
    'licensee.md',
    'NOTICES.txt',
    'vendor/x/LICENSE',
    'node_modules/x/LICENSE',
    'third_party/x/LICENSE',
    'third-party/LICENSE',
    'LICENSES/MIT.txt',
    'a/LICENSES/LICENSE.txt',
  ])('%s is none of the product', (path) => {
    expect(licenseTextDetector.wants(path, 100)).toBe(false);
  });

  const words = (text: string | Uint8Array): string | null | undefined => factsOf('text', text)[0]?.words;

  it('years of copyright lines, layout and case are no other words; every other date is', () => {
    const terms = (year: string, date: string): string => `Terms\nCopyright (c) ${year} Acme\n\nChange Date: ${date}\n`;
    expect(words(terms('2024', '2028-01-01'))).toBe(words(terms('2020-2026', '2028-01-01').toUpperCase().replaceAll('\n', '\r\n\r\n')));
    expect(words(terms('2024', '2028-01-01'))).not.toBe(words(terms('2024', '2029-01-01')));
    expect(words('© 2024 A')).toBe(words('© 2026 A'));
    expect(words('Copyright 2014-2015 A')).toBe(words('Copyright 2014-present A'));
    expect(words('© 2024 A')).not.toBe(words('© 2024 B'));
  });

  it('old encodings, wide ones and bytes of any kind give one fact', () => {
    for (const bytes of [
      Buffer.from('Copyright \xa9 2020 Jos\xe9', 'latin1'),
      Buffer.from('\ufeffMIT', 'utf16le'),
      Buffer.alloc(65_536, 0xff),
    ])
      expect(factsOf('text', bytes)).toMatchObject([{ by: 'text', line: 1 }]);
    expect(words(Buffer.from('\ufeffMIT License', 'utf16le'))).toBe(words('MIT License'));
  });

  it('one that is not read whole has no digest of its own, and another size is another text', () => {
    const head = bytesOf('a '.repeat(32_768));
    const at = (size: number): OwnLicenseFact | undefined =>
      licenseTextDetector.facts({ bytes: head, size, depth: 'surface' }, {}).map((fact) => fact as OwnLicenseFact)[0];
    expect(at(52_000_000)).toMatchObject({ said: null, sha256: null });
    expect(at(52_000_000)?.words).not.toBe(at(52_000_001)?.words);
  });
});
