/** Every classifier below "License ::" that PyPI knows (trove-classifiers 2026.9.21.13), and the license that it names, as a library's and as the product's own. */
import { expect, it } from 'vitest';
import { concludeLicense } from '../../../src/core/license/conclude.ts';
import { ownLicensesOf } from '../../../src/core/license/own/conclude.ts';

/** The id, "name, may be…", or nothing. */
const TROVE: readonly (readonly [classifier: string, is: string])[] = [
  ['License :: Aladdin Free Public License (AFPL)', 'Aladdin'],
  ['License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
  ['License :: CeCILL-B Free Software License Agreement (CECILL-B)', 'CECILL-B'],
  ['License :: CeCILL-C Free Software License Agreement (CECILL-C)', 'CECILL-C'],
  ['License :: DFSG approved', ''],
  ['License :: Eiffel Forum License (EFL)', 'ambiguous'],
  ['License :: Free For Educational Use', ''],
  ['License :: Free For Home Use', ''],
  ['License :: Free To Use But Restricted', ''],
  ['License :: Free for non-commercial use', ''],
  ['License :: Freely Distributable', ''],
  ['License :: Freeware', ''],
  ['License :: GUST Font License 1.0', ''],
  ['License :: GUST Font License 2006-09-30', ''],
  ['License :: Netscape Public License (NPL)', 'ambiguous'],
  ['License :: Nokia Open Source License (NOKOS)', 'Nokia'],
  ['License :: OSI Approved', ''],
  ['License :: OSI Approved :: Academic Free License (AFL)', 'ambiguous'],
  ['License :: OSI Approved :: Apache Software License', 'Apache-2.0'],
  ['License :: OSI Approved :: Apple Public Source License', 'ambiguous'],
  ['License :: OSI Approved :: Artistic License', 'ambiguous'],
  ['License :: OSI Approved :: Attribution Assurance License', 'AAL'],
  ['License :: OSI Approved :: BSD License', 'LicenseRef-HF-bsd'],
  ['License :: OSI Approved :: Blue Oak Model License (BlueOak-1.0.0)', 'BlueOak-1.0.0'],
  ['License :: OSI Approved :: Boost Software License 1.0 (BSL-1.0)', 'BSL-1.0'],
  ['License :: OSI Approved :: CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)', 'CECILL-2.1'],
  ['License :: OSI Approved :: CMU License (MIT-CMU)', 'MIT-CMU'],
  ['License :: OSI Approved :: Common Development and Distribution License 1.0 (CDDL-1.0)', 'CDDL-1.0'],
  ['License :: OSI Approved :: Common Public License', 'CPL-1.0'],
  ['License :: OSI Approved :: Eclipse Public License 1.0 (EPL-1.0)', 'EPL-1.0'],
  ['License :: OSI Approved :: Eclipse Public License 2.0 (EPL-2.0)', 'EPL-2.0'],
  ['License :: OSI Approved :: Educational Community License, Version 2.0 (ECL-2.0)', 'ECL-2.0'],
  ['License :: OSI Approved :: Eiffel Forum License', 'ambiguous'],
  ['License :: OSI Approved :: European Union Public Licence 1.0 (EUPL 1.0)', 'EUPL-1.0'],
  ['License :: OSI Approved :: European Union Public Licence 1.1 (EUPL 1.1)', 'EUPL-1.1'],
  ['License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)', 'EUPL-1.2'],
  ['License :: OSI Approved :: GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
  ['License :: OSI Approved :: GNU Free Documentation License (FDL)', 'ambiguous'],
  ['License :: OSI Approved :: GNU General Public License (GPL)', 'LicenseRef-HF-gpl'],
  ['License :: OSI Approved :: GNU General Public License v2 (GPLv2)', 'GPL-2.0-only'],
  ['License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['License :: OSI Approved :: GNU General Public License v3 (GPLv3)', 'GPL-3.0-only'],
  ['License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
  ['License :: OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)', 'LGPL-2.0-only'],
  ['License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPL-2.0-or-later'],
  ['License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)', 'LGPL-3.0-only'],
  ['License :: OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)', 'LGPL-3.0-or-later'],
  ['License :: OSI Approved :: GNU Library or Lesser General Public License (LGPL)', 'LicenseRef-HF-lgpl'],
  ['License :: OSI Approved :: Historical Permission Notice and Disclaimer (HPND)', 'HPND'],
  ['License :: OSI Approved :: IBM Public License', 'IPL-1.0'],
  ['License :: OSI Approved :: ISC License (ISCL)', 'ISC'],
  ['License :: OSI Approved :: Intel Open Source License', 'Intel'],
  ['License :: OSI Approved :: Jabber Open Source License', ''],
  ['License :: OSI Approved :: MIT License', 'MIT'],
  ['License :: OSI Approved :: MIT No Attribution License (MIT-0)', 'MIT-0'],
  ['License :: OSI Approved :: MITRE Collaborative Virtual Workspace License (CVW)', ''],
  ['License :: OSI Approved :: MirOS License (MirOS)', 'MirOS'],
  ['License :: OSI Approved :: Motosoto License', 'Motosoto'],
  ['License :: OSI Approved :: Mozilla Public License 1.0 (MPL)', 'MPL-1.0'],
  ['License :: OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)', 'MPL-1.1'],
  ['License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['License :: OSI Approved :: Mulan Permissive Software License v2 (MulanPSL-2.0)', 'MulanPSL-2.0'],
  ['License :: OSI Approved :: NASA Open Source Agreement v1.3 (NASA-1.3)', 'NASA-1.3'],
  ['License :: OSI Approved :: Nethack General Public License', 'NGPL'],
  ['License :: OSI Approved :: Nokia Open Source License', 'Nokia'],
  ['License :: OSI Approved :: Open Group Test Suite License', 'OGTSL'],
  ['License :: OSI Approved :: Open Software License 3.0 (OSL-3.0)', 'OSL-3.0'],
  ['License :: OSI Approved :: PostgreSQL License', 'PostgreSQL'],
  ['License :: OSI Approved :: Python License (CNRI Python License)', 'CNRI-Python'],
  ['License :: OSI Approved :: Python Software Foundation License', 'PSF-2.0'],
  ['License :: OSI Approved :: Qt Public License (QPL)', 'QPL-1.0'],
  ['License :: OSI Approved :: Ricoh Source Code Public License', 'RSCPL'],
  ['License :: OSI Approved :: SIL Open Font License 1.1 (OFL-1.1)', 'OFL-1.1'],
  ['License :: OSI Approved :: Sleepycat License', 'Sleepycat'],
  ['License :: OSI Approved :: Sun Industry Standards Source License (SISSL)', 'SISSL'],
  ['License :: OSI Approved :: Sun Public License', 'SPL-1.0'],
  ['License :: OSI Approved :: The Unlicense (Unlicense)', 'Unlicense'],
  ['License :: OSI Approved :: Universal Permissive License (UPL)', 'UPL-1.0'],
  ['License :: OSI Approved :: University of Illinois/NCSA Open Source License', 'NCSA'],
  ['License :: OSI Approved :: Vovida Software License 1.0', 'VSL-1.0'],
  ['License :: OSI Approved :: W3C License', 'W3C'],
  ['License :: OSI Approved :: X.Net License', 'Xnet'],
  ['License :: OSI Approved :: Zero-Clause BSD (0BSD)', '0BSD'],
  ['License :: OSI Approved :: Zope Public License', 'ambiguous'],
  ['License :: OSI Approved :: zlib/libpng License', 'Zlib'],
  ['License :: Other/Proprietary License', ''],
  ['License :: Public Domain', ''],
  ['License :: Repoze Public License', ''],
];

it.each(TROVE)('%s', (classifier, is) => {
  const { expression, unknown } = concludeLicense([{ from: 'package', text: classifier, name: null, link: null }]);
  expect(expression ?? (unknown?.startsWith('ambiguous') === true ? 'ambiguous' : '')).toBe(is);
});

// A family is none of its licenses yet, and "Other/Proprietary" is what a product says that nobody else gets.
it.each(TROVE)('as the own license, %s', (classifier, is) => {
  const said = classifier.replace(/^License :: (?:OSI Approved :: )?/, '');
  const place = { path: 'setup.py', line: 1, column: 1 };
  const [own] = ownLicensesOf([{ by: 'classifier', said, sha256: null, words: null, place, scope: 'product' }]);
  const isOne = is !== '' && is !== 'ambiguous' && !is.startsWith('LicenseRef-HF-');
  expect(own?.expression).toBe(said === 'Other/Proprietary License' ? 'proprietary' : isOne ? is : null);
});

it('who approved a license says nothing beside which it is', () => {
  const text = 'License :: OSI Approved, License :: OSI Approved :: MIT License, License :: DFSG approved';
  expect(concludeLicense([{ from: 'package', text, name: null, link: null }])).toMatchObject({ expression: 'MIT', unknown: null });
});
