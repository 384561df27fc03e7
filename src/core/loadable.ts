/** Which files of a model or dataset a load may take. */

/** What is read by people, or by git; everything else may be loaded, whatever it is called (fail closed). */
const FOR_PEOPLE =
  /^(?:readme|licen[cs]e|copying|notice|changelog|citation|use_policy|\.gitattributes|\.gitignore)\b|\.(?:md|rst|pdf|png|jpe?g|gif|svg|webp|sig)$/i;

/** `path` inside the repository of the model; linear. */
export function isLoadable(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !FOR_PEOPLE.test(name);
}
