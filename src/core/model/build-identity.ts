/** Who built something, as the certificate behind a verified signature states it. */

/**
 * Claims that the certificate authority took from the token of the build (Fulcio's extensions 1.3.6.1.4.1.57264.1.n, here F.n). They say who
 * asked for the signature; nothing says that he is trusted, or that what he built is harmless. Null: the certificate does not say.
 */
export interface BuildIdentity {
  /** The certificate's one subject alternative name: of a workflow its URI with its ref, of a person the address. Where a reusable workflow signs, it is that one's. */
  readonly subject: string;
  readonly subjectKind: 'uri' | 'email' | 'other';
  /** Who authenticated the subject (F.8, F.1 before 2023). */
  readonly issuer: string;
  /** Workflow that signed, with its ref (F.9), and its digest (F.10). */
  readonly signer: string | null;
  readonly signerDigest: string | null;
  /** "github-hosted", "self-hosted" (F.11). */
  readonly runner: string | null;
  /** "https://github.com/owner/name" (F.12; before 2023 "owner/name" of F.5). */
  readonly repository: string | null;
  /** Of the source: commit (F.13, F.3) and full ref (F.14, F.6). */
  readonly commit: string | null;
  readonly ref: string | null;
  /** Numbers that outlive a rename, and tell a name that was given away (F.15, F.17). */
  readonly repositoryId: string | null;
  readonly ownerId: string | null;
  /** "https://github.com/owner" (F.16). */
  readonly owner: string | null;
  /** Workflow that was started, with its ref (F.18), and its digest (F.19). */
  readonly config: string | null;
  readonly configDigest: string | null;
  /** "push", "release", "workflow_dispatch", … (F.20, F.2). */
  readonly trigger: string | null;
  /** Address of the run (F.21). */
  readonly run: string | null;
  /** "public", "private", "internal", when it was signed (F.22). */
  readonly visibility: string | null;
}
