/** The one fetch (T14): commits by id, without history, into the private object store. Nothing of the tree under test takes part. */
import { EffectError } from '../../base/errors.ts';
import { isLoopback } from '../net/loopback.ts';
import { type GitCall, type GitOutput, runGit } from './run.ts';

export interface FetchSource {
  /** "https://github.com/acme/product.git". Plain http only on this machine. */
  readonly url: string;
  readonly token: string | null;
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The runner's own proxy and certificates; git inherits nothing else from its environment. */
const NETWORK = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'NO_PROXY',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
];
/** What a partial clone has is no reason to leave anything out: it may have the commit without its contents. */
const NOTHING_BORROWED = { GIT_ALTERNATE_OBJECT_DIRECTORIES: '' };
/** Less than 1 kB/s for half a minute is no transfer. */
const SLOW = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=30'];
const ATTEMPTS = 3;
/**
 * Why a fetch failed, git says in words alone: `fetch` and `ls-remote` end with 128 for every cause, `--porcelain` lists only what came, and the
 * error events of trace2 hold the same words. They are English (LC_ALL=C, see environment.ts), and what they decide is whether to try again and
 * which advice is given: a word that is not known here is a failure like any other, and nothing is ever judged without the commits.
 */
const SAID = {
  transient:
    /could not resolve host|failed to connect|connection (?:reset|refused|timed out)|early eof|hung up|returned error: (?:429|5\d\d)/i,
  gone: /not our ref|unadvertised object|couldn't find remote ref/i,
  forbidden: /authentication failed|could not read username|returned error: 40[134]|repository .{0,300} not found/i,
} as const;

/**
 * Fetches commits with their trees and blobs. `anew`: ignore what the clone has, because it is a partial one.
 * Throws EffectError GIT_OBJECT_MISSING (not there any more), GIT_FAILED (refused, unreachable).
 */
export async function fetchCommits(store: GitCall, ids: readonly string[], from: FetchSource, anew: boolean): Promise<void> {
  if (!ids.every((id) => FULL_ID.test(id)))
    throw new EffectError('GIT_FAILED', 'Only full commit ids are fetched', 'Report this as a bug.');
  const call: GitCall = { ...store, environment: { ...store.environment, ...environmentOf(from), ...(anew ? NOTHING_BORROWED : {}) } };
  // A redirect would carry the token to another address; a helper could ask, or answer with somebody else's credentials.
  const safe = ['-c', 'http.followRedirects=false', '-c', 'credential.helper=', '-c', 'core.askPass=', ...SLOW];
  const shape = ['--quiet', '--no-tags', '--no-recurse-submodules', '--depth=1', '--no-write-fetch-head', '--no-auto-maintenance'];
  const args = [...safe, 'fetch', ...shape, '--end-of-options', from.url, ...ids];
  for (let attempt = 1; ; attempt++) {
    const output = await runGit(call, args);
    if (output.code === 0) return;
    if (attempt === ATTEMPTS || !SAID.transient.test(output.stderr)) throw refused(output, from, ids);
    await new Promise((resolve) => setTimeout(resolve, 500 * 4 ** (attempt - 1)));
  }
}

/** The token travels in the environment: arguments are visible to every process, and files outlive the run. */
function environmentOf({ url, token }: FetchSource): Record<string, string> {
  const { protocol, origin, hostname } = new URL(url);
  const plain = protocol === 'http:' && isLoopback(hostname);
  const network = NETWORK.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return {
    ...Object.fromEntries(network),
    GIT_ALLOW_PROTOCOL: plain ? 'http' : 'https',
    ...(token === null
      ? {}
      : {
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `http.${origin}/.extraheader`,
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${basicCredential(token)}`,
        }),
  };
}

/** What GitHub expects of a token over git's http transport. It must be masked like the token itself. */
export function basicCredential(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}

function refused(output: GitOutput, from: FetchSource, ids: readonly string[]): EffectError {
  const what = `${ids.map((id) => id.slice(0, 12)).join(', ')} from ${from.url}`;
  const said = output.stderr;
  if (SAID.gone.test(said)) {
    const hint = 'Was the branch force-pushed or deleted while this ran? Run the workflow again for the newest commit.';
    return new EffectError('GIT_OBJECT_MISSING', `Cannot fetch ${what}: it is not there`, hint);
  }
  if (SAID.forbidden.test(said)) {
    const hint = 'Give the job "permissions: contents: read" and leave github-token at its default, or pass a token that may read it.';
    return new EffectError('GIT_FAILED', `Cannot fetch ${what}: the token may not read it`, hint);
  }
  const line = said.trim().split('\n')[0]?.slice(0, 300) ?? '';
  return new EffectError(
    'GIT_FAILED',
    `Cannot fetch ${what} (${output.code}): ${line}`,
    'Check the network of the runner; where that is fine, check out anew. Then run again.',
  );
}
