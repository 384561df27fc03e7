/** A reference → what its registry is asked for. Source: OCI distribution specification, "Pulling manifests"; Docker, reference grammar. */
import { displayName } from '../../ref/format.ts';
import { isManifestDigest } from '../../ref/parse.ts';
import { type ManifestAsked, isRepositoryPath, isServer, isTag } from '../distribution.ts';
import type { HostSubject } from '../host.ts';

const DOCKER_HUB = 'docker.io';

/**
 * Null: nothing valid can be asked. A name without a registry is one of Docker Hub, without an owner one of its library; without tag and digest
 * "latest" is meant. Where the name has a tag of its own ("app:1"), a digest beside it counts.
 */
export function imageAsked({ ref, requested }: Pick<HostSubject, 'ref' | 'requested'>): ManifestAsked | null {
  if (ref.type !== 'oci') return null;
  const [, name = '', tag = null] = /^(.*?)(?::([^:/]*))?$/.exec(ref.name) ?? [];
  const path = displayName({ ...ref, name });
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(0, slash));
  const isNamed = /[.:]/.test(first) || first === 'localhost';
  const server = isNamed ? first.toLowerCase() : DOCKER_HUB;
  const rest = isNamed ? path.slice(slash + 1) : path;
  const repository = server === DOCKER_HUB && !rest.includes('/') ? `library/${rest}` : rest;
  const reference = requested ?? tag ?? 'latest';
  const isPossible = isServer(server) && isRepositoryPath(repository, server) && (isManifestDigest(reference) || isTag(reference));
  return isPossible ? { host: 'oci', server, repository, reference } : null;
}
