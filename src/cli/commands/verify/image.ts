/** `weighbridge verify package oci:…` and `ollama:…`: what a registry serves under a name, and who signed it. */
import type { KeyObject } from 'node:crypto';
import {
  InputError,
  isHubModel,
  parseRef,
  type Ports,
  publicGoodRoot,
  readPublicKey,
  readText,
  type SignerSeen,
  signerOfKey,
  verifyImage,
} from '../../../core/index.ts';
import type { Arguments, Options } from '../../args.ts';
import type { Io } from '../../command.ts';
import { exitOf } from './no-answer.ts';
import { servedImageJson, servedImageText } from './image-words.ts';

export const SIGNER: Options = {
  identity: { type: 'string', value: 'ID', help: 'of an image: who must have signed it, exactly; needs --issuer' },
  issuer: { type: 'string', value: 'URL', help: 'of an image: who must have authenticated the signer (OpenID Connect issuer)' },
  'public-key': { type: 'string', value: 'PEM', help: 'of an image: file with the public key that must have signed it' },
  'same-as': {
    type: 'string',
    value: 'REF',
    help: 'of a model: each layer with weights must be a file of this model (hf:org/name@commit)',
  },
};

/** The exit code. Throws InputError. */
export async function runVerifyImage(
  named: string,
  ref: ReturnType<typeof parseRef>,
  args: Arguments,
  io: Io,
  ports: Ports,
): Promise<number> {
  const { signer, keys } = await signerOf(args, io);
  const trust = { root: () => ports.trustRoot ?? publicGoodRoot(), keys };
  const verdict = await verifyImage(
    ref,
    { signer, sameAs: sameAs(args), repository: args.text('source-repository') ?? null },
    trust,
    ports,
  );
  io.out(args.text('format') === 'json' ? servedImageJson(named, verdict) : servedImageText(named, verdict));
  return exitOf(verdict.fault, verdict.answer.state === 'unserved' ? verdict.answer.reason : null);
}

function sameAs(args: Arguments): ReturnType<typeof parseRef> | null {
  const named = args.text('same-as');
  if (named === undefined) return null;
  const ref = parseRef(named);
  if (!isHubModel(ref))
    throw new InputError('USAGE', `--same-as names no model of the hub: ${named.slice(0, 200)}`, 'Write it like hf:org/name@<commit>.');
  return ref;
}

async function signerOf(args: Arguments, io: Io): Promise<{ readonly signer: SignerSeen | null; readonly keys: readonly KeyObject[] }> {
  const [identity, issuer, file] = [args.text('identity'), args.text('issuer'), args.text('public-key')];
  if (file !== undefined && identity === undefined && issuer === undefined) {
    const key = readPublicKey(await readText(io.cwd, file), file);
    return { signer: signerOfKey(key), keys: [key] };
  }
  if (file === undefined && identity === undefined && issuer === undefined) return { signer: null, keys: [] };
  if (file === undefined && identity !== undefined && issuer !== undefined)
    return { signer: { kind: 'identity', identity, issuer }, keys: [] };
  throw new InputError('USAGE', 'Say who must have signed', 'Either --identity with --issuer, or --public-key, or none of them.');
}
