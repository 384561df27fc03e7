/** Folders of git trees, read by the repository's object reader. Two trees share what they have in common: it is read and held once. */
import { decodePath } from '../../base/path-bytes.ts';
import { EffectError } from '../../base/errors.ts';
import type { TreeEntry } from '../../model/index.ts';
import { readCommit } from './commit.ts';
import type { ObjectReader } from './object-reader.ts';

export interface Folder {
  readonly kind: 'folder';
  readonly path: string;
  readonly id: string;
}

export interface GitFolders {
  /** The top of a commit or tree. Throws EffectError GIT_FAILED. */
  top(treeish: string): Promise<Folder>;
  /** What lies in it, in git's order. Throws EffectError GIT_FAILED where it is not here (a treeless clone), or is damaged. */
  read(folder: Folder): Promise<readonly (TreeEntry | Folder)[]>;
}

/** An object that names itself many times over spells more paths than any memory holds (T39). Characters, with what each entry takes besides. */
const MAX_HELD = 512 * 1024 * 1024;
const EACH = 64;

type Items = readonly (TreeEntry | Folder)[];

/** `limit`: how much is held at most. */
export function createFolders(reader: ObjectReader, limit = MAX_HELD): GitFolders {
  const known = new WeakMap<Folder, Promise<Items>>();
  /** By object id: of another tree, or under another name. */
  const byId = new Map<string, Folder[]>();
  /** Of those that were met in a second place. */
  const objects = new Map<string, Promise<Buffer | null>>();
  let held = 0;

  function objectOf(id: string, isMetAgain: boolean): Promise<Buffer | null> {
    const object = objects.get(id) ?? readTree(reader, id);
    if (isMetAgain) objects.set(id, object);
    return object;
  }

  async function read({ id, path }: Folder, isMetAgain: boolean): Promise<Items> {
    const object = await objectOf(id, isMetAgain);
    const items = object === null ? null : itemsOf(object, path === '' ? '' : `${path}/`, id.length / 2);
    if (items === null) throw failed(`the folder "${path}" cannot be read`);
    // Paths of folders are put together only where something needs them whole.
    for (const item of items) held += item.kind === 'folder' ? EACH : EACH + item.path.length;
    if (held > limit) throw failed('too many and too long paths');
    return items;
  }

  return {
    async top(treeish) {
      return { kind: 'folder', path: '', id: (await readCommit(reader, treeish))?.tree ?? treeish };
    },
    read(folder) {
      const before = known.get(folder);
      if (before !== undefined) return before;
      const alike = byId.get(folder.id);
      const same = alike?.find(({ path }) => path === folder.path);
      const items = (same === undefined ? undefined : known.get(same)) ?? read(folder, alike !== undefined);
      known.set(folder, items);
      if (alike === undefined) byId.set(folder.id, [folder]);
      // Of a folder that lies in many places, only some are remembered.
      else if (same === undefined && alike.length < 8) alike.push(folder);
      return items;
    },
  };
}

function failed(why: string): EffectError {
  return new EffectError('GIT_FAILED', `git gave no listing: ${why}`, 'Check in a full clone; where it is one, run "git fsck".');
}

/** null: it is not here, or is no tree. */
function readTree(reader: ObjectReader, id: string): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let isTree = false;
    reader.request(id, {
      header(header) {
        isTree = header?.type === 'tree';
      },
      data(chunk) {
        if (isTree) chunks.push(chunk);
      },
      end: () => resolve(isTree ? Buffer.concat(chunks) : null),
      fail: () => resolve(null),
    });
  });
}

/** `<mode> SP <name> NUL <id>`, the id as bytes. Null: it is not that. */
function itemsOf(object: Buffer, prefix: string, idLength: number): (TreeEntry | Folder)[] | null {
  const items: (TreeEntry | Folder)[] = [];
  for (let start = 0; start < object.length; ) {
    const space = object.indexOf(0x20, start);
    const nul = object.indexOf(0, space + 1);
    const end = nul + 1 + idLength;
    const mode = object.toString('latin1', start, space);
    if (space < 0 || nul <= space + 1 || end > object.length || !/^[0-7]{5,7}$/.test(mode)) return null;
    const path = `${prefix}${decodePath(object.subarray(space + 1, nul))}`;
    const id = object.toString('hex', nul + 1, end);
    const kind = kindOf(Number.parseInt(mode, 8));
    items.push(kind === 'folder' ? { kind, path, id } : { path, kind, id, size: null });
    start = end;
  }
  return items;
}

/** As git reads modes: of a file only whether its owner may execute it; what it does not know is a submodule. */
function kindOf(mode: number): TreeEntry['kind'] | 'folder' {
  switch (mode & 0o170000) {
    case 0o100000:
      return (mode & 0o100) === 0 ? 'file' : 'executable';
    case 0o120000:
      return 'symlink';
    case 0o040000:
      return 'folder';
    default:
      return 'submodule';
  }
}
