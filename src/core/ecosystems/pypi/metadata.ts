/** What a Python package says of itself. Source: packaging specifications, "Core metadata"; PEP 639. */
import { publisherText } from '../../base/publisher-text.ts';
import type { PackageMetadata } from '../../model/index.ts';

/** The fields that count, as an index hands them out and as METADATA has them. */
export interface CoreMetadata {
  readonly expression: string | null;
  readonly license: string | null;
  readonly classifiers: readonly string[];
  readonly summary: string | null;
  readonly author: string | null;
  readonly maintainer: string | null;
  /** `Name <address>`, several with commas. */
  readonly authorEmail: string | null;
}

/** Longer than any name of a license: such a field holds the text of one. */
const LONG = 100;

export function pypiMetadata(stated: CoreMetadata): PackageMetadata {
  return {
    license: licenseOf(stated),
    supplier: publisherText(stated.author) ?? nameIn(stated.authorEmail) ?? publisherText(stated.maintainer),
    description: publisherText(stated.summary),
  };
}

/** PEP 639's expression; else what older metadata has: a short text, or classifiers. A whole license text is no name of one. */
function licenseOf({ expression, license, classifiers }: CoreMetadata): string | null {
  const classes = classifiers.filter((one) => one.startsWith('License ::'));
  const named = classes.map((one) => one.split('::').at(-1)?.trim() ?? '').filter((one) => one !== '' && one !== 'OSI Approved');
  const short = publisherText(license !== null && license.length <= LONG && !license.includes('\n') ? license : null);
  return (
    publisherText(expression) ??
    short ??
    (named.length === 0 ? null : publisherText(named.length === 1 ? named[0] : `(${named.join(' AND ')})`))
  );
}

/** Tools of today write the author into this field alone. The address stays out: it is a person's own. */
function nameIn(field: string | null): string | null {
  return publisherText(/^[ "]{0,10}([^"<>@]{1,300})[ "]{0,10}</.exec(field ?? '')?.[1]);
}

const FIELDS = {
  name: /^name$/i,
  version: /^version$/i,
  expression: /^license-expression$/i,
  license: /^license$/i,
  summary: /^summary$/i,
  author: /^author$/i,
  maintainer: /^maintainer$/i,
  authorEmail: /^author-email$/i,
} as const;

const MAX_LINES = 5_000;

/** METADATA of an installed package: header fields up to the first empty line; what goes on in further lines is a text, and no name. Linear. */
export function readCoreMetadata(text: string): (CoreMetadata & { readonly name: string; readonly version: string }) | null {
  const found: Partial<Record<keyof typeof FIELDS, string>> = {};
  const classifiers: string[] = [];
  let last = '';
  for (const line of text.split('\n', MAX_LINES)) {
    if (line.trim() === '') break;
    if (/^[ \t]/.test(line)) {
      // The field before goes on: a license that does is a whole text.
      if (FIELDS.license.test(last)) delete found.license;
      continue;
    }
    const [, key = '', value = ''] = /^([A-Za-z-]{1,40}): ?(.{0,2000})/.exec(line) ?? [];
    last = key;
    if (/^classifier$/i.test(key)) classifiers.push(value.trim());
    for (const [field, pattern] of Object.entries(FIELDS)) {
      const name = field as keyof typeof FIELDS;
      if (pattern.test(key)) found[name] ??= value.trim();
    }
  }
  const { name, version, expression, license, summary, author, maintainer, authorEmail } = found;
  if (name === undefined || version === undefined) return null;
  return {
    name,
    version,
    classifiers,
    expression: known(expression),
    license: known(license),
    summary: known(summary),
    author: known(author),
    maintainer: known(maintainer),
    authorEmail: known(authorEmail),
  };
}

/** "UNKNOWN" is what setuptools wrote where nothing was said. */
function known(value: string | undefined): string | null {
  return value === undefined || value === '' || value === 'UNKNOWN' ? null : value;
}
