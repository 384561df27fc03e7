/** Licenses: what somebody states, and what is concluded from it. */
import type { LicenseFile } from './license-file.ts';

/** What somebody states about a license, before anything is concluded (licences are claims: T11). */
export interface LicenseClaim {
  /** `hub`: a tag of the hub that says something else than the card. `text`: a file beside the weights; `gated-prompt`: what people accept to get them. */
  readonly from: 'card' | 'package' | 'file-header' | 'lock' | 'hub' | 'text' | 'gated-prompt';
  /** As stated: "apache-2.0", "other", "MIT OR Apache-2.0". */
  readonly text: string;
  /** Hugging Face `license_name` and `license_link` beside `license: other`. */
  readonly name: string | null;
  readonly link: string | null;
  /** The text that says so; `text` above is what it was recognized as, "" for nothing. Absent: no text was looked at. */
  readonly file?: LicenseFile;
}

/** A concluded license. `expression` is SPDX, with LicenseRef- for what the SPDX list lacks. */
export interface License {
  readonly expression: string | null;
  /** For people: "Llama 3.1 Community License". */
  readonly name: string | null;
  /** Classes of every alternative part, sorted: "permissive", "non-commercial", "research-only", "use-restricted", "network-copyleft"… */
  readonly classes: readonly string[];
  /** Why it is not known, when expression is null: "not stated", "not recognised: other". */
  readonly unknown: string | null;
  /** Claims disagree: the expression is their conjunction (T11). */
  readonly conflicting: boolean;
  /** What is stated without any text, where a text, or the policy, made the expression another one; null: nothing is. Absent: it is the expression. */
  readonly declared?: string | null;
  readonly url: string | null;
  /** The owner of the policy says it, and not who publishes it. Absent: the claims alone decide. */
  readonly stated?: LicenseStated;
}

export interface LicenseStated {
  /** override: whatever the claims are; unknown: for what they leave open. */
  readonly key: 'override' | 'unknown';
  /** Where the policy says so: ".github/weighbridge.yml:12". */
  readonly origin: string;
  /** What the claims alone come to: an expression, or why it is not known. */
  readonly claimed: string;
}
