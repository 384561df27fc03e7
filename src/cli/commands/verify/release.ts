/** `weighbridge verify package gh:…`: a release of GitHub and its files, or a commit that an action is pinned to. */
import {
  InputError,
  isFullCommit,
  publicGoodRoot,
  type Ref,
  type ReleaseTrust,
  type TrustRoot,
  verifyAction,
  verifyRelease,
} from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Io } from '../../command.ts';
import type { Session } from '../../session.ts';
import { gitHubRootOf } from '../../trust-root.ts';
import { givenFiles } from './release-files.ts';
import { exitOf } from './no-answer.ts';
import { commitFault, commitText, releaseFault, releaseJson, releaseText } from './release-words.ts';

/** `ref`: of GitHub, with a version. The exit code. */
export async function verifyOnGitHub(
  named: string,
  ref: Ref & { readonly version: string },
  args: Arguments,
  io: Io,
  { ports }: Session,
): Promise<number> {
  const isJson = args.text('format') === 'json';
  const root = (): TrustRoot => ports.trustRoot ?? publicGoodRoot();
  if (isFullCommit(ref.version)) {
    const given = ['file', 'asset'].find((name) => args.texts(name).length > 0);
    if (given !== undefined)
      throw new InputError('USAGE', `--${given} belongs to a release`, 'Name the tag of the release: gh:owner/name@v1.2.3.');
    const commit = await verifyAction(ref, { root, keys: [] }, ports);
    const fault = commitFault(commit);
    io.out(isJson ? releaseJson(named, fault, { commit }) : commitText(named, commit, fault));
    return exitOf(fault, commit?.reason ?? null);
  }
  const files = await givenFiles(io.cwd, args);
  const rootFile = args.text('github-trusted-root');
  const roots = new Map([['sigstore.dev', root()]]);
  if (rootFile !== undefined) roots.set('GitHub, Inc.', await gitHubRootOf(io.cwd, rootFile));
  const release = await verifyRelease(ref, files, { roots, signer: signerOf(ref, args) }, ports);
  const fault = releaseFault(release);
  if (rootFile === undefined && release.state === 'answered' && release.seal.state === 'unverifiable') io.err(NO_ROOT);
  io.out(isJson ? releaseJson(named, fault, { release }) : releaseText(named, release, fault));
  return exitOf(fault, release.state === 'unverifiable' ? release.reason : null);
}

const NO_ROOT = 'Seals need the trust root of GitHub: gh attestation trusted-root > FILE, then --github-trusted-root FILE.\n';

/** As `gh attestation verify` has it: without a word, a workflow of the repository itself. */
function signerOf({ namespace, name }: Ref, args: Arguments): ReleaseTrust['signer'] {
  const [repository, workflow] = [args.text('signer-repo'), args.text('signer-workflow')];
  if (repository !== undefined && workflow !== undefined)
    throw new InputError('USAGE', '--signer-repo and --signer-workflow are both given', 'Keep one: the workflow says its repository, too.');
  return {
    source: `${namespace}/${name}`,
    signer:
      workflow !== undefined
        ? { kind: 'workflow', workflow }
        : repository !== undefined
          ? { kind: 'repository', repository }
          : { kind: 'source' },
    denySelfHosted: args.flag('deny-self-hosted-runners'),
  };
}
