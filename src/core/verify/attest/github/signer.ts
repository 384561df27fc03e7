/** Whether a proven build is the one that was expected, as `gh attestation verify` holds it. Source: GitHub CLI, pkg/cmd/attestation/verify (options, policy). */
import type { BuildIdentity } from '../../../model/index.ts';

export interface GithubSignerRule {
  /** "owner/name", or "owner" for any repository of theirs: where the source must come from. Case does not count. */
  readonly source: string;
  /**
   * Who must have signed. "source": a workflow of the source itself. A repository ("owner/name", case does not count) whose workflow it is, where a
   * reusable one builds. A workflow ("owner/name/.github/workflows/build.yml", with "@ref" for one ref only). Or the whole subject, exactly.
   */
  readonly signer:
    | { readonly kind: 'source' }
    | { readonly kind: 'repository'; readonly repository: string }
    | { readonly kind: 'workflow'; readonly workflow: string }
    | { readonly kind: 'subject'; readonly subject: string };
  /** Lower case. Default: github.com; of a tenant "NAME.ghe.com". */
  readonly host?: string;
  /** Exactly. Default: that of the host's Actions; an enterprise may have one of its own. */
  readonly issuer?: string;
  readonly denySelfHosted: boolean;
  /** Full ref and commit of the source; commit of the workflow that signed. Each exactly, where given. */
  readonly ref?: string;
  readonly commit?: string;
  readonly signerDigest?: string;
}

/** Null: it is; else in one sentence why not. Only the certificate is looked at: what the predicate says, the workflow wrote itself. */
export function notExpectedSigner(build: BuildIdentity, rule: GithubSignerRule): string | null {
  const { source, host = 'github.com', issuer = issuerOf(host) } = rule;
  const [owner = '', name] = source.split('/');
  if (build.issuer !== issuer) return `it was authenticated by ${build.issuer}, not by ${issuer}`;
  if (!isEqual(build.owner, `https://${host}/${owner}`))
    return `its source belongs to ${build.owner ?? 'nobody that is named'}, not to ${owner}`;
  if (name !== undefined && !isEqual(build.repository, `https://${host}/${source}`))
    return `its source is ${build.repository ?? 'not named'}, not ${source}`;
  if (!isSignedBy(build.subject, host, rule)) return `it is signed by ${build.subject}, which is not who was expected`;
  if (rule.denySelfHosted && build.runner !== 'github-hosted')
    return `it was built on a runner that GitHub does not host (${build.runner ?? 'not named'})`;
  const wrong = [
    ['ref', rule.ref, build.ref],
    ['commit', rule.commit, build.commit],
    ['signer', rule.signerDigest, build.signerDigest],
  ].find(([, expected, named]) => expected !== undefined && expected !== named);
  return wrong === undefined ? null : `its ${wrong[0]} is ${wrong[2] ?? 'not named'}, not ${wrong[1]}`;
}

function isSignedBy(subject: string, host: string, { source, signer }: GithubSignerRule): boolean {
  switch (signer.kind) {
    case 'source':
      return isBelow(subject, `https://${host}/${source}/`);
    case 'repository':
      return isBelow(subject, `https://${host}/${signer.repository}/`);
    case 'workflow': {
      const workflow = `https://${host}/${signer.workflow}`;
      // GitHub's tool takes every text that begins so: "build.yml" would let "build.yml.other" pass.
      return workflow.includes('@') ? subject === workflow : subject.startsWith(`${workflow}@`);
    }
    case 'subject':
      return subject === signer.subject;
  }
}

function isBelow(subject: string, prefix: string): boolean {
  return subject.toLowerCase().startsWith(prefix.toLowerCase());
}

function isEqual(named: string | null, expected: string): boolean {
  return named?.toLowerCase() === expected.toLowerCase();
}

function issuerOf(host: string): string {
  const [, tenant] = /^([a-z0-9-]+)\.ghe\.com$/.exec(host) ?? [];
  return tenant === undefined ? 'https://token.actions.githubusercontent.com' : `https://token.actions.${tenant}.ghe.com`;
}
