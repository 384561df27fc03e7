/** Under which license a product goes out, and whether a component with share-alike terms may be a part of that whole. */
import type { SpdxExpression } from '../expression.ts';
import { isRecognized, parseExpression } from '../expression.ts';
import { versionsFrom } from '../spdx-ids.ts';
import { termsOf } from './terms.ts';

/**
 * same: yes, the whole goes out under terms that its license accepts. whole: the product's own code may be combined with it, but the
 * whole must then go out under the component's license. never: the two cannot be met together. unknown: it is not stated what goes out.
 */
export type Combination = 'same' | 'whole' | 'never' | 'unknown';

/**
 * Which strong licenses a whole under this one may have inside (gnu.org license list; GPL-3.0 section 13; CC BY-SA 4.0 compatible licenses;
 * CeCILL 2.1 section 5.3.4; EUPL 1.1 section 13, which lets its licensee take 1.2, and the appendix of that).
 */
const TAKES_IN: Readonly<Record<string, readonly string[]>> = {
  'GPL-3.0-only': ['AGPL-3.0-only', 'CC-BY-SA-4.0', 'EUPL-1.1', 'EUPL-1.2', 'CECILL-2.0', 'CECILL-2.1', 'Sleepycat'],
  'AGPL-3.0-only': ['GPL-3.0-only', 'EUPL-1.1', 'EUPL-1.2', 'CECILL-2.1'],
  'GPL-2.0-only': ['EUPL-1.1', 'EUPL-1.2', 'CECILL-2.0', 'CECILL-2.1', 'Sleepycat'],
  'EUPL-1.2': ['EUPL-1.1'],
  'MPL-2.0': ['EUPL-1.1', 'EUPL-1.2'],
  'OSL-3.0': ['EUPL-1.1', 'EUPL-1.2'],
  'CECILL-2.1': ['EUPL-1.1', 'EUPL-1.2', 'CECILL-2.0'],
};

const CLOSED = /^(?:(?:LicenseRef-(?:[a-z0-9.]{1,40}-)?)?proprietary|commercial|closed(?:[ -]source)?|unlicensed)$/i;

export function isClosed(outbound: string): boolean {
  return CLOSED.test(outbound.trim());
}

/** null: nothing is stated, or nothing that is understood. */
export function readOutbound(outbound: string | null): SpdxExpression | null {
  if (outbound === null || isClosed(outbound)) return null;
  const parsed = parseExpression(outbound)?.expression ?? null;
  return parsed !== null && isRecognized(parsed) ? parsed : null;
}

/** May a whole under `outbound` contain a part under `id`, a license with strong or network share-alike? To combine is not to relicense. */
export function combine(id: string, outbound: string | null): Combination {
  if (outbound !== null && isClosed(outbound)) return 'never';
  const expression = readOutbound(outbound);
  return expression === null ? 'unknown' : ofExpression(id, expression);
}

const BEST_FIRST: readonly Combination[] = ['same', 'whole', 'unknown', 'never'];

/** Who offers several licenses may keep the one that fits; who imposes several must meet all. */
function ofExpression(id: string, outbound: SpdxExpression): Combination {
  if (outbound.kind === 'license') return ofLicense(id, outbound.id, outbound.orLater);
  const found = new Set(outbound.parts.map((part) => ofExpression(id, part)));
  const order = outbound.kind === 'any' ? BEST_FIRST : BEST_FIRST.toReversed();
  const worst = order.find((one) => found.has(one)) ?? 'unknown';
  // "GPL-3.0-only AND MIT": the whole goes out under the component's license already, and the rest of it fits in.
  return outbound.kind === 'all' && worst === 'whole' && found.has('same') ? 'same' : worst;
}

function ofLicense(id: string, outbound: string, orLater: boolean): Combination {
  const offered = orLater || outbound.endsWith('-or-later') ? versionsFrom(outbound) : [outbound];
  if (offered.some((one) => one === id || (Object.hasOwn(TAKES_IN, one) && TAKES_IN[one]?.includes(id) === true))) return 'same';
  const terms = termsOf(outbound, null);
  // GPL-2.0 takes no further conditions; those of Apache-2.0 on patents are some (gnu.org license list).
  if (outbound === 'Apache-2.0' && id === 'GPL-2.0-only') return 'never';
  if (terms?.shareAlike === 'none' && terms.commercialUse === 'allowed' && terms.useRestrictions === false) return 'whole';
  if (/^(?:MPL-2\.0|LGPL-)/.test(outbound) && /^A?GPL-/.test(id)) return 'whole';
  return 'never';
}
