/** Modes of git tree entries (git fast-import, "mode"); 100664 is what early versions wrote. A folder is no entry. */
import type { TreeEntry } from './index.ts';

export const GIT_MODES: Readonly<Record<string, TreeEntry['kind']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};
