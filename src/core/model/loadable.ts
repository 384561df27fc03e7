/** Which files of a model or dataset a load may take. */

/** Suffixes of what is read by people, or by who verifies. */
const FOR_PEOPLE = new Set('md rst adoc pdf png jpg jpeg gif svg webp ico bmp sig'.split(' '));
/** Names of texts, alone or as text: "LICENSE", "LICENSE-MIT.txt". With any other suffix they are what the suffix says: "readme.py" is code. */
const TEXTS =
  /^(?:readme|licen[cs]e|copying|notice|changelog|citation|use_policy|authors|contributing|security)[\w-]{0,40}(?:\.(?:txt|cff|bib))?$/;
/** What git and its hosts keep; no loader looks there. */
const GIT = /^\.git(?:hub)?\/|(?:^|\/)\.git(?:ignore|attributes)$/;

/** `path` inside the repository of the model. Everything else may be loaded, whatever it is called (fail closed); linear. */
export function isLoadable(path: string): boolean {
  if (GIT.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (TEXTS.test(name)) return false;
  const dot = name.lastIndexOf('.');
  return dot <= 0 || !FOR_PEOPLE.has(name.slice(dot + 1));
}
