/** A reference → what the registry of Ollama is asked for. */
import { displayName } from '../../ref/format.ts';
import { isManifestDigest } from '../../ref/parse.ts';
import { isRepositoryPath, isTag, type ManifestAsked } from '../distribution.ts';
import type { HostSubject } from '../host.ts';
import { REGISTRY } from './service.ts';

/** "llama3.2" is "library/llama3.2" (Ollama, types/model: default namespace and tag). Null: of another registry, or not a possible name. */
export function modelAsked({ ref, requested }: Pick<HostSubject, 'ref' | 'requested'>): ManifestAsked | null {
  if (ref.type !== 'ollama') return null;
  const [, name = '', tag = null] = /^(.*?)(?::([^:/]*))?$/.exec(ref.name) ?? [];
  const path = displayName({ ...ref, name }).toLowerCase();
  const repository = path.includes('/') ? path.replace(`${REGISTRY}/`, '') : `library/${path}`;
  const reference = requested ?? tag ?? 'latest';
  const isPossible =
    repository.split('/').length === 2 && isRepositoryPath(repository, REGISTRY) && (isManifestDigest(reference) || isTag(reference));
  return isPossible ? { host: 'ollama', server: REGISTRY, repository, reference } : null;
}
