/** `weighbridge verify bundle`: any Sigstore bundle against the file (or digest) that it is for. */
import {
  type Artifact,
  digestIn,
  InputError,
  MAX_BUNDLE_BYTES,
  publicGoodRoot,
  readArtifact,
  readOperatorFile,
  readPublicKey,
  readText,
  refreshTrustRoot,
  type SignerRule,
  type TrustRoot,
  verifyBundle,
} from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command, Io } from '../../command.ts';
import { HELP } from '../../shared-options.ts';
import { trustRootOf } from '../../trust-root.ts';
import { bundleJson, bundleText } from './bundle-words.ts';

const HINT = 'See "weighbridge verify bundle --help".';
const TRUST_ROOT_LIMIT = 4 * 1024 * 1024;

export const verifyBundleCommand: Command = {
  name: 'verify bundle',
  summary: 'a Sigstore bundle: who signed this file or digest',
  usage: 'weighbridge verify bundle --bundle FILE (--identity ID --issuer URL | --public-key PEM) ARTIFACT_OR_DIGEST',
  example: 'weighbridge verify bundle --bundle model.tar.sigstore.json --public-key keys/acme.pem sha256:<64 hex digits>',
  details:
    'Identity and issuer are compared exactly, case included. The artifact is a file, or a digest written sha256:…, sha384:… or sha512:….\n' +
    "Without --trusted-root the public good instance's trust root of this release is used; its age is printed.\n" +
    'Exit code 0: verified; 1: not verified, and why; 2: could not run.',
  options: {
    bundle: { type: 'string', value: 'FILE', help: 'the Sigstore bundle (JSON)' },
    identity: { type: 'string', value: 'ID', help: 'who must have signed: an e-mail address, a workflow URL, a user name' },
    issuer: { type: 'string', value: 'URL', help: 'who must have authenticated the signer (OpenID Connect issuer)' },
    'public-key': { type: 'string', value: 'PEM', help: 'file with the public key of a managed key, instead of an identity' },
    'key-valid-until': { type: 'string', value: 'DATE', help: 'the key may have signed up to this day (or time), not later' },
    'trusted-root': { type: 'string', value: 'FILE', help: 'trust root (or client trust config) of another Sigstore instance' },
    'tuf-url': { type: 'string', value: 'URL', help: 'fetch the current trust root from this TUF repository; needs --tuf-root' },
    'tuf-root': { type: 'string', value: 'FILE', help: 'root.json of that repository, as its operator publishes it' },
    refresh: { type: 'boolean', help: "fetch the public good instance's current trust root" },
    format: { type: 'string', value: 'FORMAT', help: 'output', choices: ['text', 'json'] },
    ...HELP,
  },
  async run(args, io) {
    const [named, ...more] = args.positionals;
    const file = args.text('bundle');
    if (named === undefined || more.length > 0) throw new InputError('USAGE', '"verify bundle" takes one file or digest', HINT);
    if (file === undefined) throw new InputError('USAGE', '"verify bundle" needs --bundle', HINT);
    const signer = await signerRule(args, io);
    const trust = await trustRoot(args, io);
    const artifact: Artifact = digestIn(named) ?? (await readArtifact(io.cwd, named));
    const bundle = await readOperatorFile(io.cwd, file, MAX_BUNDLE_BYTES);
    const outcome = verifyBundle(bundle, { trust, signer, artifact, now: new Date() });
    io.out(args.text('format') === 'json' ? bundleJson(outcome, trust) : bundleText(named, outcome, trust));
    return outcome.state === 'verified' ? 0 : 1;
  },
};

async function signerRule(args: Arguments, io: Io): Promise<SignerRule> {
  const identity = args.text('identity');
  const issuer = args.text('issuer');
  const key = args.text('public-key');
  const until = args.text('key-valid-until');
  if (key !== undefined && identity === undefined && issuer === undefined)
    return {
      kind: 'key',
      publicKey: readPublicKey(await readText(io.cwd, key), key),
      validUntil: until === undefined ? null : moment(until),
    };
  if (key === undefined && until === undefined && identity !== undefined && issuer !== undefined)
    return { kind: 'identity', identity, issuer };
  throw new InputError(
    'USAGE',
    'Say who must have signed',
    'Either --identity with --issuer, or --public-key (with --key-valid-until when the key has ended).',
  );
}

/** A day is meant to its end, in UTC. */
function moment(text: string): Date {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59.999Z` : text;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(time) && Number.isFinite(Date.parse(time))) return new Date(time);
  throw new InputError('USAGE', `--key-valid-until is not a date: "${text}"`, 'Write it like 2026-12-31 or 2026-12-31T12:00:00Z.');
}

async function trustRoot(args: Arguments, io: Io): Promise<TrustRoot> {
  const file = args.text('trusted-root');
  const url = args.text('tuf-url');
  const root = args.text('tuf-root');
  if ([file !== undefined, url !== undefined || root !== undefined, args.flag('refresh')].filter(Boolean).length > 1)
    throw new InputError('USAGE', 'There can be one trust root', 'Give one of --trusted-root, --tuf-url with --tuf-root, --refresh.');
  if (file !== undefined) return trustRootOf(io.cwd, file);
  if (args.flag('refresh')) return refreshTrustRoot({ fetch: globalThis.fetch, now: new Date(), repository: 'public-good' });
  if (url === undefined && root === undefined) return publicGoodRoot();
  if (url === undefined || root === undefined) throw new InputError('USAGE', '--tuf-url and --tuf-root go together', HINT);
  const content = await readOperatorFile(io.cwd, root, TRUST_ROOT_LIMIT);
  return refreshTrustRoot({ fetch: globalThis.fetch, now: new Date(), repository: { url, root: content } });
}
