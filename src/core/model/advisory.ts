/** Advisories: what a database of vulnerabilities and malicious packages says about one version of a package. */
import type { RefType } from '../ref/index.ts';
import type { AnswerState, From } from './evidence.ts';

/** As GitHub's advisories say it; the mildest first. */
export const SEVERITIES = ['low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One vulnerability, or one malicious package, under all of its names. */
export interface Advisory {
  /** "MAL-2024-10238", "GHSA-53q9-r3pm-6pq6". */
  readonly id: string;
  /** Its other names, sorted. */
  readonly aliases: readonly string[];
  /** One of its names is that of the database of malicious packages ("MAL-"). */
  readonly malicious: boolean;
  /** The word of the database that reports it, else what its CVSS 3 vector comes to; null: it says neither, or its record was not read. */
  readonly severity: Severity | null;
  /** Where the severity is computed: the vector as stated, "CVSS:3.1/AV:N/…", and its base score; null: the database says the word itself. */
  readonly cvss: { readonly vector: string; readonly score: number } | null;
  /** In the words of whoever reported it: at most 200 characters, not escaped. "": none. */
  readonly summary: string;
  /** Versions that are fixed and come after the asked one, the nearest first. */
  readonly fixed: readonly string[];
  /** ISO 8601 as stated. */
  readonly published: string | null;
  readonly modified: string | null;
  /** False: its id is all that is known; the record was not asked for, or did not come. */
  readonly read: boolean;
}

/** `advisories`: perhaps not all that name the package are known; `vulnerabilities`: they are, and what one of them says is not. */
export interface MissingAdvisories {
  readonly topic: 'advisories' | 'vulnerabilities';
  readonly reason: AnswerState;
  readonly detail: string;
}

/** What was heard about one package in one version. Absent where nobody was asked. */
export interface AdvisoriesSeen {
  /** Malicious ones first, then by id. */
  readonly advisories: readonly Advisory[];
  /** What of the answer is missing, and why; null: all of it came. */
  readonly missing: MissingAdvisories | null;
  readonly by: From;
  /** ISO 8601 UTC: when it was asked. */
  readonly asOf: string;
}

/** Which reports of malice a service named for one package in one version. */
export interface MaliceHeard {
  readonly type: RefType;
  /** "PyPI", "npm", "crates.io". */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** Ids ("MAL-2024-10238"), sorted; null: no whole answer came. */
  readonly malicious: readonly string[] | null;
}

/** Who was named for advisories in this run. */
export interface AdvisorySource {
  readonly kind: 'service' | 'database';
  /** Of how many packages it said which advisories name them. */
  readonly packages: number;
  /** Of a downloaded database: the newest record in it, ISO 8601; null: it holds none, or nobody was asked. */
  readonly newest: string | null;
}

/** Why a product is not affected (OpenVEX 0.2.0, "Status Justifications"). */
export const JUSTIFICATIONS = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;
export type Justification = (typeof JUSTIFICATIONS)[number];

/** What a person states in the policy about one vulnerability of one component, and still holds. */
export interface StatedUnaffected {
  /** Of the component. */
  readonly key: string;
  /** Id of the advisory. */
  readonly vulnerability: string;
  /** Null: this reader is not shown it (T26). */
  readonly justification: Justification | null;
  /** In words of its author, unescaped. */
  readonly impact: string;
  /** The product that was looked at: a purl with a version. */
  readonly product: string;
  readonly author: string;
  /** "2026-11-20"; null: this reader is not shown it (T26). */
  readonly date: string | null;
}
