/** The public good instance's trust root, as this release carries it: works offline, and its age is shown. */
import { Buffer } from 'node:buffer';
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };
import { z } from 'zod';
import { parseTrustRoot, type TrustRoot } from './trust-root.ts';

export const PUBLIC_GOOD_TUF = 'https://tuf-repo-cdn.sigstore.dev';

const tufRoot = z.looseObject({ signed: z.looseObject({ version: z.int().positive(), expires: z.iso.datetime() }) });

/** The TUF root that stands behind the embedded trust root, as bytes: where a refresh begins. */
export function embeddedTufRoot(): Uint8Array {
  return Buffer.from(seeds[PUBLIC_GOOD_TUF]['root.json'], 'base64');
}

/** Its age is that of the TUF root beside it: version, and the day on which it ends. */
export function publicGoodRoot(): TrustRoot {
  const { signed } = tufRoot.parse(JSON.parse(Buffer.from(embeddedTufRoot()).toString('utf8')));
  return parseTrustRoot(Buffer.from(seeds[PUBLIC_GOOD_TUF].targets['trusted_root.json'], 'base64'), {
    label: 'Sigstore public good, embedded in this release',
    source: 'embedded',
    tufVersion: signed.version,
    expires: new Date(signed.expires),
  });
}
