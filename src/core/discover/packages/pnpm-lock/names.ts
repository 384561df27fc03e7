/** Keys and references of pnpm-lock.yaml: lock versions write one package in three ways (pnpm, "dependency-path"). */
import semver from 'semver';

export interface NamedKey {
  /** Null: nothing says it. */
  readonly name: string | null;
  /** Null: the key has none, but an address. */
  readonly version: string | null;
  /** What stands in the place of a version. */
  readonly address: string | null;
}

const NAME = String.raw`((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})`;
/** "/name/1.0.0_peers"; before the slash the host of a registry may stand. */
const OLD = new RegExp(String.raw`^([\w.:-]{0,300})\/${NAME}\/(\d[^/_]{0,200})(?:_.{0,4000})?$`, 's');
/** "/name@1.0.0(peers)", "name@1.0.0", "name@https://…". */
const NEW = new RegExp(String.raw`^(?:[\w.-]{0,300}\/)?${NAME}@(.{1,2000})$`, 's');

/** Without what stands in parentheses behind it: the peers that it was resolved with, and the hash of a patch. */
export function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  return at < 0 ? key : key.slice(0, at);
}

/** Null: the key alone does not say which package it is. */
export function readKey(key: string): NamedKey | null {
  const plain = withoutPeers(key);
  const [, , name, version] = OLD.exec(plain) ?? [];
  if (name !== undefined && version !== undefined && semver.valid(version) !== null) return { name, version, address: null };
  const [, named, behind] = NEW.exec(plain) ?? [];
  if (named === undefined || behind === undefined) return null;
  // Behind "_" stood the peers of some locks of version 6.
  const bare = behind.replace(/_.*$/s, '');
  if (semver.valid(bare) !== null) return { name: named, version: bare, address: null };
  return { name: named, version: null, address: behind };
}

/** The keys that a dependency may mean, the likeliest first. "link:" means a member of the workspace or a folder: none. */
export function referredKeys(name: string, reference: string): readonly string[] {
  if (reference === '' || reference.startsWith('link:')) return [];
  const behind = [`${name}@${reference}`, `/${name}@${reference}`, `/${name}/${reference}`, reference];
  const bare = withoutPeers(reference);
  return bare === reference ? behind : [...behind, `${name}@${bare}`, bare];
}
