/** `weighbridge sign`: a model's OpenSSF Model Signing signature, by a key, a certificate, or the identity of a CI job. */
import { resolve } from 'node:path';
import {
  certificateSigner,
  InputError,
  type KeyFile,
  keylessSigner,
  keySigner,
  OMS_HASHES,
  type OmsHash,
  openModel,
  publicGoodInstance,
  readText,
  type SigstoreInstance,
  signModel,
  type SignStatement,
  visibleUpTo,
  writeReport,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { createProgress } from '../output.ts';
import { HELP } from '../shared-options.ts';
import { MODEL_FILES } from './model-options.ts';

export const signCommand: Command = {
  name: 'sign',
  summary: 'sign a model (OpenSSF Model Signing)',
  usage: 'weighbridge sign DIR [--private-key PEM [--signing-certificate PEM --certificate-chain PEM…]] [--signature FILE]',
  example: 'weighbridge sign models/ner --private-key keys/acme.key.pem --signature models/ner/model.sig',
  details:
    'Hashes every file and signs the list. With a private key; with a certificate for it; or, without either, with the identity of the GitHub Actions\n' +
    'job that runs it (permissions: id-token: write), through Sigstore. The reference program "model_signing" verifies what is written.\n' +
    'Exit code 0: signed; 2: not signed, and why.',
  options: {
    signature: { type: 'string', value: 'FILE', help: 'where to write the signature (default: model.sig in the current folder)' },
    'private-key': { type: 'string', value: 'PEM', help: 'elliptic-curve private key (P-256, P-384, P-521)' },
    'password-env': { type: 'string', value: 'NAME', help: 'environment variable that holds the password of the private key' },
    password: { type: 'string', value: 'TEXT', help: 'the password itself; other users of the machine may see it' },
    'signing-certificate': { type: 'string', value: 'PEM', help: 'certificate of the private key' },
    'certificate-chain': {
      type: 'string',
      value: 'PEM',
      multiple: true,
      help: 'certificates above it, leaf to root; may stand several times',
    },
    'fulcio-url': { type: 'string', value: 'URL', help: 'certificate authority of a private Sigstore instance' },
    'rekor-url': { type: 'string', value: 'URL', help: 'transparency log of that instance' },
    'tsa-url': { type: 'string', value: 'URL', help: 'timestamp authority of that instance' },
    ...MODEL_FILES,
    hash: { type: 'string', value: 'NAME', help: 'digest of the files (default sha256)', choices: OMS_HASHES },
    'shard-size': { type: 'string', value: 'BYTES', help: 'digest files in pieces of this size, side by side (1000000000 is usual)' },
    ...HELP,
  },
  async run(args, io) {
    const [named, ...more] = args.positionals;
    if (named === undefined || more.length > 0)
      throw new InputError('USAGE', '"sign" takes one folder or file', 'See "weighbridge sign --help".');
    const signature = args.text('signature') ?? 'model.sig';
    const shardSize = shardSizeOf(args);
    const sign = await signerOf(args, io);
    const model = openModel(resolve(io.cwd, named), io);
    const progress = createProgress(io);
    try {
      const signed = await signModel(
        {
          signature: resolve(io.cwd, signature),
          hash: OMS_HASHES.find((hash) => hash === args.text('hash')) ?? ('sha256' satisfies OmsHash),
          shardSize,
          ignorePaths: args.texts('ignore-paths').map((path) => resolve(io.cwd, path)),
          ignoreGitPaths: args.toggle('ignore-git-paths') ?? true,
          allowSymlinks: args.flag('allow-symlinks'),
          onProgress: (bytes) => progress.say(`hashed ${(bytes / 1e6).toFixed(0)} MB`),
        },
        model,
        sign,
      );
      progress.clear();
      await writeReport(io.cwd, signature, signed.bundle);
      io.out(
        `signed: ${visibleUpTo(named, 500)}\n  covers   ${signed.files} files, root digest sha256:${signed.rootDigest}\n  wrote    ${visibleUpTo(signature, 500)}\n`,
      );
      return 0;
    } finally {
      progress.clear();
      await model.close();
    }
  },
};

async function signerOf(args: Arguments, io: Io): Promise<SignStatement> {
  const key = args.text('private-key');
  const certificate = args.text('signing-certificate');
  const chain = args.texts('certificate-chain');
  if (key === undefined) {
    if (certificate !== undefined || chain.length > 0)
      throw new InputError('USAGE', 'A certificate signs nothing without its key', 'Give --private-key too.');
    return keylessSigner({ instance: instanceOf(args), env: io.env, fetch: globalThis.fetch });
  }
  const password = passwordOf(args, io);
  if (certificate !== undefined) {
    const files = await Promise.all(chain.map((name) => keyFile(name, io)));
    return certificateSigner(await keyFile(key, io), password, await keyFile(certificate, io), files, new Date());
  }
  if (chain.length > 0)
    throw new InputError('USAGE', '--certificate-chain needs --signing-certificate', 'Name the certificate of the key.');
  return keySigner(await keyFile(key, io), password);
}

async function keyFile(name: string, io: Io): Promise<KeyFile> {
  return { name, pem: await readText(io.cwd, name) };
}

function passwordOf(args: Arguments, io: Io): string | null {
  const variable = args.text('password-env');
  const given = args.text('password');
  if (variable === undefined) return given ?? null;
  if (given !== undefined) throw new InputError('USAGE', 'Two passwords are given', 'Give one of --password-env, --password.');
  const value = io.env[variable];
  if (value === undefined)
    throw new InputError('USAGE', `The environment has no variable ${variable}`, 'Set it to the password of the key.');
  return value;
}

/** All of one instance: a certificate of one with a log of another would verify nowhere. */
function instanceOf(args: Arguments): SigstoreInstance {
  const fulcioUrl = args.text('fulcio-url');
  const rekorUrl = args.text('rekor-url');
  const tsaUrl = args.text('tsa-url');
  if (fulcioUrl === undefined && rekorUrl === undefined && tsaUrl === undefined) return publicGoodInstance;
  if (fulcioUrl === undefined || (rekorUrl === undefined && tsaUrl === undefined)) {
    throw new InputError(
      'USAGE',
      'A private Sigstore instance needs its addresses',
      'Give --fulcio-url, and --rekor-url or --tsa-url or both.',
    );
  }
  return { fulcioUrl, rekorUrl: rekorUrl ?? null, tsaUrl: tsaUrl ?? null, audience: publicGoodInstance.audience };
}

function shardSizeOf(args: Arguments): number | null {
  const text = args.text('shard-size');
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InputError('USAGE', '--shard-size is a whole number of bytes', 'Write it like --shard-size 1000000000');
  return Number(text);
}
