/** Fields of use, as products state them and as licenses forbid them. */

const FIELDS: readonly (readonly [string, RegExp])[] = [
  ['military', /\b(?:military|warfare|defen[cs]e|army|navy)\b/],
  ['nuclear', /\bnuclear\b/],
  ['espionage', /\b(?:espionage|intelligence service)\b/],
  ['weapons', /\b(?:weapons?|arms|munitions?)\b/],
  ['surveillance', /\b(?:surveillance|biometric|facial recognition|social scoring)\b/],
  ['law-enforcement', /\b(?:law[ -]enforcement|polic(?:e|ing)|immigration|asylum|justice)\b/],
  ['medical', /\b(?:medical|medicine|clinical|diagnos[a-z]{1,6}|health ?care)\b/],
  ['critical-infrastructure', /\bcritical[ -]infrastructure\b/],
  ['training', /\b(?:train|training|distill?|distill?ation|synthetic data)\b/],
];

/** "non-military logistics", "no weapons": what is ruled out is not what it is for. One word only, so that nothing else is hidden behind it. */
const RULED_OUT = /\b(?:non|not|no|without)[ -]{1,2}[a-z]{1,30}\b/g;

/** The fields that licenses limit and that the words name, from a closed list; empty: none of them. Only the first 200 characters are read. */
export function fieldsOf(words: string): readonly string[] {
  const lower = words.slice(0, 200).toLowerCase().replaceAll('_', ' ').replace(RULED_OUT, ' ');
  return FIELDS.flatMap(([field, pattern]) => (pattern.test(lower) ? [field] : []));
}

/** Whether the words say that it is research, and nothing else. */
export function isResearch(words: string | null): boolean {
  return (
    words !== null &&
    /^(?:academic |scientific |non-?commercial )?(?:research|evaluation|education|teaching)$/.test(words.trim().toLowerCase())
  );
}
