/**
 * A stand-in of GitHub for releases and attestations: its API on one origin, the storage of bundles on another, real HTTP on loopback. Shapes are
 * those of GitHub's OpenAPI document and of recorded answers.
 *
 *   const github = await startReleases();
 *   github.environment                      GITHUB_API_URL and WEIGHBRIDGE_GITHUB_STORAGE
 *   github.release({ tag, commit, files })  what a tag and its release are from now on
 *   github.attest('sha256:…', bundle)       one more attestation of a digest, of which only an address is told
 *   github.answer('/repos/…', body)         whatever a path of the API or the storage answers, before anything else
 *   github.requests                         what was asked, with the credential that came along
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRelease {
  readonly tag: string;
  readonly commit: string;
  /** Object id of an annotated tag; without it the tag names the commit. */
  readonly annotated?: string;
  /** Name → sha256; null: uploaded before GitHub told digests. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly immutable?: boolean;
  /** Under which name the answer speaks of the repository. */
  readonly says?: string;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface FakeReleases {
  readonly api: string;
  readonly storage: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: { readonly at: 'api' | 'storage'; readonly path: string; readonly authorization: string | null }[];
  release(release: FakeRelease): void;
  attest(digest: string, bundle: unknown, form?: 'inline' | 'snappy' | 'json'): void;
  /** `path`: without the query; of the storage with the signature that grants access. */
  answer(path: string, answer: FakeAnswer): void;
  close(): Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export async function startReleases(repository = 'acme/widget'): Promise<FakeReleases> {
  const releases = new Map<string, FakeRelease>();
  const attestations = new Map<string, unknown[]>();
  const blobs = new Map<string, Uint8Array>();
  const answers = new Map<string, FakeAnswer>();
  const requests: FakeReleases['requests'][number][] = [];
  const servers: Server[] = [];

  const api = await listen((path, query, response) => {
    const send = (body: unknown, headers: Readonly<Record<string, string>> = {}): void =>
      void response
        .writeHead(body === undefined ? 404 : 200, { ...JSON_TYPE, ...headers })
        .end(JSON.stringify(body ?? { message: 'Not Found' }));
    const below = path.slice(`/repos/${repository}/`.length);
    const [, tag = ''] = /^releases\/tags\/(.+)$/.exec(below) ?? [];
    const [, ref = ''] = /^git\/ref\/tags\/(.+)$/.exec(below) ?? [];
    const [, object = ''] = /^git\/tags\/([0-9a-f]{40})$/.exec(below) ?? [];
    const [, digest = ''] = /^attestations\/(.+)$/.exec(below) ?? [];
    if (tag !== '') return send(releaseJson(releases.get(decodeURIComponent(tag)), repository));
    if (ref !== '') return send(refJson(releases.get(decodeURIComponent(ref))));
    const annotated = [...releases.values()].find((one) => one.annotated === object);
    if (object !== '') return send(annotated && { object: { type: 'commit', sha: annotated.commit } });
    if (digest === '') return send(undefined);
    const all = attestations.get(digest) ?? [];
    const from = Number(query.get('after') ?? 0);
    // A page may be smaller than was asked for.
    const size = Math.min(20, Number(query.get('per_page') ?? 30));
    const next = `<http://elsewhere.example${path}?after=${from + size}>; rel="next"`;
    send({ attestations: all.slice(from, from + size) }, from + size < all.length ? { link: next } : {});
  });
  const storage = await listen((path, _query, response) => {
    const blob = blobs.get(path);
    if (blob === undefined) return void response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error/>');
    response.writeHead(200, { 'content-type': 'application/x-snappy' }).end(blob);
  });

  function listen(serve: (path: string, query: URLSearchParams, response: ServerResponse) => void): Promise<Listening> {
    const at = servers.length === 0 ? 'api' : 'storage';
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      requests.push({ at, path: `${url.pathname}${url.search}`, authorization: request.headers.authorization ?? null });
      const fault = answers.get(url.pathname);
      if (fault === undefined) return serve(url.pathname, url.searchParams, response);
      response.writeHead(fault.status ?? 200, { ...JSON_TYPE, ...fault.headers }).end(fault.body ?? '{}');
    });
    servers.push(server);
    return new Promise((done) =>
      server.listen(0, '127.0.0.1', () => done({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })),
    );
  }

  return {
    api: api.origin,
    storage: storage.origin,
    environment: { GITHUB_API_URL: api.origin, WEIGHBRIDGE_GITHUB_STORAGE: storage.origin },
    requests,
    release: (release) => void releases.set(release.tag, release),
    attest(digest, bundle, form = 'snappy') {
      const bytes = Buffer.from(JSON.stringify(bundle));
      const path = `/attestations/42/${blobs.size}.json.sn`;
      blobs.set(path, form === 'json' ? bytes : snappy(bytes));
      const item = { repository_id: 42, initiator: 'user', bundle: null, bundle_url: `${storage.origin}${path}?sig=secretsecret` };
      attestations.set(digest, [...(attestations.get(digest) ?? []), form === 'inline' ? { ...item, bundle, bundle_url: null } : item]);
    },
    answer: (path, answer) => void answers.set(path, answer),
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((done) => {
              server.close(() => done());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

interface Listening {
  readonly origin: string;
}

function releaseJson(release: FakeRelease | undefined, repository: string): unknown {
  if (release === undefined) return undefined;
  const { tag, files, immutable = false, says = repository } = release;
  const assets = Object.entries(files).map(([name, sha256]) => ({
    name,
    state: 'uploaded',
    size: 1,
    digest: sha256 === null ? null : `sha256:${sha256}`,
  }));
  const url = `https://api.github.com/repos/${says}/releases/7`;
  return { url, id: 7, tag_name: tag, draft: false, prerelease: false, immutable, published_at: '2026-01-01T00:00:00Z', assets };
}

function refJson(release: FakeRelease | undefined): unknown {
  if (release === undefined) return undefined;
  const { tag, commit, annotated } = release;
  return { ref: `refs/tags/${tag}`, object: annotated === undefined ? { type: 'commit', sha: commit } : { type: 'tag', sha: annotated } };
}

/** One block without any copy (google/snappy, format_description.txt). */
export function snappy(bytes: Uint8Array): Uint8Array {
  const head: number[] = [];
  for (let left = bytes.length; ; left = Math.floor(left / 128)) {
    head.push(left < 128 ? left : (left % 128) + 128);
    if (left < 128) break;
  }
  const parts = [Buffer.from(head)];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const literal = bytes.subarray(at, at + 65_536);
    parts.push(Buffer.from([61 << 2, (literal.length - 1) & 255, (literal.length - 1) >> 8]), Buffer.from(literal));
  }
  return Buffer.concat(parts);
}
