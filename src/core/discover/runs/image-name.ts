/** Names of images: registry, repository, tag and digest (OCI distribution specification; reference grammar of Docker). */
import type { Ref } from '../../ref/index.ts';
import { isImageDigest } from '../../ref/parse.ts';
import { normalizeImageName } from '../../ref/types.ts';

export interface ImageName {
  readonly ref: Ref;
  /** The digest where there is one, else the tag; null: none. */
  readonly version: string | null;
}

const IMAGE = /^((?:[a-z0-9][a-z0-9.-]{0,100}(?::\d{1,5})?\/)?[a-z0-9][a-z0-9._/-]{0,250})(?::(\w[\w.-]{0,127}))?(?:@([^@/]{1,256}))?$/i;

/** Null for what is no name of an image: a path, a template, a text with spaces. */
export function readImageName(text: string): ImageName | null {
  const [, path = '', tag, digest] = IMAGE.exec(text.replace(/^(?:(?:docker|oci|docker-image):\/\/|docker:(?=[a-z]))/, '')) ?? [];
  // By any algorithm: an image that nobody can be asked about is one all the same (T33).
  if (digest !== undefined && !isImageDigest(digest)) return null;
  if (path === '' || path.includes('//') || path.endsWith('/') || path.includes('..')) return null;
  const normal = normalizeImageName(path);
  const slash = normal.lastIndexOf('/');
  return {
    ref: { type: 'oci', repo: null, namespace: slash < 0 ? null : normal.slice(0, slash), name: normal.slice(slash + 1), version: null },
    version: digest ?? tag ?? null,
  };
}
