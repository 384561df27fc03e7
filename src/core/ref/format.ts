/** Writing references: the canonical text, the identity that survives versions, the name for people. */
import { PackageURL } from 'packageurl-js';
import type { Ref } from './index.ts';

/** `hf:datasets/org/name@rev`, `npm:@scope/name@1.2.3`: the text that parseRef reads back to an equal Ref. */
export function formatRef(ref: Ref): string {
  const path = displayName(ref);
  const prefix = ref.repo === 'datasets' ? 'datasets/' : '';
  return `${ref.type}:${prefix}${path}${ref.version === null ? '' : `@${ref.version}`}`;
}

/** The purl without version where a purl type exists, else the reference without version. */
export function identityOf(ref: Ref): string {
  return purlOf({ ...ref, version: null }) ?? formatRef({ ...ref, version: null });
}

/** "org/name", "gpt2", "@scope/pkg". */
export function displayName(ref: Ref): string {
  return ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
}

/**
 * The purl (purl-spec, types huggingface, npm, pypi, github, oci), or null for types that the purl registry does not have.
 * Datasets carry the namespace segment "datasets", as the hub's own URLs do.
 */
export function purlOf(ref: Ref): string | null {
  const version = ref.version ?? undefined;
  switch (ref.type) {
    case 'hf': {
      const namespace = [...(ref.repo === 'datasets' ? ['datasets'] : []), ...(ref.namespace === null ? [] : [ref.namespace])].join('/');
      return build('huggingface', namespace, ref.name, version);
    }
    case 'npm':
    case 'pypi':
      return build(ref.type, ref.namespace ?? undefined, ref.name, version);
    case 'gh':
      return build('github', ref.namespace ?? undefined, ref.name, version);
    case 'oci':
      return build('oci', undefined, ref.name.toLowerCase(), version, {
        repository_url: `${ref.namespace === null ? '' : `${ref.namespace}/`}${ref.name}`.toLowerCase(),
      });
    case 'modelscope':
    case 'ollama':
    case 'service':
    case 'generic':
      return null;
  }
}

function build(
  type: string,
  namespace: string | undefined,
  name: string,
  version: string | undefined,
  qualifiers?: Record<string, string>,
): string | null {
  try {
    return new PackageURL(type, namespace === '' ? undefined : namespace, name, version, qualifiers, undefined).toString();
  } catch {
    // packageurl-js refuses names that a type forbids; such a name still has its reference as identity.
    return null;
  }
}
