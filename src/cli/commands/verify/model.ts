/** `weighbridge verify model`: a model on disk against its OpenSSF Model Signing signature. */
import { resolve } from 'node:path';
import {
  certificateTrust,
  InputError,
  keyTrust,
  MAX_BUNDLE_BYTES,
  type OmsTrust,
  openModel,
  publicGoodRoot,
  readOperatorFile,
  readText,
  verifyModel,
} from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command, Io } from '../../command.ts';
import { createProgress } from '../../output.ts';
import { HELP } from '../../shared-options.ts';
import { trustRootOf } from '../../trust-root.ts';
import { MODEL_FILES } from '../model-options.ts';
import { modelJson, modelText } from './model-words.ts';

const HINT = 'See "weighbridge verify model --help".';

export const verifyModelCommand: Command = {
  name: 'verify model',
  summary: 'a model folder against its OpenSSF Model Signing signature',
  usage:
    'weighbridge verify model DIR --signature FILE (--public-key PEM | --certificate-chain PEM… | --identity ID --identity-provider URL)',
  example: 'weighbridge verify model models/ner --signature models/ner/model.sig --public-key keys/acme.pem',
  details:
    'Reads every signed file and compares it with what was signed. Trust comes from you: the key, the root certificate, or the exact identity.\n' +
    'Flags are those of the reference programs. Files that they leave unproven although a load could reach them are listed as warnings.\n' +
    'Exit code 0: verified; 1: not verified, and why; 2: could not run.',
  options: {
    signature: { type: 'string', value: 'FILE', help: 'the signature file, usually model.sig' },
    'public-key': { type: 'string', value: 'PEM', help: 'public key that must have signed (P-256, P-384, P-521)' },
    'certificate-chain': { type: 'string', value: 'PEM', multiple: true, help: 'certificates that you trust; may stand several times' },
    identity: { type: 'string', value: 'ID', help: 'who must have signed, compared exactly' },
    'identity-provider': { type: 'string', value: 'URL', help: 'who must have authenticated the signer (OpenID Connect issuer)' },
    'trust-config': {
      type: 'string',
      value: 'JSON',
      help: 'trust root (or client trust config) of another Sigstore instance; with certificates: whose timestamps count',
    },
    ...MODEL_FILES,
    'ignore-unsigned-files': { type: 'boolean', help: 'accept files that nobody signed; changed and missing ones are still refused' },
    format: { type: 'string', value: 'FORMAT', help: 'output', choices: ['text', 'json'] },
    ...HELP,
  },
  async run(args, io) {
    const [named, ...more] = args.positionals;
    const signature = args.text('signature');
    if (named === undefined || more.length > 0) throw new InputError('USAGE', '"verify model" takes one folder or file', HINT);
    if (signature === undefined) throw new InputError('USAGE', '"verify model" needs --signature', HINT);
    const trust = await readTrust(args, io);
    const bundle = await readOperatorFile(io.cwd, signature, MAX_BUNDLE_BYTES);
    const model = openModel(resolve(io.cwd, named), io);
    const progress = createProgress(io);
    try {
      const verdict = await verifyModel(
        {
          bundle,
          signature: resolve(io.cwd, signature),
          trust,
          ignorePaths: args.texts('ignore-paths').map((path) => resolve(io.cwd, path)),
          ignoreGitPaths: args.toggle('ignore-git-paths') ?? true,
          ignoreUnsigned: args.flag('ignore-unsigned-files'),
          allowSymlinks: args.flag('allow-symlinks'),
          allowLegacy: true,
          now: new Date(),
          onProgress: (bytes) => progress.say(`hashed ${(bytes / 1e6).toFixed(0)} MB`),
        },
        model,
      );
      progress.clear();
      io.out(args.text('format') === 'json' ? modelJson(verdict, trust) : modelText(named, verdict, trust));
      return verdict.verified ? 0 : 1;
    } finally {
      progress.clear();
      await model.close();
    }
  },
};

/** Exactly one method; the signature has no say in it. Throws InputError. */
async function readTrust(args: Arguments, io: Io): Promise<OmsTrust> {
  const key = args.text('public-key');
  const chain = args.texts('certificate-chain');
  const identity = args.text('identity');
  const issuer = args.text('identity-provider');
  const methods = [key !== undefined, chain.length > 0, identity !== undefined || issuer !== undefined].filter(Boolean).length;
  if (methods !== 1) {
    throw new InputError(
      'USAGE',
      'Say by what you trust',
      'Exactly one of --public-key, --certificate-chain, --identity with --identity-provider.',
    );
  }
  if (key !== undefined) return keyTrust(await readText(io.cwd, key), key);
  const config = args.text('trust-config');
  const root = config === undefined ? null : await trustRootOf(io.cwd, config);
  if (chain.length > 0) {
    const files = await Promise.all(chain.map(async (name) => ({ name, pem: await readText(io.cwd, name) })));
    return certificateTrust(files, root);
  }
  if (identity === undefined || identity === '' || issuer === undefined || issuer === '') {
    throw new InputError('USAGE', '--identity and --identity-provider go together, and neither is empty', HINT);
  }
  return { method: 'sigstore', identity, issuer, root: root ?? publicGoodRoot() };
}
