/** The contract of an ecosystem: how the packages of one index are named, numbered and fetched. No effect, no place in a tree. */
import type { PackageSource } from '../model/index.ts';
import type { PackageType } from '../ref/package-types.ts';

/** Which packages are AI frameworks and libraries: they train, load, run, serve, convert, evaluate or call models. */
export interface Frameworks {
  /** In normal form. */
  readonly names: ReadonlySet<string>;
  /** Documented families: every package below these prefixes belongs to the framework of that name. */
  readonly families: readonly string[];
}

export interface Ecosystem {
  /** Unique: the type of its references and purls. How a name of it is spelled in them is the word of `ref`. */
  readonly id: PackageType;
  /** Two names that differ in capital letters alone are two packages. */
  readonly tellsCaseApart: boolean;
  /** Servers and databases know a name as it is written, and not in its normal form, which package URLs want. */
  readonly writtenNames?: true;
  /** What a version is: one archive, which has one hash for each algorithm, or several (wheels of many platforms). */
  readonly archives: 'one' | 'several';
  readonly frameworks: Frameworks;
  /** Whether a package can have this name. */
  isName(text: string): boolean;
  /** The one spelling of a name. */
  normalize(name: string): string;
  /** One text for all spellings of a version; null: no version. Never throws, as everything here. */
  parse(version: string): string | null;
  /** Negative, zero, positive: a total order. What is no version comes first. */
  compare(a: string, b: string): number;
  /** Whether a range that a manifest asks for takes this version. What cannot be read takes none. */
  satisfies(version: string, range: string): boolean;
  /** Whether it can be told which versions a range takes: no tag, no word of another tool. */
  isRange(text: string): boolean;
  /** Of an archive that is not of this version, by its file name: whose it is, "name" or "name@version"; null: it is, or the name does not say. Absent: file names say nothing. */
  otherArchive?(name: string, version: string, file: string): string | null;
  /** What an address that stands beside a name, in a lockfile or a requirement, says of where the package comes from. */
  sourceOf(name: string, address: string): PackageSource;
}
