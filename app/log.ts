/** One JSON line per event on standard output. No bodies, no headers, no secrets: only fields that a caller names. */
import { EffectError, InputError, visibleUpTo } from '../src/core/index.ts';
import { serviceDown } from './down.ts';

export type LogField = string | number | boolean | null;
export type Fields = Readonly<Record<string, LogField>>;

export interface Log {
  readonly info: (event: string, fields?: Fields) => void;
  readonly warn: (event: string, fields?: Fields) => void;
  readonly error: (event: string, fields?: Fields) => void;
}

const LONGEST = 300;
/** Known token shapes (also the long form with dots), and passwords inside of addresses. */
const TOKENS = /gh[pousr]_[A-Za-z0-9._]{20,1000}|github_pat_\w{20,200}|hf_[A-Za-z0-9]{20,100}|(?<=:\/\/)[^\s/@]{1,300}(?=@)/g;

/** `write` gets one line without its end; `now` is the clock. */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  const at =
    (level: string) =>
    (event: string, fields: Fields = {}): void => {
      const safe = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? safeText(value) : value]);
      write(JSON.stringify({ time: now().toISOString(), level, event, ...Object.fromEntries(safe) }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * What an error may say in the log: class, code and its first words, without token shapes and control characters (T21, T22). `down`: which service is away,
 * where it says that (outages.ts).
 */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const status = 'status' in error && typeof error.status === 'number' ? { status: error.status } : {};
  const hint = error instanceof InputError || error instanceof EffectError ? { hint: error.hint } : {};
  const down = serviceDown(error);
  return { ...(down === null ? {} : { down }), error: error.name, ...code, ...status, message: error.message, ...hint };
}

function safeText(text: string): string {
  return visibleUpTo(text.replace(TOKENS, '[removed]'), LONGEST);
}
