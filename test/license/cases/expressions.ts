/** Several licenses at once. */
import type { UseRow } from './case.ts';
import { FREE, SERVED, SOLD, and, row } from './case.ts';

const LINKED = and(SOLD, { linkage: 'dynamic' });

export const EXPRESSIONS: readonly UseRow[] = [
  row('library', 'MIT OR GPL-3.0-only', LINKED, 'allow', null, 'SPDX 2.3 annex D.4: a choice'),
  row('library', 'GPL-3.0-only OR MIT', LINKED, 'allow', null, 'SPDX 2.3 annex D.4: a choice'),
  row('library', 'MIT AND GPL-3.0-only', LINKED, 'deny', 'share-alike', 'SPDX 2.3 annex D.4: all apply'),
  row('library', 'MIT and Apache-2.0', SOLD, 'allow', null, 'SPDX 2.3 annex D.4: all apply'),
  row('library', '(MIT OR GPL-3.0-only) AND BSD-3-Clause', LINKED, 'allow', null, 'SPDX 2.3 annex D.4'),
  row('library', 'MIT AND Apache-2.0 OR GPL-3.0-only', LINKED, 'allow', null, 'AND binds tighter than OR'),
  row('library', 'GPL-2.0-only OR AGPL-3.0-only', and(SERVED, { linkage: 'static' }), 'allow', null, 'the GPL branch: nothing is conveyed'),
  row('library', 'MIT OR LicenseRef-acme', SOLD, 'allow', null, 'one branch is known'),
  row('library', 'MIT AND LicenseRef-acme', SOLD, 'review', 'unknown-license', 'one part is not known'),
  row('library', 'LicenseRef-acme OR LicenseRef-other', SOLD, 'review', 'unknown-license', 'no branch is known'),
  row('library', 'GPL-3.0-only AND LicenseRef-acme', LINKED, 'deny', 'share-alike', 'what is known denies'),
  row('library', 'GPL-3.0-only OR LicenseRef-acme', LINKED, 'review', 'unknown-terms', 'the branch that is not known may allow it'),
  row('library', 'MIT/Apache-2.0', SOLD, 'allow', null, 'both readings allow it'),
  row('library', 'MIT/GPL-3.0', SERVED, 'review', 'unknown-license', 'the two readings differ'),
  row('library', 'GPL-2.0+', and(LINKED, { outboundLicense: 'AGPL-3.0-only' }), 'allow', null, 'version 3, and AGPL-3.0 section 13'),
  row(
    'library',
    'GPL-2.0',
    and(LINKED, { outboundLicense: 'GPL-3.0-only' }),
    'deny',
    'share-alike',
    'a bare GPL-2.0 grants no later version',
  ),
  row('library', 'EUPL-1.1+', and(LINKED, { outboundLicense: 'EUPL-1.2' }), 'allow', null, 'SPDX 2.3 annex D.2: or later'),
  row('library', 'Apache-1.1+', and(LINKED, { outboundLicense: 'GPL-3.0-only' }), 'allow', null, 'Apache-2.0 is a later version'),
  row('model', 'apache-2.0 AND cc-by-nc-4.0', SOLD, 'deny', 'commercial-use', 'T11: the strictest statement counts'),
  row('model', 'cc-by-nc-4.0 OR mit', SOLD, 'allow', null, 'a choice'),
  row('model', 'modified-mit', SOLD, 'review', 'unknown-license', 'catalogue: two licenses of that name'),
  row('model', 'cc', SOLD, 'review', 'unknown-license', 'catalogue: LicenseRef-HF-cc may be any'),
  row('model', 'other', FREE, 'review', 'unknown-license', 'hub: says in words that nothing is said'),
  row('model', 'unknown', FREE, 'review', 'unknown-license', 'hub: says in words that nothing is said'),
];
