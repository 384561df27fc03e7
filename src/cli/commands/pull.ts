/** `weighbridge pull`: downloads exactly what the lock says, verified while it streams. */
import { isAbsolute, resolve } from 'node:path';
import {
  globMatches,
  hubSettings,
  InputError,
  LOCK_FILE,
  type PulledFile,
  openFolder,
  pullLock,
  requireLock,
  visibleUpTo,
  wantedOf,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { createProgress } from '../output.ts';
import { HELP } from '../shared-options.ts';

const AT_ONCE = 4;
const MB = 1024 * 1024;

export const pullCommand: Command = {
  name: 'pull',
  summary: 'download exactly what the lock says, verified byte for byte',
  usage: 'weighbridge pull [REF…] --to DIR [--only PATTERN]',
  example: 'weighbridge pull --to models --only "*.json"',
  details:
    `Reads ${LOCK_FILE} of the current folder and puts each model into DIR/org/name. A file appears only when it is complete and its SHA-256 is the lock's.\n` +
    'Stop it at any time: the next pull goes on where it stood. Exit code 0: all is there; 1: something is not; 2: could not run.',
  options: {
    to: { type: 'string', value: 'DIR', help: 'folder for the files' },
    only: { type: 'string', value: 'PATTERN', help: 'only files whose path matches: "*" stops at "/", "**" does not' },
    force: { type: 'boolean', help: 'replace files that differ from the lock (else they are left alone, and reported)' },
    'max-mb': { type: 'string', value: 'N', help: 'transfer at most N MB' },
    'hub-url': {
      type: 'string',
      value: 'URL',
      help: 'hub to ask instead of the public one (also HF_ENDPOINT; HF_TOKEN is sent only there)',
    },
    'cdn-origin': { type: 'string', value: 'URLS', help: 'further addresses that the hub may send to, separated by commas' },
    directory: { type: 'string', short: 'C', value: 'DIR', help: 'work in DIR instead of the current folder' },
    ...HELP,
  },
  async run(args, io) {
    const cwd = resolve(io.cwd, args.text('directory') ?? '.');
    const to = args.text('to');
    if (to === undefined) throw new InputError('USAGE', '"pull" needs --to', 'Name the folder for the files: weighbridge pull --to models');
    const entries = wantedOf(await requireLock(await openFolder(cwd)), args.positionals);
    const only = args.text('only');
    const progress = createProgress(io);
    const stop = stopOnInterrupt();
    try {
      const result = await pullLock(entries, {
        to: resolve(cwd, to),
        within: isAbsolute(to) ? null : cwd,
        hub: { ...hubSettings(io.env, { hubUrl: args.text('hub-url') ?? null }), cdnOrigins: originsOf(args.text('cdn-origin')) },
        only: only === undefined ? null : (path) => globMatches(only, path),
        replace: args.flag('force'),
        concurrency: AT_ONCE,
        maxBytes: megabytes(args),
        signal: stop.signal,
        onProgress: ({ path, held, size }) => progress.say(`${path} ${percent(held, size)}`),
        fetch: globalThis.fetch,
      });
      progress.clear();
      return tell(result.files, result.extra.paths, io);
    } finally {
      progress.clear();
      stop.done();
    }
  },
};

function tell(files: readonly PulledFile[], extra: readonly string[], io: Io): number {
  const failed = files.filter((file) => file.state === 'failed');
  for (const file of failed) io.out(`! ${visibleUpTo(`${file.path}: ${file.detail}`, 500)}\n`);
  for (const path of extra.slice(0, 20)) io.out(`? ${visibleUpTo(path, 300)}: not in the lock, left alone\n`);
  const received = files.reduce((sum, file) => sum + file.received, 0);
  const present = files.filter((file) => file.state === 'present').length;
  io.out(
    `${files.length - failed.length} of ${files.length} files are there and verified (${present} were before), ${(received / MB).toFixed(1)} MB transferred.\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

/** The first interrupt ends the transfers in order; what has come is kept. A second one ends the process at once, which is safe too. */
function stopOnInterrupt(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return { signal: controller.signal, done: () => void process.off('SIGINT', stop).off('SIGTERM', stop) };
}

function originsOf(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  return text.split(',').map((one) => {
    if (!URL.canParse(one.trim()))
      throw new InputError('USAGE', '--cdn-origin is a list of addresses', 'Write them like https://cdn.example.org');
    return new URL(one.trim()).origin;
  });
}

function megabytes(args: Arguments): number | null {
  const text = args.text('max-mb');
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InputError('USAGE', '--max-mb is a whole number', 'Write it like --max-mb 20000');
  return Number(text) * MB;
}

function percent(held: number, size: number): string {
  return size === 0 ? '100 %' : `${Math.floor((held / size) * 100)} %`;
}
