/** Words that tell a term from a name. */

/** Words without which no condition, limit or grant is said. */
export const TELLING_WORDS: ReadonlySet<string> = new Set(
  `agree agreed agreement allow allowed allows bound but cannot charge commercial commercially comply condition conditions conditional consent
  disallowed educational except exclude excluded excluding exclusively fee fees forbid forbidden forbids free grant granted grants however if
  illegal internal limit limited limits may military monthly must never no non nonprofit noncommercial not obligation only pay permission
  permit permitted permits personal policy production profit prohibit prohibited prohibits provided purpose purposes require required requires
  research restrict restricted restriction restrictions revenue revocable royalty sell selling shall should subject term terms terminate
  terminated terminates unless use used user users uses using violate warranty without
  erlaubt interdit interdite kein keine kommerziell nicht nur prohibido seulement solo solamente sólo uniquement verboten запрещено не только`.split(
    /\s+/,
  ),
);

/** Of a word in a script that parts none: "for research only", "not for sale" and the like. */
const TELLING_PART = /[仅僅只禁限不未非得须須勿]|商[业業用]|研究|[许許]可|授[权權]|使用|利用|のみ|금지|전용|사용|용도/u;

export function isTelling(word: string): boolean {
  return TELLING_WORDS.has(word) || TELLING_PART.test(word);
}

export function hasTerms(words: readonly string[]): boolean {
  return words.some(isTelling);
}

/** Words of the names of licenses, and of what a license may leave out: beside another license they say that something is not under it. */
export const OF_OTHERS: ReadonlySet<string> = new Set(
  `affero agpl attribution bsl busl clause checkpoint checkpoints confidential dual elastic eula evaluation gpl lgpl license licensed licenses llama openrail
  outputs patent patents proprietary rail sspl trial weights`.split(/\s+/),
);
