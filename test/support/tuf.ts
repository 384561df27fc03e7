/** A TUF repository on loopback with one target, signed with throw-away keys (TUF 1.0, consistent snapshots). */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

interface Signer {
  readonly id: string;
  readonly key: Json;
  readonly privateKey: KeyObject;
}

export interface TufRepository {
  readonly url: string;
  /** The root that an operator would hand out: version 1. The repository has moved on to version 2. */
  readonly root: Uint8Array;
  /** Path → body; may be changed. */
  readonly files: Map<string, Buffer>;
  readonly requests: string[];
  close(): Promise<void>;
}

export interface TufOptions {
  /** When all metadata ends. */
  readonly expires: Date;
  readonly trustedRoot: Uint8Array;
}

export async function startTuf({ expires, trustedRoot }: TufOptions): Promise<TufRepository> {
  const [first, second] = [signer(), signer()];
  const base = { spec_version: '1.0.31', expires: `${expires.toISOString().slice(0, 19)}Z` };
  const rootBody = (version: number, by: Signer): Json => {
    const role = { keyids: [by.id], threshold: 1 };
    const roles = { root: role, timestamp: role, snapshot: role, targets: role };
    return { _type: 'root', ...base, version, consistent_snapshot: true, keys: { [by.id]: by.key }, roles };
  };
  const hash = digest(trustedRoot);
  const targets = signed(
    { _type: 'targets', ...base, version: 1, targets: { 'trusted_root.json': { length: trustedRoot.length, hashes: { sha256: hash } } } },
    second,
  );
  const snapshot = signed({ _type: 'snapshot', ...base, version: 1, meta: { 'targets.json': { version: 1 } } }, second);
  const timestamp = signed({ _type: 'timestamp', ...base, version: 1, meta: { 'snapshot.json': { version: 1 } } }, second);
  const files = new Map([
    ['/2.root.json', signed(rootBody(2, second), first, second)],
    ['/timestamp.json', timestamp],
    ['/1.snapshot.json', snapshot],
    ['/1.targets.json', targets],
    [`/targets/${hash}.trusted_root.json`, Buffer.from(trustedRoot)],
  ]);
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    const body = files.get(url);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    root: signed(rootBody(1, first), first),
    files,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signer(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw } };
  return { id: digest(Buffer.from(canonical(key))), key, privateKey };
}

function signed(body: Json, ...by: readonly Signer[]): Buffer {
  const bytes = Buffer.from(canonical(body));
  const signatures = by.map(({ id, privateKey }) => ({ keyid: id, sig: sign(null, bytes, privateKey).toString('hex') }));
  return Buffer.from(JSON.stringify({ signatures, signed: body }));
}

/** Keys sorted, no spaces: enough for texts without escapes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
