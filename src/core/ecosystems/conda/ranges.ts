/** Ranges of conda packages (conda, `MatchSpec`): clauses of which all must hold between ",", and of which one must hold between "|". */
import { beginsAs, compareCondaVersions, condaVersionKey } from './version.ts';

const CLAUSE = /^(===|==|=|!=|~=|<=|>=|<|>)?\s{0,5}([\w.!+-]{1,100}?)(\.?\*)?$/;

/** What cannot be read takes nothing. */
export function condaTakes(version: string, range: string): boolean {
  return range.split('|').some((part) => part.split(',').every((clause) => takes(version, clause.trim())));
}

/** Whether it can be told what a range takes. */
export function isCondaRange(range: string): boolean {
  return range.split(/[|,]/).every((clause) => {
    const text = clause.trim();
    return text === '*' || condaVersionKey(CLAUSE.exec(text)?.[2] ?? '') !== null;
  });
}

function takes(version: string, clause: string): boolean {
  if (clause === '*') return true;
  const [, sign = '==', asked = '', star] = CLAUSE.exec(clause) ?? [];
  if (condaVersionKey(asked) === null) return false;
  const order = compareCondaVersions(version, asked);
  const begins = beginsAs(version, asked);
  switch (sign) {
    // "=2.5" are all that begin so.
    case '=':
      return begins;
    case '==':
    case '===':
      return star === undefined ? order === 0 : begins;
    case '!=':
      return star === undefined ? order !== 0 : !begins;
    case '~=':
      return order >= 0 && beginsAs(version, asked.replace(/[._][^._]*$/, ''));
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}
