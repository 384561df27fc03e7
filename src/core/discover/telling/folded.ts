/** Bytes → text as those read it who look for names in it: look-alikes made plain, what nobody sees taken out. Line ends stay. */

/** Bytes of one file. */
export const LIMIT = 2 * 1024 * 1024;

/** Letters of other alphabets that look like ours, and ours. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  Array.from('аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwӏlοoαaνvιiκkρpτtυuАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXıiɡg').flatMap(
    (letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1] ?? '']] : []),
  ),
);
const UNSEEN = /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\uFE00-\uFE0F]/g;

/** null: not UTF-8, or bytes that no text has. */
export function foldedText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  // Escaped slashes (JSON, regular expressions) and line ends in the middle of a literal.
  return folded(text)
    .replace(/\\\//g, '/')
    .replace(/\\\r?\n[ \t]*/g, '');
}

function folded(text: string): string {
  return /[\u0080-\uFFFF]/.test(text) ? text.replace(/[\u0080-\uFFFF]{1,4096}/g, plain) : text;
}

function plain(run: string): string {
  const seen = run.replace(UNSEEN, '').normalize('NFKC');
  return Array.from(seen, (letter) => ALIKE.get(letter) ?? letter).join('');
}
