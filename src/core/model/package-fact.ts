/** Packages, as manifests and lockfiles state them. */
import type { PackageType } from '../ref/package-types.ts';
import type { At } from './base.ts';

/** Where a package comes from. */
export interface PackageSource {
  readonly source: 'registry' | 'git' | 'url' | 'path';
  /** As the lock or manifest says it: a URL without user-info, query and fragment (T21), of git with "@<commit>" where it says one; or null. */
  readonly location: string | null;
}

export interface PackageFact extends At, PackageSource {
  readonly kind: 'package';
  /** Id of an ecosystem. */
  readonly ecosystem: PackageType;
  /** "": the file gives an address alone, and what it holds, only fetching it tells. */
  readonly name: string;
  /** The name as the file writes it, where its servers tell it from the normal form (`Ecosystem.writtenNames`); absent: it is the normal form. */
  readonly written?: string;
  /** Exact version, or null. */
  readonly version: string | null;
  /** As written, for example ">=2.6,<3"; null when only a version is known. A range stays a range. */
  readonly range: string | null;
  /** "sha256:<hex>", SRI ("sha512-<base64>") or "h1:<base64>" of Go, which is of a tree of files; sorted. */
  readonly integrity: readonly string[];
  /** Which archive of that version each hash is of, by its file name, where the lock says so: a lock may list only those that fit. */
  readonly archives?: readonly (readonly [name: string, integrity: string])[];
  /** File names of archives that have no hash, where others of the entry have one; sorted, as often as they are met; "": one without a name. */
  readonly bare?: readonly string[];
  /** Its kind of lock has no hash of what a registry serves: "archives" are what the tool makes of it, for which a hash may be missing. */
  readonly unhashed?: true;
  /** It lies inside the archive of another entry of the lock, whose hash holds its bytes, too. */
  readonly bundled?: true;
  /** The file has hashes of more versions than are used: alone it makes no component, and beside an entry that does it says its hashes. */
  readonly hashesOnly?: true;
  /** The name that it is installed under, where that is another one: code that imports that name gets this package. */
  readonly as?: string;
  /** The package, "name" or "name@version", that the address of its archive names, where that is not this one. */
  readonly archiveOf?: string;
  /** Which servers its archives are taken from, as origins ("https://files.example"), sorted; absent: the file does not say. */
  readonly servers?: readonly string[];
  /** What it needs, each as "name@version" of an entry of the same file, names in normal form, sorted; absent: the file does not say. */
  readonly needs?: readonly string[];
  /** Where it is installed alone, as the file says it (PEP 508; "os", "cpu" of npm); absent: everywhere. */
  readonly marker?: string;
  /** A peer dependency: whoever uses the package has to bring it. */
  readonly peer?: true;
  readonly group: 'runtime' | 'development' | 'optional';
  /** License as the file states it, or null. */
  readonly license: string | null;
  readonly from: 'manifest' | 'lock';
}
