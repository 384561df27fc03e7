/** What lies on the disk of a package that the tree names, held against what its lock says. */

export interface InstalledSeen {
  /**
   * `archive`: bytes of its archive were hashed. `files`: each file of it was hashed, and held against such an archive. `record`: what its installer
   * wrote down, which proves no bytes. `source`: where the installer says that it took it from.
   */
  readonly what: 'archive' | 'files' | 'record' | 'source';
  readonly state: 'equal' | 'differs' | 'unread';
  /** One sentence for people, with the place. */
  readonly detail: string;
}
