/** Changes, findings, verdicts. */
import type { StatedUnaffected } from './advisory.ts';
import type { Kind, Place, Scope } from './base.ts';
import type { PinSite } from './fact.ts';
import type { Bom, BomComponent } from './component.ts';
import type { UseAnswer, UseReason } from './license-use.ts';
import type { Unknown } from './unknown.ts';

/** `source`: another registry, server, repository or sort of source; another commit of one repository is none. */
export type ChangeAspect = 'version' | 'source' | 'requested' | 'digest' | 'license' | 'verification' | 'scope' | 'places';

/** Base Bom against head Bom, paired by identity. */
export interface Change {
  /** "unread": the base has it, and the file that names it cannot be read in head: it may be there, and be another one. */
  readonly type: 'added' | 'removed' | 'changed' | 'unread';
  readonly identity: string;
  readonly kind: Kind;
  /** Empty when added. */
  readonly base: readonly BomComponent[];
  /** Empty when removed or unread. */
  readonly head: readonly BomComponent[];
  /** What differs, sorted; empty but for changed. */
  readonly aspects: readonly ChangeAspect[];
}

/** A changed policy file in the tree under test: the change itself is shown and judged by the policy in force (T23, T40). */
export interface PolicyChange {
  readonly path: string;
  readonly type: 'added' | 'changed' | 'removed';
  /** What it allows that was not allowed before, one short line each. */
  readonly looser?: readonly string[];
  /** What it asks for and will not get, because the layer above is stricter. */
  readonly refused?: readonly string[];
}

/** Something in a policy file that keeps it from being used, at its place. It depends on the bytes and on this program only (T40). */
export interface PolicyMistake extends Place {
  readonly message: string;
  /** Dotted: "rules.license/denied.deny"; absent: it is about no key. */
  readonly key?: string;
}

/** What a change makes of the policy. */
export interface PolicyReview {
  readonly changes: readonly PolicyChange[];
  readonly mistakes: readonly PolicyMistake[];
}

/** One edit that fixes a finding at one place. */
export interface Edit {
  readonly path: string;
  readonly site: PinSite;
  /** The commit to put in the template. */
  readonly commit: string;
}

export interface Fix {
  /** Imperative, at most 80 characters: "Pin acme/support-llama". */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Something to type, or null. */
  readonly command: string | null;
}

/** One violation of one rule. */
export interface Finding {
  /** "wb-" + 12 base32 characters of the tuple's sha256: for people, never compared alone (T38). */
  readonly id: string;
  readonly rule: string;
  readonly level: 'warn' | 'block';
  /** Identity of the component, or "tree" or "policy". */
  readonly component: string;
  /** Version or commit that was judged. */
  readonly version: string | null;
  /**
   * What the places ask for, sorted; a waiver names each (T28). Of a model a revision, of a library an exact version, of a file its object
   * id; null: nothing, the default branch, or no exact version.
   */
  readonly requested: readonly (string | null)[];
  /** What an older finding must have equal besides to excuse this one (T38): requested revisions, another source than the registry, feeds. */
  readonly subject: readonly (string | null)[];
  /** A load without a name: `subject` is what feeds it, as far as the expression shows. */
  readonly unresolved: boolean;
  /** More than was followed: it stands for what nobody looked at, and excuses nothing where its files change. */
  readonly limited: boolean;
  /** The change writes lines that may give its places another name than before; they stand in `readAt`. */
  readonly fedAnew?: boolean;
  readonly kind: Kind | 'tree' | 'policy';
  /** For people, unescaped. */
  readonly name: string;
  readonly scope: Scope;
  /** Short stable code of what is missing: "floating", "unknown-source", "env-override", "denied:CC-BY-NC-4.0". */
  readonly gap: string;
  readonly places: readonly Place[];
  /** Where names and revisions stand that the places take from elsewhere. */
  readonly readAt?: readonly Place[];
  /** Why it matters here, one line. */
  readonly reason: string;
  /** A person decides it. Who may, "@acme/security", and under which license; of another one nobody has decided. Absent: an edit settles it. */
  readonly review?: {
    readonly approvers: readonly string[];
    readonly license: string;
    /** Digest of the license text of this revision; absent: there is none, or not all of it was read. */
    readonly text?: string;
  };
  /** Of a license: the clauses that decide, with their paths and ways out. Absent: none does. */
  readonly clauses?: readonly UseReason[];
  readonly fix: Fix;
  /** Findings with equal cause are one thing to do, folded into one block. */
  readonly cause: string;
  /** Strictness within one id: a higher number is worse (lower rung, stricter class). */
  readonly weight: number;
}

export type FindingStatus = 'new' | 'worse' | 'existing' | 'fixed' | 'waived';

export interface JudgedFinding {
  readonly finding: Finding;
  readonly status: FindingStatus;
  /** For "waived": the reason, approver and expiry; else null. */
  readonly waiver: { readonly reason: string; readonly approver: string; readonly expires: string; readonly daysLeft: number } | null;
  /** One of its approvers has accepted it; its status is "waived". Absent: nobody has, or it asks nobody. */
  readonly approval?: Approval;
  /** new or worse, at level block, in a scope that blocks, not waived. */
  readonly blocks: boolean;
  /** It would, but the policy only tries its rule out (mode: evaluate). */
  readonly wouldBlock?: boolean;
}

/** What somebody has accepted: one component in one version under one license. Another version or license is another thing (T28). */
export interface Approval {
  /** For people: "@ada". */
  readonly approver: string;
  /** Identity, version and license as the finding has them. */
  readonly component: string;
  readonly version: string;
  readonly license: string;
  /** Of the license text that was there; absent: none was (design section 5). */
  readonly text?: string;
}

/** review: one of the approvers has to accept something, and nothing else keeps it from being merged. wait: try again, an answer is missing. */
export type Conclusion = 'pass' | 'warn' | 'review' | 'block' | 'wait';

/** Something the reader must know about how this was judged (T6): offline, replayed evidence, no base, merge conflict. */
export interface Note {
  readonly code:
    | 'offline'
    | 'replayed'
    | 'no-base'
    | 'first-ever'
    | 'merge-conflict'
    | 'no-merge-base'
    | 'no-test-merge'
    | 'limit'
    | 'policy-from-disk'
    | 'policy-broken'
    | 'policy-of-base'
    | 'policy-built-in'
    | 'policy-refused'
    | 'policy-groups'
    | 'working-tree'
    | 'waiver-expiring'
    | 'waiver-expired'
    | 'waiver-void'
    | 'override'
    | 'approvals-unread'
    | 'statement-void'
    | 'scope-declared'
    | 'own-license'
    | 'hub-override'
    | 'base-moved'
    | 'warn-only';
  readonly text: string;
}

/** A file that can name a component and was not read. */
export interface UnreadFile {
  readonly path: string;
  /** "TypeScript, which is not read", or what went wrong. */
  readonly reason: string;
}

/** What was looked at (T33). The rest of `files` was read whole, or is of a kind that names no component. */
export interface Coverage {
  /** Changed files; without a base, all. */
  readonly files: number;
  readonly unread: number;
  /** The first of them, sorted by path. */
  readonly names: readonly UnreadFile[];
  /** One of them holds what seems to be a name, and that no rule speaks of: a report is due, which is short. */
  readonly seems?: true;
}

export interface Side {
  readonly label: string;
  readonly commit: string | null;
}

export interface Verdict {
  readonly conclusion: Conclusion;
  readonly mode: 'enforce' | 'evaluate';
  /** What enforce would have concluded; differs from conclusion only where the policy, or some of its rules, only evaluate. */
  readonly wouldBe: Conclusion;
  readonly findings: readonly JudgedFinding[];
  readonly changes: readonly Change[];
  /** Loads without a name that the change adds, sorted by place; without a base, all. */
  readonly unnamed: readonly Unknown[];
  /** Places of findings and of changed AI components that lie in files which differ, the most telling first. Empty without a base. */
  readonly touched: readonly Place[];
  readonly base: Side | null;
  readonly head: Side;
  /** "built-in baseline", ".github/weighbridge.yml at main (77ab310)". */
  readonly policy: string;
  readonly notes: readonly Note[];
  /** Absent: nobody counted. */
  readonly coverage?: Coverage;
  /** By component key, the policy's name of who signed it: components of the head on the rung "signed" or above. */
  readonly signed: Readonly<Record<string, string>>;
  /** Vulnerabilities of which somebody states in the policy that the product is not affected, while that holds on head; absent: none. */
  readonly stated?: readonly StatedUnaffected[];
  /**
   * By component key: what its license, and those of its ancestors, mean for this product. Only what the change touches (without a base: all), and only
   * where there is something to say: a duty, or another verdict than allow. Absent: nothing.
   */
  readonly uses?: Readonly<Record<string, UseAnswer>>;
  readonly asOf: string;
}

/** A report format: pure, deterministic, one file each under report/. */
export interface Format {
  readonly id: string;
  readonly mediaType: string;
  render(verdict: Verdict, bom: Bom, options: RenderOptions): string;
}

export interface RenderOptions {
  /** ANSI colors (terminal only). */
  readonly color: boolean;
  /** CycloneDX spec version (cyclonedx only). */
  readonly specVersion: '1.6' | '1.7';
  /** Where a reader goes on (markdown only). */
  readonly links?: Links;
  /** The most characters (markdown only); without it, what one comment holds. */
  readonly limit?: number;
  /** Say something also where there is nothing to post (markdown only). */
  readonly always?: boolean;
}

/** Addresses of our own making: no text of the tree under test is in them. */
export interface Links {
  /** "…/docs/rules/"; a rule's page is its id + ".md" below it. Null: rules are not links. */
  readonly rules: string | null;
  /** The run that shows what was cut. Null: it is not a link. */
  readonly more: string | null;
  /** Who may waive and approve by a comment where this is read, "@acme/security": the policy's text. Absent, or nobody: no comment is read. */
  readonly commands?: readonly string[];
}
