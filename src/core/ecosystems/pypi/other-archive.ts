/** Archives of Python packages that stand under another name, or another version, than their file names say. */
import { parsePypiFilename } from './filename.ts';
import { versionKey } from './version.ts';

/** `name` in normal form. Null: it is an archive of this version, or no name of one. */
export function otherPypiArchive(name: string, version: string, file: string): string | null {
  // Nearly all of a lock: spelled as tools spell them.
  if (
    file
      .toLowerCase()
      .replaceAll(/[-_.]+/g, '-')
      .startsWith(`${name}-${version.toLowerCase().replaceAll(/[-_.]+/g, '-')}-`)
  )
    return null;
  const parsed = parsePypiFilename(file);
  if (parsed === null) return null;
  if (parsed.name !== name) return parsed.name;
  // Wheels of local builds are listed under the version that they are built from.
  const key = versionKey(version.split('+')[0] ?? '');
  const stem = withoutLocal(parsed.version);
  return key === null || stem === withoutLocal(key) ? null : `${name}@${/^[^-]+-([^-]+)/.exec(file)?.[1] ?? ''}`;
}

/** The key of `versionKey` ends in the local part. */
function withoutLocal(key: string): string {
  return JSON.stringify((JSON.parse(key) as readonly unknown[]).slice(0, -1));
}
