/** Under which key a name of an ecosystem stands that is installed from a folder of the tree. */
import { redact } from '../base/redact.ts';

/** "npm left". `name`: in normal form; known token shapes are replaced, as in a package (T21). */
export function folderKey(ecosystem: string, name: string): string {
  return redact(`${ecosystem} ${name}`);
}
