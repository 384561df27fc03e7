/** Where a redirect of the hub leads. It is read and shown, never followed: another name is another publisher until a person says so. */
import { isHubId } from '../../ref/parse.ts';
import type { HubSubject } from './questions.ts';

/** For people, in place of an address: the hub may be the operator's own, and names of internal hosts stay out of reports (T26). */
const ELSEWHERE = 'an address on another host';

/**
 * "/api/models/new/name/revision/main" → "new/name". The hub's base path before "/api/" does not matter. A path that names no
 * repository of this kind is given as it is (at most 300 characters), an address on another origin not at all.
 */
export function redirectTarget(location: string | null, subject: HubSubject): string {
  const address = location ?? '';
  if (!address.startsWith('/')) return ELSEWHERE;
  const prefix = `/api/${subject.repo}/`;
  const start = address.indexOf(prefix);
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
