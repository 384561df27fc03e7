/** Where PyPI is, as a library of package URLs knows it. When the programs are bundled, the answer stands here and the library stays out. */
import { PackageURL, UrlConverter } from '@socketregistry/packageurl-js';

const known = UrlConverter.toDownloadUrl(PackageURL.fromString('pkg:pypi/pip@1'));
if (known === undefined) throw new Error('the library of package URLs does not know where PyPI is');

/** Without a trailing slash. */
export const PUBLIC_INDEX: string = new URL(known.url).origin;
