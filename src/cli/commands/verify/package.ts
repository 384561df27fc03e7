/** `weighbridge verify package`: what a registry, or GitHub, says of one version of a package, and what that proves. */
import { InputError, parseRef, publicGoodRoot, verifyPackage } from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command } from '../../command.ts';
import { withSession } from '../../session.ts';
import { HELP, LOOK_UP, READ, TRUST_ROOT } from '../../shared-options.ts';
import { runVerifyImage, SIGNER } from './image.ts';
import { exitOf } from './no-answer.ts';
import { packageFault, packageJson, packageText } from './package-words.ts';
import { verifyOnGitHub } from './release.ts';

const HINT = 'See "weighbridge verify package --help".';

export const verifyPackageCommand: Command = {
  name: 'verify package',
  summary: 'a package, image, release or action: its hash, who signed it, where it was built',
  usage:
    'weighbridge verify package npm:NAME@VERSION|pypi:NAME@VERSION [--integrity HASH] [--source-repository URL]\n' +
    '       weighbridge verify package gh:OWNER/REPO@TAG [--file FILE]… [--asset NAME]… | gh:OWNER/REPO@COMMIT\n' +
    '       weighbridge verify package oci:IMAGE|ollama:NAME [--identity ID --issuer URL | --public-key PEM] [--same-as hf:NAME@COMMIT]',
  example: 'weighbridge verify package npm:sigstore@3.0.0 --source-repository https://github.com/sigstore/sigstore-js',
  details:
    'Asks the registry the same as a check does about a package that a change adds. Verified means: nothing that it serves contradicts anything, and the\n' +
    'registry’s signature or the provenance of the package holds; with --integrity, the registry serves that hash; with --source-repository, the package\n' +
    'was built from exactly that repository. Valid provenance says where a package was built, and never that it is harmless.\n' +
    'Of a release of GitHub each file is proven by the seal of the release, which GitHub signs once nobody can change it, or by the attestation of the\n' +
    'workflow that built it. --file names a file at hand, which is hashed; --asset one of the release, whose digest GitHub tells. The seal needs the\n' +
    'trust root of GitHub, which "gh attestation trusted-root" writes. Of a full commit it is said whether a branch or tag of that repository reaches it.\n' +
    'GitHub is asked with GITHUB_TOKEN where there is one, at GITHUB_API_URL; without a token it answers 60 questions an hour.\n' +
    'Of an image it asks its registry for the manifest and for signatures of cosign: a tag is resolved to its digest, layers and models in them are listed.\n' +
    'Verified means: somebody (with --identity and --issuer, or --public-key: exactly that signer) has signed this very digest, and no signature of it is invalid.\n' +
    'Attestations are listed, and are no signature; with --source-repository provenance counts as well.\n' +
    'Exit code 0: verified; 1: not verified, and why; 2: could not run, or whoever must be asked gave no answer.',
  options: {
    integrity: { type: 'string', value: 'HASH', help: 'what a lockfile has: "sha512-…" or "sha256:…"' },
    'source-repository': {
      type: 'string',
      value: 'URL',
      help: 'where it must have been built from, exactly: https://github.com/owner/name',
    },
    file: { type: 'string', multiple: true, value: 'FILE', help: 'of a release: a file at hand, which is hashed here' },
    asset: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'of a release: one of its files by name; no byte of it is hashed here',
    },
    'signer-repo': {
      type: 'string',
      value: 'OWNER/NAME',
      help: 'of a release: whose workflow must have built it (default: the repository)',
    },
    'signer-workflow': {
      type: 'string',
      value: 'PATH',
      help: 'of a release: exactly this workflow, OWNER/NAME/.github/workflows/FILE[@REF]',
    },
    'deny-self-hosted-runners': { type: 'boolean', help: 'of a release: it must have been built on runners of GitHub' },
    'github-trusted-root': {
      type: 'string',
      value: 'FILE',
      help: 'trust root of GitHub itself, as "gh attestation trusted-root" writes it',
    },
    ...SIGNER,
    ...TRUST_ROOT,
    ...LOOK_UP,
    ...READ,
    format: { type: 'string', value: 'FORMAT', help: 'output', choices: ['text', 'json'] },
    ...HELP,
  },
  async run(args, io) {
    const [named, ...more] = args.positionals;
    if (named === undefined || more.length > 0) throw new InputError('USAGE', '"verify package" takes one package', HINT);
    const ref = parseRef(named);
    const sort = ref.type === 'oci' || ref.type === 'ollama' ? 'image' : ref.type === 'gh' ? 'release' : 'package';
    refuseOthers(sort, named, args);
    if (sort === 'image')
      return withSession(args, io, { offline: args.flag('offline'), needsRepository: false }, ({ ports }) =>
        runVerifyImage(named, ref, args, io, ports),
      );
    const { version } = ref;
    if ((ref.type !== 'npm' && ref.type !== 'pypi' && ref.type !== 'gh') || version === null)
      throw new InputError(
        'USAGE',
        `${named} is not a version of a package`,
        'Write it like npm:name@1.2.3, pypi:name@1.2.3, gh:owner/name@v1.2.3 or oci:ghcr.io/owner/name:tag.',
      );
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false }, async (session) => {
      if (ref.type === 'gh') return verifyOnGitHub(named, { ...ref, version }, args, io, session);
      const trust = { root: () => session.ports.trustRoot ?? publicGoodRoot(), keys: [] };
      const verdict = await verifyPackage(ref, args.text('integrity') ?? null, trust, session.ports);
      const fault = packageFault(verdict, args.text('source-repository') ?? null);
      io.out(args.text('format') === 'json' ? packageJson(named, verdict, fault) : packageText(named, verdict, fault));
      const { answer } = verdict;
      return exitOf(fault, answer?.state === 'unverifiable' ? answer.reason : null);
    });
  },
};

/** What each sort of package can be asked. */
const OPTIONS: Readonly<Record<'package' | 'release' | 'image', readonly string[]>> = {
  package: ['integrity', 'source-repository'],
  release: ['file', 'asset', 'signer-repo', 'signer-workflow', 'deny-self-hosted-runners', 'github-trusted-root'],
  image: [...Object.keys(SIGNER), 'source-repository'],
};

/** What would be asked for and not looked at must not end in "verified". */
function refuseOthers(sort: keyof typeof OPTIONS, named: string, args: Arguments): void {
  const others = Object.values(OPTIONS)
    .flat()
    .filter((name) => !OPTIONS[sort].includes(name));
  const given = others.find((name) => args.flag(name) || args.text(name) !== undefined || args.texts(name).length > 0);
  if (given !== undefined) throw new InputError('USAGE', `--${given} says nothing about ${named}`, HINT);
}
