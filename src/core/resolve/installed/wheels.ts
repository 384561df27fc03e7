/** Wheels and source archives in folders that the tree names with `--find-links`: an installer takes them from there, whatever an index has. */
import { withinTree } from '../../base/within-tree.ts';
import { parsePypiFilename } from '../../ecosystems/pypi/filename.ts';
import { versionKey } from '../../ecosystems/pypi/version.ts';
import type { InstalledSeen, Steering } from '../../model/index.ts';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { pathIn, folderHolding, type Located } from './located.ts';

const MAX_NAMES = 20_000;
const MAX_FOLDERS = 50;

/** Folders of the tree; what is an address, or leads out of the tree, is none. */
export function linkedFolders(steering: readonly Steering[]): readonly string[] {
  const folders = steering.flatMap(({ key, value, place }) => {
    if (!key.endsWith('find-links') || value.includes('://') || value.startsWith('/')) return [];
    return withinTree(pathIn(folderHolding(place.path), value)) ?? [];
  });
  return [...new Set(folders)].slice(0, MAX_FOLDERS);
}

/** By key. Every file of the version must have a hash of its lock: the installer takes whichever fits the machine. */
export async function wheelsSeen(
  located: readonly Located[],
  folders: readonly string[],
  files: InstalledFiles,
): Promise<ReadonlyMap<string, readonly InstalledSeen[]>> {
  const byRelease = new Map<string, string[]>();
  const unlisted: string[] = [];
  for (const folder of folders) {
    const names = await files.names(folder, MAX_NAMES);
    // A link, too many names: an installer looks there, and may find any of them.
    if (names === null && files.read(folder, 0).state !== 'absent') unlisted.push(folder);
    for (const name of names ?? []) {
      const file = parsePypiFilename(name);
      if (file === null) continue;
      const key = `${file.name} ${file.version}`;
      byRelease.set(key, [...(byRelease.get(key) ?? []), pathIn(folder, name)]);
    }
  }
  const seen = new Map<string, readonly InstalledSeen[]>();
  for (const [key, group] of Map.groupBy(located, (one) => one.key)) {
    const [first] = group;
    const release = first === undefined ? '' : `${normalizePackageName('pypi', first.fact.name)} ${versionKey(first.version)}`;
    const paths = byRelease.get(release) ?? [];
    const hashes = new Set(group.flatMap(({ fact }) => fact.integrity.map((one) => one.toLowerCase())));
    if (paths.length + unlisted.length === 0 || hashes.size === 0) continue;
    const digests = await files.digests(paths);
    seen.set(key, [
      ...unlisted.map((folder) =>
        archive('unread', `${folder === '' ? 'the top folder' : folder} cannot be listed, and may hold an archive of it`),
      ),
      ...paths.map((path): InstalledSeen => {
        const found = digests.get(path);
        if (found?.state !== 'ok')
          return archive('unread', `${path} cannot be read (${found?.state === 'unreadable' ? found.detail : 'gone'})`);
        return hashes.has(`sha256:${found.sha256}`)
          ? archive('equal', `the bytes of ${path} were hashed, and have the hash of the lock`)
          : archive('differs', `${path} has none of the hashes of the lock`);
      }),
    ]);
  }
  return seen;
}

function archive(state: InstalledSeen['state'], detail: string): InstalledSeen {
  return { what: 'archive', state, detail };
}
