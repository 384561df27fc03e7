/** The archive of one package of conda. */
import type { At, SteeringFact } from '../../../model/index.ts';
import { steering } from '../../steering/kind.ts';
import { archiveName, archivesIn, type LockedArchives } from '../python/archives.ts';

/** Each platform has archives of the same names: its folder tells them apart. `hash`: hexadecimal SHA-256 as the lock has it. */
export function condaArchive(address: string, hash: string | null): LockedArchives {
  const platform = /\/([a-z]{2,12}(?:-[a-z0-9]{1,12})?)\/[^/]{1,300}$/.exec(address)?.[1];
  const name = archiveName(address);
  return archivesIn([
    {
      address,
      hashes: hash === null || hash === 'null' ? [] : [`sha256:${hash}`],
      ...(platform === undefined || name === '' ? {} : { name: `${platform}/${name}` }),
    },
  ]);
}

/**
 * What holds an archive where its lock has no SHA-256: MD5 proves nothing against somebody who makes two archives, so it is no hash of a component;
 * another one is another archive all the same.
 */
export function heldByMd5(
  address: string,
  { md5, sha256 }: { readonly md5: string | null; readonly sha256: string | null },
  at: At,
): SteeringFact[] {
  const name = archiveName(address);
  const isHeld = sha256 !== null && sha256 !== 'null';
  return isHeld || name === '' || md5 === null || !/^[0-9a-f]{32}$/i.test(md5)
    ? []
    : [steering('module', name, `md5:${md5.toLowerCase()}`, at)];
}
