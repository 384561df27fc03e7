/** What a package says of itself, wherever it is read: in its registry, on the disk, in what an earlier run heard. Nobody has proven any of it. */

/** Texts are the publisher's, cut and cleaned. */
export interface PackageMetadata {
  /** As stated: an SPDX expression, or whatever else stands there. */
  readonly license: string | null;
  /** Who publishes it, by name: no address. */
  readonly supplier: string | null;
  readonly description: string | null;
}

export function isUnsaid({ license, supplier, description }: PackageMetadata): boolean {
  return license === null && supplier === null && description === null;
}
