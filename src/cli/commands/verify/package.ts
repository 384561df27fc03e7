/** `weighbridge verify package`: what a registry says of one version of a package, and what that proves. */
import { InputError, parseRef, publicGoodRoot, verifyPackage } from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command } from '../../command.ts';
import { withSession } from '../../session.ts';
import { HELP, LOOK_UP, READ, TRUST_ROOT } from '../../shared-options.ts';
import { runVerifyImage, SIGNER } from './image.ts';
import { packageFault, packageJson, packageText } from './package-words.ts';

const HINT = 'See "weighbridge verify package --help".';

export const verifyPackageCommand: Command = {
  name: 'verify package',
  summary: 'a package, image or model in a registry: its hash, who signed it, where it was built',
  usage:
    'weighbridge verify package npm:NAME@VERSION|pypi:NAME@VERSION [--integrity HASH] [--source-repository URL] | oci:IMAGE|ollama:NAME [--identity ID --issuer URL | --public-key PEM] [--same-as hf:NAME@COMMIT]',
  example: 'weighbridge verify package npm:sigstore@3.0.0 --source-repository https://github.com/sigstore/sigstore-js',
  details:
    'Asks the registry the same as a check does about a package that a change adds. Verified means: nothing that it serves contradicts anything, and the\n' +
    'registry’s signature or the provenance of the package holds; with --integrity, the registry serves that hash; with --source-repository, the package\n' +
    'was built from exactly that repository. Valid provenance says where a package was built, and never that it is harmless.\n' +
    'Of an image it asks its registry for the manifest and for signatures of cosign: a tag is resolved to its digest, layers and models in them are listed.\n' +
    'Verified means: somebody (with --identity and --issuer, or --public-key: exactly that signer) has signed this very digest, and no signature of it is invalid.\n' +
    'Exit code 0: verified; 1: not verified, and why; 2: could not run.',
  options: {
    integrity: { type: 'string', value: 'HASH', help: 'what a lockfile has: "sha512-…" or "sha256:…"' },
    'source-repository': {
      type: 'string',
      value: 'URL',
      help: 'where it must have been built from, exactly: https://github.com/owner/name',
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
    const isImage = ref.type === 'oci' || ref.type === 'ollama';
    refuse(args, isImage ? ['integrity'] : Object.keys(SIGNER), named);
    if (isImage)
      return withSession(args, io, { offline: args.flag('offline'), needsRepository: false }, ({ ports }) =>
        runVerifyImage(named, ref, args, io, ports),
      );
    if ((ref.type !== 'npm' && ref.type !== 'pypi') || ref.version === null)
      throw new InputError(
        'USAGE',
        `${named} is not a version of a package`,
        'Write it like npm:name@1.2.3, pypi:name@1.2.3 or oci:ghcr.io/owner/name:tag.',
      );
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false }, async (session) => {
      const trust = { root: () => session.ports.trustRoot ?? publicGoodRoot(), keys: [] };
      const verdict = await verifyPackage(ref, args.text('integrity') ?? null, trust, session.ports);
      const fault = packageFault(verdict, args.text('source-repository') ?? null);
      io.out(args.text('format') === 'json' ? packageJson(named, verdict, fault) : packageText(named, verdict, fault));
      return fault === null ? 0 : 1;
    });
  },
};

/** What would be asked for and not looked at must not end in "verified". */
function refuse(args: Arguments, options: readonly string[], named: string): void {
  const given = options.find((name) => args.text(name) !== undefined);
  if (given !== undefined) throw new InputError('USAGE', `--${given} says nothing about ${named}`, HINT);
}
