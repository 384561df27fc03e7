/** What a tree says of the license of its own packages: the terms that the product goes out under. */
import type { At, Place, Scope } from './base.ts';

export interface OwnLicenseFact extends At {
  readonly kind: 'own-license';
  /**
   * `declared`: a field of a manifest; `classifier`: one of its classifiers; `text`: a file with the text of a license; `package`: a manifest,
   * whatever it states.
   */
  readonly by: 'declared' | 'classifier' | 'text' | 'package';
  /** As stated, cut; of a text what it was recognized as, an SPDX expression. null: not stated, or not recognized. */
  readonly said: string | null;
  /** The field names a file of the tree instead. */
  readonly file?: string;
  /** Hex SHA-256 of a text; null: there is none, or it is longer than any license. */
  readonly sha256: string | null;
  /** The same of its words (of a longer one: of its beginning, and its size), without the years of copyright lines: a new year is no other text. */
  readonly words: string | null;
}

/** The same with its place in the tree. */
export interface OwnLicenseSeen extends Pick<OwnLicenseFact, 'said' | 'file' | 'sha256' | 'words'> {
  /** `notice`: a NOTICE, which is no license. */
  readonly by: OwnLicenseFact['by'] | 'notice';
  readonly place: Place;
  readonly scope: Scope;
}

/** One statement about the license of one package of the product. */
export interface OwnLicense extends Pick<OwnLicenseSeen, 'by' | 'said' | 'sha256' | 'words'> {
  /** The folder of the package; "" for the tree itself. */
  readonly folder: string;
  /** SPDX text, or "proprietary"; null: not recognized, which is never permission. */
  readonly expression: string | null;
  readonly place: Place;
}

/** What all statements about one package of the product come to. */
export interface PackageTerms {
  /** The folder of the package; "" for the tree itself. */
  readonly folder: string;
  /** By its manifest: SPDX text, or "proprietary"; null: none is, or none that is recognized. */
  readonly declared: string | null;
  /** With texts, and with what holds around it; null: nothing but its manifest says anything, or nothing is recognized. */
  readonly concluded: string | null;
  /** What counts as well and is not recognized, each with the file that states it. */
  readonly unknown: readonly string[];
  /** Texts of licenses that lie in the folder, read whole; `expression` null: not recognized. */
  readonly texts: readonly { readonly path: string; readonly sha256: string; readonly expression: string | null }[];
}

/** What a change makes of the license of one package. */
export interface OwnLicenseChange {
  readonly folder: string;
  /** The statements that held for the folder before, and those that hold after; empty: none was, or is, found. */
  readonly was: readonly OwnLicense[];
  readonly now: readonly OwnLicense[];
  /** `notice-removed`: its NOTICE is gone; the license is what it was. */
  readonly type: 'license' | 'notice-removed';
  readonly place: Place;
}
