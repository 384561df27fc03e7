/** Runs a conformance door as the suites do: as an executable, from any folder. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CODE_CACHE } from './code-cache.ts';

export interface DoorAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function door(
  name: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<DoorAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(import.meta.dirname, '../conformance', name), args, {
      cwd: options.cwd,
      env: { PATH: process.env['PATH'] ?? '', ...CODE_CACHE, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      texts.out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      texts.err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}
