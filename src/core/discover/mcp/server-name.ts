/** The name that a settings file gives to a server, as a reference can hold it. */
import { redact } from '../../base/redact.ts';

const MAX_NAME = 100;

/** "My Server" → "My-Server". */
export function serverName(key: string): string {
  const name = redact(key.slice(0, MAX_NAME))
    .replace(/[^\w.-]{1,100}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'unnamed' : name;
}
