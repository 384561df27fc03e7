/** Text between quotes, as a reviewer can read it. */

/** JSON; characters that nobody sees, or that turn a line around, are written as escapes (T22). */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
