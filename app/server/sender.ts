/** Who sends a request, as one budget counts senders (T41). */
import { isIP } from 'node:net';

/**
 * The address of the connection, or what the `proxies`-th proxy before us says: with one proxy that is the last entry of X-Forwarded-For, which
 * that proxy wrote itself. What stands left of it anybody may have written. IPv6 counts by its network of 64 bits.
 */
export function senderOf(connection: string | undefined, forwarded: string | string[] | undefined, proxies: number): string {
  const list = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  const named = proxies === 0 ? undefined : list.at(-proxies)?.trim();
  return networkOf(withoutPort(named ?? '')) ?? networkOf(connection ?? '') ?? 'unknown';
}

function withoutPort(text: string): string {
  return /^\[([^\]]{1,64})\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(text)?.[1] ?? text;
}

function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d{1,3}\.)/i, '').split('%', 1)[0] ?? '';
  if (isIP(plain) === 4) return plain;
  if (isIP(plain) !== 6) return null;
  const [left = '', right] = plain.split('::');
  const groups = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: Math.max(8 - groups.length - after.length, 0) }, () => '0');
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
