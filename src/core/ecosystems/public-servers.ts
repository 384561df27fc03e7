/**
 * Where package managers look when nobody names a server, as installed libraries know it. When the programs are bundled, the answers stand here and
 * the libraries stay out.
 */
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };
import { PackageURL, UrlConverter } from '@socketregistry/packageurl-js';
import { INSTALL_PAGE } from 'package-manager-detector/constants';

/** The keys of a registry stand under its host name: "<host>/keys.json", percent-encoded. */
const KEYS = /^([a-z0-9.-]{4,100})%2Fkeys\.json$/;

const npm = Object.values(seeds)
  .flatMap(({ targets }) => Object.keys(targets))
  .map((name) => KEYS.exec(name)?.[1])
  .find((host) => host !== undefined);
if (npm === undefined) throw new Error('the embedded trust root carries no keys of a registry');

const pypi = UrlConverter.toDownloadUrl(PackageURL.fromString('pkg:pypi/pip@1'));
if (pypi === undefined) throw new Error('the library of package URLs does not know where PyPI is');

/** The registry of npm, without a trailing slash. */
export const PUBLIC_NPM: string = `https://${npm}`;

/** The name that Yarn 1 writes for it: an alias in Yarn's own domain, behind which the same registry answers. */
export const YARN_NPM: string = `https://registry.${new URL(INSTALL_PAGE['yarn@berry']).host}`;

/** Without a trailing slash. */
export const PUBLIC_INDEX: string = new URL(pypi.url).origin;
