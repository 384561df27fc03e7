/** Names as package files write them: which license each is, and which stay unknown because nobody can say. */
import { describe, expect, it } from 'vitest';
import { concludeLicense } from '../../../src/core/license/conclude.ts';

function concluded(text: string): string {
  const { expression, unknown } = concludeLicense([{ from: 'package', text, name: null, link: null }]);
  return unknown === null ? (expression ?? '') : 'unknown';
}

describe('names in package files', () => {
  it.each<[string, readonly string[]]>([
    [
      'MIT',
      [
        'MIT License',
        'MIT Licence',
        'The MIT License (MIT)',
        'MIT Licensed',
        'Expat License',
        '(MIT)',
        'License :: OSI Approved :: MIT License',
      ],
    ],
    ['X11', ['MIT/X11', 'MIT X11', 'X11']],
    ['MIT-0', ['MIT 0', 'MIT No Attribution', 'License :: OSI Approved :: MIT No Attribution License (MIT-0)']],
    [
      'Apache-2.0',
      ['Apache 2.0', 'Apache2', 'Apache 2', 'Apache License 2', 'Apache License, Version 2.0', 'Apache-2.0 Licensed', 'apache_2.0'],
    ],
    [
      'BSD-3-Clause',
      [
        'BSD 3-Clause',
        'BSD (3-clause)',
        'BSD-3 Clause',
        'BSD-3',
        '3-Clause BSD License',
        'Three-clause BSD',
        'New BSD License',
        'Revised BSD License',
      ],
    ],
    ['BSD-2-Clause', ['BSD 2-Clause', 'BSD-2', '2-clause BSD', 'Simplified BSD License']],
    ['0BSD', ['0BSD', 'License :: OSI Approved :: Zero-Clause BSD (0BSD)']],
    ['MPL-2.0', ['MPL 2.0', 'MPL2', 'MPLv2', 'License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)']],
    ['MPL-1.1', ['MPL 1.1', 'License :: OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)']],
    ['GPL-2.0-only', ['GPL 2.0', 'GPLv2', 'GPL v2', 'GPL-2', 'GNU GPLv2']],
    ['GPL-3.0-only', ['GPL-3', 'GPL v3', 'GNU GPLv3', 'GNU General Public License v3.0']],
    ['GPL-3.0-or-later', ['GPLv3+', 'License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)']],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL 2.0 with Classpath exception']],
    ['LGPL-2.1-only', ['LGPL 2.1', 'LGPLv2.1', 'LGPL v2.1']],
    ['LGPL-2.0-or-later', ['License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPLv2+']],
    ['AGPL-3.0-only', ['AGPL', 'AGPL v3', 'GNU AGPLv3']],
    ['AGPL-3.0-or-later', ['License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)']],
    [
      'LicenseRef-HF-gpl',
      ['GPL', 'GNU GPL', 'GPL License', 'GNU General Public License', 'License :: OSI Approved :: GNU General Public License (GPL)'],
    ],
    ['LicenseRef-HF-bsd', ['BSD', 'BSD License', 'BSD licence', 'License :: OSI Approved :: BSD License']],
    ['CC0-1.0', ['CC0', 'CC0 1.0', 'License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication']],
    ['BSL-1.0', ['Boost Software License 1.0', 'License :: OSI Approved :: Boost Software License 1.0 (BSL-1.0)']],
    ['BUSL-1.1', ['BSL 1.1', 'Business Source License 1.1']],
    ['Unlicense', ['The Unlicense', 'License :: OSI Approved :: The Unlicense (Unlicense)']],
    ['Zlib', ['zlib/libpng', 'zlib License', 'License :: OSI Approved :: zlib/libpng License']],
    ['EUPL-1.2', ['EUPL 1.2', 'License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)']],
    ['ZPL-2.1', ['ZPL 2.1']],
    ['LicenseRef-npm-UNLICENSED', ['UNLICENSED']],
  ])('%s', (id, names) => {
    expect(names.map((name) => [name, concluded(name)])).toEqual(names.map((name) => [name, id]));
  });

  it.each([
    'apache-2.0-modified',
    'Apache 2.0 modified',
    'Apache',
    'Apache License',
    'License :: OSI Approved :: Artistic License',
    'BSD*',
    'BSD-like',
    'BSD 5-Clause',
    'MIT-style License',
    'Modified MIT License',
    'Non-MIT License',
    'MIT License with restrictions',
    'Not Licensed',
    'MPL',
    'BSL',
    'Intel License',
    'Nokia License',
    'Adobe License',
    'Public Domain',
    'Proprietary',
    'License :: Other/Proprietary License',
    'SEE LICENSE IN LICENSE.txt',
    'GNU',
    'License',
    'The License',
    'GNU License',
    'CC License',
    'Other License',
    'UNKNOWN',
    '((MIT)',
    'MIT)',
    'MIT"',
    'M I T',
    'MIT\u200b',
    '\u041cIT',
    'constructor',
    '__proto__ License',
  ])('%s stays unknown', (name) => {
    expect(concluded(name)).toBe('unknown');
  });

  it('a shorter name is tried once, and long text costs nothing', () => {
    expect(concluded(`GNU ${'GNU '.repeat(400)}GPLv3`)).toBe('unknown');
    expect(concluded('MIT License License License')).toBe('unknown');
    expect(concluded(`${'-'.repeat(2_000)}mit`)).toBe('unknown');
  });
});
