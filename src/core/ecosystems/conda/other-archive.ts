/** Archives of conda that stand under another name, or another version, than their file names say. */
import { compareCondaVersions } from './version.ts';

/** "pytorch-2.5.1-cuda126_py312_0.conda": name, version and build, as conda names all archives. */
const ARCHIVE = /^(.{1,128})-([^-]{1,100})-[^-]{1,128}\.(?:conda|tar\.bz2)$/;

/** `file`: with its platform before it, or not. Null: it is an archive of this version, or no name of one. */
export function otherCondaArchive(name: string, version: string, file: string): string | null {
  const [, other, its] = ARCHIVE.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
  if (other === undefined || its === undefined) return null;
  if (other.toLowerCase() !== name.toLowerCase()) return other;
  return its === version || compareCondaVersions(its, version) === 0 ? null : `${other}@${its}`;
}
