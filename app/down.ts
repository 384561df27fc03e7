/** Whether an error says that GitHub, or the database, is away: then it is not about the work at which it was met. */
import { isGitHubError } from './github/errors.ts';

export type Remote = 'github' | 'database';

/** Of Node: no connection, or one that broke. A hub's or registry's never comes so far: the core makes a state of it. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Classes 08, 57P and 53300 of PostgreSQL ("PostgreSQL Error Codes"): the connection, a server that ends or starts, too many connections. */
const SQL_STATE = /^(?:08\w{3}|57P0[123]|53300)$/;
/** Of the client of PostgreSQL, which has no codes for them. */
const WORDS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'no answer from the database',
];

/** Null: it is about the work. */
export function serviceDown(error: unknown): Remote | null {
  if (isGitHubError(error, 'unavailable')) return 'github';
  if (!(error instanceof Error)) return null;
  // Of the client library itself, which calls what never came HTTP 500.
  if (error.name === 'HttpError' && 'status' in error && typeof error.status === 'number') return error.status >= 500 ? 'github' : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (BROKEN.has(code) || SQL_STATE.test(code)) return 'database';
  return WORDS.some((words) => error.message.startsWith(words)) ? 'database' : null;
}
