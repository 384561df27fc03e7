/** `weighbridge verify hub`: the signature of a model on the hub, without downloading its weights. */
import {
  type HubVerdict,
  InputError,
  isHubModel,
  parseRef,
  publicGoodRoot,
  readPublicKey,
  readText,
  type SignatureSeen,
  type SignerSeen,
  signerOfKey,
  verifyHub,
  version,
  visibleUpTo,
  unresolvedWords,
} from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command, Io } from '../../command.ts';
import { withSession } from '../../session.ts';
import { HELP, LOOK_UP, READ, TRUST_ROOT } from '../../shared-options.ts';

const FORMAT_VERSION = 1;
const HINT = 'See "weighbridge verify hub --help".';
const SHOWN = 20;
/** One model with every small file of it. */
const BUDGET = 2_000;

export const verifyHubCommand: Command = {
  name: 'verify hub',
  summary: 'a signed model on the hub: who signed it, checked without its weights',
  usage: 'weighbridge verify hub hf:ORG/NAME[@REV] (--identity ID --identity-provider URL | --public-key PEM)',
  example:
    'weighbridge verify hub hf:ibm-granite/granite-4.1-3b --identity Granite-sign@ibm.com --identity-provider https://sigstore.verify.ibm.com/oauth2',
  details:
    'Reads the listing of the commit, model.sig (or any *.sig at the root) and the small files. Digests of weights are taken from the listing,\n' +
    'after holding each against the commit; no weight byte is read. Verified means: everything that a load may take is signed by exactly this signer.\n' +
    'Exit code 0: verified; 1: not verified, and why; 2: could not run.',
  options: {
    identity: { type: 'string', value: 'ID', help: 'who must have signed, exactly' },
    'identity-provider': { type: 'string', value: 'URL', help: 'who must have authenticated the signer (OpenID Connect issuer), exactly' },
    'public-key': { type: 'string', value: 'PEM', help: 'file with the public key that must have signed' },
    ...TRUST_ROOT,
    ...LOOK_UP,
    ...READ,
    format: { type: 'string', value: 'FORMAT', help: 'output', choices: ['text', 'json'] },
    ...HELP,
  },
  async run(args, io) {
    const [named, ...more] = args.positionals;
    if (named === undefined || more.length > 0) throw new InputError('USAGE', '"verify hub" takes one model', HINT);
    const ref = parseRef(named);
    if (!isHubModel(ref))
      throw new InputError('USAGE', `${named} is not a model of the Hugging Face Hub`, 'Write it like hf:org/name@<40 hex>.');
    const wanted = await readSigner(args, io);
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false, budget: BUDGET }, async (session) => {
      const verdict = await verifyHub(ref, { root: () => session.ports.trustRoot ?? publicGoodRoot(), keys: wanted.keys }, session.ports);
      const found = faultOf(verdict, wanted.signer);
      io.out(args.text('format') === 'json' ? json(verdict, found) : text(named, verdict, found));
      return found === null ? 0 : 1;
    });
  },
};

type Key = ReturnType<typeof readPublicKey>;

async function readSigner(args: Arguments, io: Io): Promise<{ readonly signer: SignerSeen; readonly keys: readonly Key[] }> {
  const identity = args.text('identity');
  const issuer = args.text('identity-provider');
  const path = args.text('public-key');
  if (path !== undefined && identity === undefined && issuer === undefined) {
    const key = readPublicKey(await readText(io.cwd, path), path);
    return { signer: signerOfKey(key), keys: [key] };
  }
  if (path === undefined && identity !== undefined && issuer !== undefined && identity !== '' && issuer !== '')
    return { signer: { kind: 'identity', identity, issuer }, keys: [] };
  throw new InputError('USAGE', 'Say who must have signed', 'Either --identity with --identity-provider, or --public-key.');
}

/** Why it is not verified; null when it is. */
function faultOf({ component, signatures }: HubVerdict, wanted: SignerSeen): string | null {
  const { resolution, hub } = component;
  if (resolution.state === 'unresolved') return unresolvedWords(resolution);
  if (hub === null) return 'the hub was not asked';
  if (hub.redirectedTo !== null) return `the hub answers for ${hub.redirectedTo} instead`;
  if (hub.reachable === 'no') return 'the commit is on no branch or tag of the repository';
  if (hub.reachable === 'unknown') return `whether the commit is on a branch is not known: ${hub.reachableDetail}`;
  if (hub.digestsConsistent !== true) return 'the digests that the hub lists do not belong to the commit';
  if (signatures.length === 0) return 'there is no signature beside the files';
  const bad = signatures.find(({ state }) => state === 'invalid');
  if (bad !== undefined) return `${bad.file}: ${bad.detail}`;
  const mine = signatures.filter(({ state, signer }) => state === 'valid' && JSON.stringify(signer) === JSON.stringify(wanted));
  const [first] = mine;
  if (first === undefined) return otherwise(signatures);
  const open = first.unsigned.filter((path) => mine.every(({ unsigned }) => unsigned.includes(path)));
  return open.length === 0 ? null : `${open.length} of its files are not signed: ${open.slice(0, 3).join(', ')}`;
}

function otherwise(signatures: readonly SignatureSeen[]): string {
  const valid = signatures.find(({ state }) => state === 'valid');
  if (valid !== undefined) return `${valid.file} is signed by ${who(valid.signer)}`;
  const [first] = signatures;
  return `${first?.file}: ${first?.detail}`;
}

function who(signer: SignerSeen | null): string {
  if (signer === null) return 'a signer who is not proven';
  return signer.kind === 'identity' ? `${signer.identity} (${signer.issuer})` : `the key ${signer.hint}`;
}

function text(named: string, verdict: HubVerdict, fault: string | null): string {
  const { component, signatures, traffic, size } = verdict;
  const lines = [`${fault === null ? 'verified' : 'not verified'}: ${shown(named)}`];
  if (fault !== null) lines.push(`  because  ${shown(fault)}`);
  const commit = component.hub?.commit;
  if (commit != null) lines.push(`  commit   ${commit}${component.requested === null ? ' (of main today: name it to pin it)' : ''}`);
  for (const one of signatures) {
    lines.push(`  file     ${shown(one.file)}: ${one.state}${one.signer === null ? '' : `, by ${shown(who(one.signer))}`}`);
    if (one.state === 'valid')
      lines.push(
        `  covers   ${one.matching} files: ${one.hashed} hashed here, of ${one.matching - one.hashed} the hub named the digest that the commit binds`,
      );
    for (const path of one.unsigned.slice(0, SHOWN)) lines.push(`  unsigned ${shown(path)}`);
    if (one.unsigned.length > SHOWN) lines.push(`  unsigned and ${one.unsigned.length - SHOWN} more`);
  }
  if (component.resolution.state !== 'unresolved')
    lines.push(
      `  traffic  ${megabytes(traffic.bytes)} in ${traffic.answers} answer${traffic.answers === 1 ? '' : 's'}; the files have ${megabytes(size)}. No weight byte was hashed here.`,
    );
  return `${lines.join('\n')}\n`;
}

function json({ component, signatures, traffic, size }: HubVerdict, fault: string | null): string {
  const report = {
    format: 'weighbridge-hub-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    state: fault === null ? 'verified' : 'not-verified',
    cause: fault,
    commit: component.hub?.commit ?? null,
    signatures,
    traffic,
    size,
    weightsHashed: false,
  };
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? shown(value) : value), 2)}\n`;
}

function shown(value: string): string {
  return visibleUpTo(value, 1000);
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
