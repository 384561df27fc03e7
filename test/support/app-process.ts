/** Starts and watches app-child.ts. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { StoreConfig } from '../../app/config.ts';
import { environment } from './app-keys.ts';
import { CODE_CACHE } from './code-cache.ts';

const CHILD = fileURLToPath(new URL('./app-child.ts', import.meta.url));

export interface Said {
  readonly began?: string;
  readonly ended?: string;
  readonly worked?: string;
  readonly from?: string;
  readonly to?: string;
  readonly stopping?: boolean;
  readonly stopped?: boolean;
  readonly messages?: number;
}

export interface AppProcess {
  readonly port: number;
  readonly adminPort: number;
  readonly child: ChildProcess;
  /** What it printed after its port. */
  readonly said: readonly Said[];
  /** With WORK=hold: lets jobs go on, or holds those that begin from now on. count: it says how many messages its database has got. */
  readonly tell: (word: 'go' | 'hold' | 'count') => void;
  readonly ended: Promise<number | null>;
}

export async function startApp(store: StoreConfig, githubApi: string, more: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
  const where: Record<string, string> = store.kind === 'postgres' ? { DATABASE_URL: store.url } : { DATA_DIR: store.folder };
  const env = { PATH: process.env['PATH'] ?? '', ...CODE_CACHE, ...environment({ GITHUB_API_URL: githubApi, ...where, ...more }) };
  const child = spawn(process.execPath, [CHILD], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }) as ChildProcessByStdio<
    null,
    Readable,
    Readable
  >;
  child.channel?.unref();
  const lines: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk.toString()}`.slice(-4000);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const first = await new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      if (lines.length === 1) resolve(lines[0] ?? {});
    });
    void ended.then(() => reject(new Error(errors)));
  });
  lines.shift();
  const tell: AppProcess['tell'] = (word) => void child.send(word);
  return { port: Number(first['port']), adminPort: Number(first['adminPort']), child, said: lines, tell, ended };
}
