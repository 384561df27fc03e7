/** Which files of a model folder can change what the model does: everything but what is known to be for people. */

const FOR_PEOPLE = new Set('md rst adoc pdf png jpg jpeg gif svg webp ico bmp mp4 mov webm mp3 wav flac'.split(' '));
const NAMES = /^(?:license|licence|copying|notice|readme|changelog|citation|authors|contributing|security)(?:\.(?:txt|cff))?$/;
/** What git and its hosts keep at the root; no loader looks there. */
const GIT = /^\.(?:git|github)(?:\/|$)|^\.git(?:ignore|attributes)$/;

/** Errs towards "yes": weights, code, settings, tokenizers, templates, and whatever has an unknown suffix. */
export function isLoadable(path: string): boolean {
  if (GIT.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (NAMES.test(name)) return false;
  const dot = name.lastIndexOf('.');
  return dot <= 0 || !FOR_PEOPLE.has(name.slice(dot + 1));
}
