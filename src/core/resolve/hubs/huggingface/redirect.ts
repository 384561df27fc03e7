/** Where a redirect of the hub leads. It is read and shown, never followed: another name is another publisher until a person says so. */
import { isHubId } from '../../../ref-parse.ts';
import type { HubSubject } from './questions.ts';

/**
 * "/api/models/new/name/revision/main" → "new/name". The hub's base path before "/api/" does not matter. An address that names
 * no repository of this kind, or lies on another origin, is given as it is (at most 300 characters).
 */
export function redirectTarget(location: string | null, subject: HubSubject): string {
  const address = location ?? '';
  const prefix = `/api/${subject.repo}/`;
  const start = address.startsWith('/') ? address.indexOf(prefix) : -1;
  const id = start < 0 ? null : idIn(address.slice(start + prefix.length));
  return id ?? address.slice(0, 300);
}

/** Ids have one or two parts; what follows is "revision" and the revision. */
function idIn(rest: string): string | null {
  const parts = rest.split('/');
  const short = parts.length === 1 || (parts.length === 3 && parts[1] === 'revision');
  const long = parts.length === 2 || parts[2] === 'revision';
  const id = parts.slice(0, short ? 1 : long ? 2 : 0).join('/');
  return isHubId(id) ? id : null;
}
