/**
 * The manifest flow: a page on loopback whose one button sends the manifest to GitHub, in the browser of a person who may register Apps; GitHub
 * sends that browser back with a code, which becomes the App and its secrets. They go into one file, and into no output.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { ProbotOctokit } from 'probot';
import { InputError } from '../../src/core/index.ts';
import { listen } from '../server/listen.ts';
import { formAddress, manifestOf } from './manifest.ts';
import { donePage, startPage } from './pages.ts';
import { type Converted, readConverted, settingsText, writeSettings } from './settings-file.ts';

export interface RegisterOptions {
  /** Text of app.yml. */
  readonly manifest: string;
  readonly url: URL;
  readonly organization: string | null;
  readonly name: string | null;
  readonly pinModels: boolean;
  /** Base of GitHub's API. */
  readonly githubApi: string;
  /** Written when all went well; must not be there. */
  readonly file: string;
  /** Of the page; 0 takes a free one. */
  readonly port: number;
  /** Told the address of the page. */
  readonly onReady: (address: string) => void;
  /** What was asked of the page and could not be done; the person may try again. */
  readonly onRefused: (reason: string) => void;
}

const HOST = '127.0.0.1';
const CODE = /^[\w-]{1,200}$/;

/** Resolves when the file is written. Throws InputError USAGE when it is there or cannot be written. */
export async function register(options: RegisterOptions): Promise<Converted> {
  checkFile(options.file);
  const state = randomBytes(24).toString('hex');
  let settle: { readonly resolve: (app: Converted) => void; readonly reject: (error: unknown) => void } | null = null;
  const done = new Promise<Converted>((resolve, reject) => {
    settle = { resolve, reject };
  });
  let port = options.port;
  let busy = false;
  const server = await listen(HOST, options.port, (request, response) => {
    const reply = (status: number, html: string): void => void response.writeHead(status, HEADERS).end(html);
    const refuse = (status: number, reason: string): void => {
      options.onRefused(reason);
      reply(status, donePage('This did not work', reason));
    };
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    // Another name for this address would be another site's (DNS rebinding).
    if (request.headers.host !== `${HOST}:${port}` || request.method !== 'GET') return refuse(400, 'not asked by the page itself');
    if (url.pathname === '/') return reply(200, startPage(formAddress(options.githubApi, options.organization, state), manifest(port)));
    if (url.pathname !== '/registered') return reply(404, donePage('Nothing here', ''));
    if (!sameText(url.searchParams.get('state') ?? '', state)) return refuse(400, 'this answer belongs to another registration');
    const code = url.searchParams.get('code') ?? '';
    if (!CODE.test(code) || busy) return refuse(400, 'GitHub sent no code, or sent it twice');
    busy = true;
    void convert(options.githubApi, code).then(
      (answer) => finish(answer, request, reply),
      (error: unknown) => {
        // The code was old or used before; the person may press the button again.
        busy = false;
        refuse(502, `GitHub did not take the code (${statusOf(error)})`);
      },
    );
  });
  port = server.port;

  function manifest(at: number): string {
    const { manifest: file, name, organization, url, pinModels } = options;
    return manifestOf({ file, name, organization, url, pinModels, redirectUrl: `http://${HOST}:${at}/registered` });
  }

  function finish(answer: unknown, request: IncomingMessage, reply: (status: number, html: string) => void): void {
    try {
      const app = readConverted(answer);
      writeSettings(options.file, settingsText(app, moreSettings(options)));
      // The answer is out before the server closes.
      request.on('close', () => settle?.resolve(app));
      reply(200, donePage('The App is registered', 'Its settings are written. Go back to the terminal.'));
    } catch (error) {
      reply(500, donePage('This did not work', 'The terminal says why.'));
      settle?.reject(error);
    }
  }

  options.onReady(`http://${HOST}:${port}/`);
  try {
    return await done;
  } finally {
    await server.close(1000);
  }
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Not form-action: GitHub leads over its own pages, and a browser would hold them against it.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

/** Before the App is made: its key is shown once. */
function checkFile(path: string): void {
  if (existsSync(path))
    throw new InputError(
      'USAGE',
      `${path} is there already`,
      'It may hold the key of an App: move it away, or name another with --env-file.',
    );
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch {
    throw new InputError('USAGE', `${path} cannot be written`, 'Name another place with --env-file.');
  }
}

async function convert(baseUrl: string, code: string): Promise<unknown> {
  const github = new ProbotOctokit({ baseUrl, throttle: { enabled: false }, retry: { enabled: false }, userAgent: 'weighbridge-app' });
  return (await github.request('POST /app-manifests/{code}/conversions', { code })).data;
}

function moreSettings({ pinModels, githubApi }: RegisterOptions): Record<string, string> {
  return {
    ...(pinModels ? { PIN_MODELS: 'on' } : {}),
    ...(new URL(githubApi).host === 'api.github.com' ? {} : { GITHUB_API_URL: githubApi }),
  };
}

function statusOf(error: unknown): string {
  return error instanceof Error && 'status' in error ? String(error.status) : 'no answer';
}

function sameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
