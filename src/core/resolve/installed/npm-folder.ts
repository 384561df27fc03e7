/** What an installed package of npm says of itself. */
import { npm } from '../../ecosystems/npm/index.ts';
import { npmMetadata } from '../../ecosystems/npm/metadata.ts';
import { jsonIn } from '../../hosts/bodies.ts';
import type { PackageMetadata } from '../../model/index.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { pathIn, folderHolding, type Located } from './located.ts';
import { jsonTable } from '../../base/json/table.ts';

const MAX_MANIFEST = 1024 * 1024;

/** Null: it is not there in this version, or the tree itself has it, whose author may write anything (T11). */
export function folderMetadata(one: Located, files: InstalledFiles): PackageMetadata | null {
  const found = npmFolderOf(one, files);
  return found === null ? null : npmMetadata(found.manifest);
}

/** The folder of this very version, and its manifest. Null: as above. */
export function npmFolderOf(
  one: Located,
  files: InstalledFiles,
): { readonly folder: string; readonly manifest: Readonly<Record<string, unknown>> } | null {
  for (const path of placesOf(one)) {
    const text = files.isCommitted(path) ? null : files.read(path, MAX_MANIFEST);
    const manifest = text?.state === 'ok' && !text.truncated ? jsonTable(jsonIn(text.bytes)) : null;
    const { name, version } = manifest ?? {};
    if (manifest !== null && name === one.fact.name && typeof version === 'string' && npm.parse(version) === npm.parse(one.version))
      return { folder: folderHolding(path), manifest };
  }
  return null;
}

/** npm: the folder of its name, beside the lock or at the top. pnpm: what stands there are links, and the folder is that of the version. */
function placesOf({ fact, version, path }: Located): readonly string[] {
  const name = fact.as ?? fact.name;
  if (!npm.isName(name) || !npm.isName(fact.name) || !/^[\w.+-]{1,128}$/.test(version)) return [];
  return [...new Set([folderHolding(path), ''])].flatMap((folder) => {
    const modules = pathIn(folder, 'node_modules');
    return [
      `${modules}/${name}/package.json`,
      `${modules}/.pnpm/${fact.name.replace('/', '+')}@${version}/node_modules/${fact.name}/package.json`,
    ];
  });
}
