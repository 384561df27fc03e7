/** The address of an MCP server as a reference: host, and the words of its path. The rest of an address can be a key (T21). */
import { redact } from '../../base/redact.ts';
import type { Ref } from '../../ref/index.ts';

/** Plain words: a token has digits, capitals, or is longer. */
const WORD = /^(?:[a-z]+(?:[-_][a-z]+){0,4}|v\d{1,2})$/;
const MAX_WORD = 30;
const MAX_WORDS = 4;

/** Null: this machine, a name without a domain, or a host that only running it tells. */
export function serverAddress(text: string): Ref | null {
  if (text.length > 2_000 || !/^(?:https?|wss?):\/\//i.test(text)) return null;
  const authority = /^[a-z]+:\/\/([^/?#\s]{1,300})/i.exec(text)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,250})\.[a-z]{2,24}(?::\d{1,5})?$/.test(host) || isLocal(host) || redact(host) !== host) return null;
  const path = text.slice(text.indexOf(authority) + authority.length).replace(/[?#].*$/s, '');
  const parts = path.split('/').filter((part) => part !== '');
  const end = parts.findIndex((part) => part.length > MAX_WORD || !WORD.test(part));
  const words = parts.slice(0, Math.min(end < 0 ? parts.length : end, MAX_WORDS));
  const whole = [host, ...words];
  return {
    type: 'mcp',
    repo: null,
    namespace: whole.length === 1 ? null : whole.slice(0, -1).join('/'),
    name: whole.at(-1) ?? host,
    version: null,
  };
}

function isLocal(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '');
  return /(?:^|\.)(?:localhost|local|localdomain|internal|svc|cluster)$/.test(name) || name === 'host.docker.internal';
}
