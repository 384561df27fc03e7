/** Release attestations: GitHub itself says which commit and which files an immutable release has. Source: in-toto attestation, predicates/release v0.2; GitHub, "Immutable releases". */
import { z } from 'zod';
import type { SignedStatement } from '../../sigstore/statement.ts';
import { AttestationRefusal, attempt, type UnverifiedAttestation } from '../outcome.ts';
import { proveService } from '../prove.ts';
import { decodeBundle } from './reply.ts';
import { GITHUB_ORGANIZATION, rootFor, type TrustRoots } from './roots.ts';

export interface ReleaseAsked {
  /** A bundle: JSON, or as GitHub's storage compresses it. */
  readonly bundle: Uint8Array;
  /** "owner/name"; case does not count. */
  readonly repository: string;
  readonly tag: string;
  /** Full commit that the release must be of; null: whichever it names. */
  readonly commit: string | null;
  /** Files that must be of the release, by name and lower-case sha256. Archives of the source, which GitHub makes on demand, are none. */
  readonly assets: readonly { readonly name: string; readonly sha256: string }[];
  readonly roots: TrustRoots;
  readonly now: Date;
}

export interface VerifiedRelease {
  readonly state: 'verified';
  readonly predicateType: string;
  readonly signedAt: Date;
  readonly commit: string;
  /** Numbers that outlive a rename, and tell a name that was given away; GitHub's own word, as all of it. Null: it does not say. */
  readonly repositoryId: string | null;
  readonly ownerId: string | null;
  /** All files of the release: name → sha256. */
  readonly assets: ReadonlyMap<string, string>;
  readonly bundleDigest: string;
}

const RELEASE = 'https://in-toto.io/attestation/release/v0.2';
const SERVICE = 'https://dotcom.releases.github.com';
const numeric = z.string().regex(/^\d{1,20}$/);
const predicate = z.looseObject({ repositoryId: numeric.optional(), ownerId: numeric.optional() });
/** Statement → owner, name, tag. */
const PURL = /^pkg:github\/([^/@?#]+)\/([^/@?#]+)@([^?#]+)$/;

/** The certificate names no repository: which one it is says the first subject alone. Never throws. */
export function verifyReleaseAttestation(asked: ReleaseAsked): VerifiedRelease | UnverifiedAttestation {
  return attempt((): VerifiedRelease => {
    const { roots, now } = asked;
    const bundle = decodeBundle(asked.bundle);
    const { organization, trust } = rootFor(bundle, roots);
    if (organization !== GITHUB_ORGANIZATION)
      throw new AttestationRefusal(
        'certificate',
        `releases are signed under ${GITHUB_ORGANIZATION}, and this one is under "${organization}"`,
      );
    const { statement, signedAt, bundleDigest } = proveService(bundle, SERVICE, { trust, now });
    const { predicateType } = statement;
    if (predicateType !== RELEASE) throw new AttestationRefusal('predicate', `it is a "${predicateType}", not a "${RELEASE}"`);
    const commit = releaseCommit(statement, asked);
    const assets = assetsOf(statement);
    const missing = asked.assets.find(({ name, sha256 }) => assets.get(name) !== sha256);
    if (missing !== undefined)
      throw new AttestationRefusal('subject', `"${missing.name}" with these bytes is not a file of the release ${asked.tag}`);
    const { repositoryId = null, ownerId = null } = predicate.safeParse(statement.predicate).data ?? {};
    return { state: 'verified', predicateType, signedAt, commit, repositoryId, ownerId, assets, bundleDigest };
  });
}

function releaseCommit({ subjects }: SignedStatement, { repository, tag, commit }: ReleaseAsked): string {
  const [release] = subjects;
  const [, owner = '', name = '', encoded = ''] = PURL.exec(release?.uri ?? '') ?? [];
  if (`${owner}/${name}`.toLowerCase() !== repository.toLowerCase() || decoded(encoded) !== tag)
    throw new AttestationRefusal('subject', `the attestation is about "${release?.uri ?? 'nothing'}", not about ${tag} of ${repository}`);
  const sha1 = digestIn(release, 'sha1');
  if (sha1 === null || !/^[0-9a-f]{40}$/.test(sha1))
    throw new AttestationRefusal('subject', 'the attestation names no commit of the release');
  if (commit !== null && commit !== sha1) throw new AttestationRefusal('commit', `the release is of the commit ${sha1}, not of ${commit}`);
  return sha1;
}

/** One name, one digest: of two, the reader would choose. */
function assetsOf({ subjects }: SignedStatement): ReadonlyMap<string, string> {
  const assets = new Map<string, string>();
  for (const subject of subjects.slice(1)) {
    const { name } = subject;
    const sha256 = digestIn(subject, 'sha256');
    if (name === null || sha256 === null) continue;
    if ((assets.get(name) ?? sha256) !== sha256)
      throw new AttestationRefusal('subject', `the attestation names two digests of the file "${name}"`);
    assets.set(name, sha256);
  }
  return assets;
}

function digestIn(subject: SignedStatement['subjects'][number] | undefined, algorithm: string): string | null {
  return subject !== undefined && Object.hasOwn(subject.digest, algorithm) ? (subject.digest[algorithm] ?? null) : null;
}

/** Null: no tag can be read. */
function decoded(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
