/**
 * A stand-in of a registry of images: real HTTP on loopback, the distribution protocol of OCI, and a server for its blobs at another origin.
 *
 *   const registry = await startOci();
 *   registry.environment   makes it the only registry that is asked; `registry.name` is how references name it
 *   registry.blob('acme/app', bytes), registry.push('acme/app', manifest, 'v1')   give the digest
 *   registry.sign = 'bearer'   from now on a token is wanted; its realm is `registry.realm`
 *   registry.referrers = 'none'   no list of referrers: the fallback tag counts
 *   registry.answers.set('/v2/acme/app/manifests/v1', { status, headers, body })   a hostile answer
 *   registry.requests   what was asked, with the credential that came along
 *   await registry.close()
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Canned {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface FakeOci {
  readonly url: string;
  readonly name: string;
  /** Where its blobs lie. */
  readonly store: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: { readonly origin: 'registry' | 'store'; readonly path: string; readonly authorization: string | null }[];
  readonly answers: Map<string, Canned>;
  sign: 'open' | 'bearer' | 'basic';
  /** "user:secret" that the token service, or Basic, wants; null: strangers are served. */
  credential: string | null;
  realm: string;
  referrers: 'list' | 'none';
  /** Blobs are sent on to the store. */
  redirects: boolean;
  blob(repository: string, content: string | Uint8Array): string;
  push(repository: string, manifest: unknown, tag?: string): string;
  close(): Promise<void>;
}

interface Pushed {
  readonly bytes: Buffer;
  readonly type: string;
  readonly subject: string | null;
  readonly artifactType: string | null;
}

const TOKEN = 'token-of-the-stand-in';

export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export async function startOci(): Promise<FakeOci> {
  const manifests = new Map<string, Pushed>();
  const blobs = new Map<string, Buffer>();
  const requests: FakeOci['requests'][number][] = [];

  function note(origin: 'registry' | 'store', { url, headers }: IncomingMessage): void {
    requests.push({ origin, path: url ?? '', authorization: headers.authorization ?? null });
  }
  const store = await listen((request, response) => {
    note('store', request);
    const bytes = blobs.get(new URL(request.url ?? '', 'http://store').pathname);
    end(response, bytes === undefined ? MISSING : { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes });
  });

  function isWelcome({ headers: { authorization } }: IncomingMessage): boolean {
    if (fake.sign === 'open') return true;
    const basic = `Basic ${Buffer.from(fake.credential ?? '').toString('base64')}`;
    return authorization === (fake.sign === 'basic' ? basic : `Bearer ${TOKEN}`);
  }

  function token({ headers: { authorization } }: IncomingMessage): Canned {
    const wanted = fake.credential === null ? undefined : `Basic ${Buffer.from(fake.credential).toString('base64')}`;
    return authorization === wanted ? json(200, { token: TOKEN, expires_in: 300 }) : json(401, { errors: [{ code: 'UNAUTHORIZED' }] });
  }

  function answer(path: string): Canned {
    const [, repository = '', kind = '', reference = ''] = /^\/v2\/(.+)\/(manifests|blobs|referrers)\/([^/]+)$/.exec(path) ?? [];
    if (kind === 'manifests') {
      const found = manifests.get(`${repository} ${reference}`);
      return found === undefined ? MISSING : { status: 200, headers: { 'content-type': found.type }, body: found.bytes };
    }
    if (kind === 'referrers' && fake.referrers === 'list') return json(200, referring(repository, reference), INDEX);
    const bytes = kind === 'blobs' ? blobs.get(`/${repository}/${reference}`) : undefined;
    if (bytes === undefined) return MISSING;
    return fake.redirects
      ? { status: 307, headers: { location: `${store.url}/${repository}/${reference}?signature=secret` } }
      : { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes };
  }

  /** Whatever the filter asks for: a registry may ignore it. */
  function referring(repository: string, digest: string): unknown {
    const listed = [...manifests].filter(([key, one]) => key.startsWith(`${repository} sha256:`) && one.subject === digest);
    return {
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: listed.map(([key, { bytes, type, artifactType }]) => ({
        mediaType: type,
        digest: key.slice(repository.length + 1),
        size: bytes.length,
        ...(artifactType === null ? {} : { artifactType }),
      })),
    };
  }

  const registry = await listen((request, response) => {
    note('registry', request);
    const { pathname } = new URL(request.url ?? '', 'http://registry');
    const canned = fake.answers.get(pathname);
    if (canned !== undefined) return end(response, canned);
    if (pathname === '/token') return end(response, token(request));
    if (isWelcome(request)) return end(response, answer(pathname));
    const challenge =
      fake.sign === 'basic' ? 'Basic realm="stand-in"' : `Bearer realm="${fake.realm}",service="stand-in",scope="repository:x:pull,push"`;
    end(response, { ...json(401, { errors: [{ code: 'UNAUTHORIZED' }] }), headers: { ...JSON_TYPE, 'www-authenticate': challenge } });
  });

  const name = new URL(registry.url).host;
  const fake: FakeOci = {
    url: registry.url,
    name,
    store: store.url,
    environment: {
      WEIGHBRIDGE_OCI_REGISTRIES: `off ${registry.url},${store.url}`,
      WEIGHBRIDGE_OLLAMA_REGISTRY: `${registry.url},${store.url}`,
    },
    requests,
    answers: new Map(),
    sign: 'open',
    credential: null,
    realm: `${registry.url}/token`,
    referrers: 'list',
    redirects: true,
    blob(repository, content) {
      const digest = digestOf(content);
      blobs.set(`/${repository}/${digest}`, Buffer.from(content));
      return digest;
    },
    push(repository, manifest, tag) {
      const bytes = manifest instanceof Uint8Array ? Buffer.from(manifest) : Buffer.from(JSON.stringify(manifest));
      const digest = digestOf(bytes);
      const { mediaType, subject, artifactType } = fieldsOf(manifest);
      const pushed = {
        bytes,
        type: mediaType ?? 'application/vnd.oci.image.manifest.v1+json',
        subject: subject?.digest ?? null,
        artifactType: artifactType ?? null,
      };
      manifests.set(`${repository} ${digest}`, pushed);
      if (tag !== undefined) manifests.set(`${repository} ${tag}`, pushed);
      return digest;
    },
    close: async () => {
      await registry.close();
      await store.close();
    },
  };
  return fake;
}

interface Fields {
  readonly mediaType?: string;
  readonly subject?: { readonly digest: string };
  readonly artifactType?: string;
}

function fieldsOf(manifest: unknown): Fields {
  return manifest instanceof Uint8Array ? {} : (manifest as Fields);
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const JSON_TYPE = { 'content-type': 'application/json' };
const MISSING = json(404, { errors: [{ code: 'MANIFEST_UNKNOWN' }] });

function json(status: number, body: unknown, type = 'application/json'): Canned {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) };
}

function end(response: ServerResponse, { status, headers, body }: Canned): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer({ keepAliveTimeout: 300_000 }, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
