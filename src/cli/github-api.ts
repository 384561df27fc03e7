/** GitHub's API for verbs that read it, through @octokit/rest: with the token of the environment, or as anybody. */
import { type AskGitHub, InputError } from '../core/index.ts';
import type { Arguments } from './args.ts';
import type { Io } from './command.ts';

const API = 'https://api.github.com';
const TIMEOUT_MS = 20_000;
/** What goes wrong is said once, in our words. */
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export const API_URL = {
  'api-url': { type: 'string', value: 'URL', help: `API of a GitHub Enterprise server (default ${API}, or GITHUB_API_URL)` },
} as const;

export function askGitHubOf(args: Arguments, io: Io): AskGitHub {
  const token = (io.env['GITHUB_TOKEN'] || io.env['GH_TOKEN'] || '').trim();
  // It becomes a header; the message does not repeat it.
  if (token !== '' && !/^[\x21-\x7e]{8,2000}$/.test(token))
    throw new InputError('USAGE', 'GITHUB_TOKEN is not a token', 'Set it to a token that may read the repository and its policies.');
  const baseUrl = apiUrlOf(args, io);
  // For these verbs alone: the others start without it.
  const octokit = import('@octokit/rest').then(
    ({ Octokit }) => new Octokit({ ...(token === '' ? {} : { auth: token }), baseUrl, userAgent: 'weighbridge', log: SILENT }),
  );
  octokit.catch(() => undefined);
  return async (route, parameters) => {
    const answer = await (await octokit).request(route, { ...parameters, request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });
    return answer.data as unknown;
  };
}

/** The token goes there: https, or this machine. */
export function apiUrlOf(args: Arguments, io: Io): string {
  const text = args.text('api-url') ?? (io.env['GITHUB_API_URL']?.trim() || API);
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname === '127.0.0.1'));
  if (url === null || !safe || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new InputError('USAGE', '--api-url is not an https address', `Write it like ${API} or https://github.example.com/api/v3.`);
  return `${url.origin}${url.pathname}`.replace(/\/{1,10}$/, '');
}

/** "OWNER/NAME". */
export function repositoryArgument(text: string): { readonly owner: string; readonly repo: string } {
  const [, owner, repo] = /^([A-Za-z0-9-]{1,100})\/([\w.-]{1,100})$/.exec(text) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new InputError('USAGE', `--repo is OWNER/NAME; it was "${text.slice(0, 80)}"`, 'For example --repo acme/product');
}
