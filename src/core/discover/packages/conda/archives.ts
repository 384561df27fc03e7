/** The archive of one package of conda. */
import { archiveName, archivesIn, type LockedArchives } from '../python/archives.ts';

/** Each platform has archives of the same names: its folder tells them apart. `hash`: hexadecimal SHA-256 as the lock has it. */
export function condaArchive(address: string, hash: string | null): LockedArchives {
  const platform = /\/([a-z]{2,12}(?:-[a-z0-9]{1,12})?)\/[^/]{1,300}$/.exec(address)?.[1];
  const name = archiveName(address);
  return archivesIn([
    {
      address,
      hash: hash === null || hash === 'null' ? null : `sha256:${hash}`,
      ...(platform === undefined || name === '' ? {} : { name: `${platform}/${name}` }),
    },
  ]);
}
