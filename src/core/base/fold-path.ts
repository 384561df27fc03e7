/** What macOS and Windows take for one path: two that fold to the same are one file there (T15). */

/** Characters that HFS+ ignores when it compares names (git's utf8.c, next_hfs_char). */
const HFS_IGNORED = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/** NFC and case folding. ASCII, the common case, is only lower-cased. */
export function foldPath(path: string): string {
  if (/^[\x00-\x7F]*$/.test(path)) return path.toLowerCase();
  // Upper, then lower: "ß" and "ss", "ς" and "σ", the Kelvin sign and "k" meet.
  return path.replace(HFS_IGNORED, '').normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
