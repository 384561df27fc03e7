/** The base score of CVSS 3.1 (FIRST, specification document, sections 7.1, 7.4 and Appendix A), from a vector as a record states it. Pure. */
import type { Severity } from '../model/advisory.ts';

type Values = Readonly<Record<string, number>>;

/** Section 7.4. What `PR` weighs where the scope changes stands in `PRIVILEGES_CHANGED`. */
const WEIGHTS: Readonly<Record<string, Values>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  S: { U: 0, C: 1 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const PRIVILEGES_CHANGED: Values = { N: 0.85, L: 0.68, H: 0.5 };
/** Temporal and environmental metrics (section 6, table 15): they may stand there, and the base score does not know them. */
const FURTHER = /^(?:E|RL|RC|[CIA]R|M(?:AV|AC|PR|UI|S|C|I|A)):[A-Z]$/;

/**
 * Null: not a vector of version 3, not whole, or with a metric twice or unknown; of such a one nothing is guessed. Version 3.0 differs in how
 * machines round alone (Appendix A), and is scored as 3.1.
 */
export function baseScore(vector: string): number | null {
  if (vector.length > 300 || !/^CVSS:3\.[01]\//.test(vector)) return null;
  const stated = new Map<string, number>();
  let privileges = '';
  const names = new Set<string>();
  for (const metric of vector.slice('CVSS:3.x/'.length).split('/')) {
    const [name = '', value = ''] = metric.split(':', 2);
    if (names.has(name)) return null;
    names.add(name);
    const weights = Object.hasOwn(WEIGHTS, name) ? WEIGHTS[name] : undefined;
    if (weights === undefined) {
      if (!FURTHER.test(metric)) return null;
    } else if (metric === `${name}:${value}` && Object.hasOwn(weights, value)) {
      stated.set(name, weights[value] ?? 0);
      if (name === 'PR') privileges = value;
    } else return null;
  }
  if (stated.size !== Object.keys(WEIGHTS).length) return null;
  const weightOf = (name: string): number => stated.get(name) ?? 0;
  const changed = weightOf('S') === 1;
  const subScore = 1 - (1 - weightOf('C')) * (1 - weightOf('I')) * (1 - weightOf('A'));
  const impact = changed ? 7.52 * (subScore - 0.029) - 3.25 * (subScore - 0.02) ** 15 : 6.42 * subScore;
  if (impact <= 0) return 0;
  const needed = changed ? (PRIVILEGES_CHANGED[privileges] ?? 0) : weightOf('PR');
  const exploitability = 8.22 * weightOf('AV') * weightOf('AC') * needed * weightOf('UI');
  return roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
}

/** Appendix A: by whole numbers, so that 4.0 stays 4.0 on every machine. */
function roundUp(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

/** Section 5, the qualitative scale. Its "none" (0.0) is the mildest word here: who reports something means something. */
export function ratingOf(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'moderate' : 'low';
}
