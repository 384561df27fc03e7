/** What a green row says: that it is settled what one gets. Where something is still open, though no rule asks about it, a row is not green. */
import type { BomComponent, Verdict, Verification } from '../../model/index.ts';
import { rungOf } from '../../policy/rung.ts';
import { compareRungs } from '../../policy/standing.ts';
import { validSignatures } from '../../policy/rules/support/signature.ts';
import { releaseOfService } from '../../ref/release.ts';
import { signerWords } from '../../verify/signatures-seen.ts';
import { foreignProof, isLoose } from './foreign.ts';
import { code, joined, type Phrase, plain } from './phrase.ts';
import { installedWords, registryWords } from './registry-words.ts';
import { runProof } from './runs.ts';

/** Null: of at least one version something is open. No word in it alarms: what nobody asked for is not missing. */
export function settledProof(versions: readonly BomComponent[], all: readonly BomComponent[], signed: Verdict['signed']): Phrase | null {
  const phrases = versions.map((one) => settled(one, all, signed[one.key]));
  const known = phrases.flatMap((one) => (one === null ? [] : [one]));
  if (known.length === 0 || known.length < phrases.length) return null;
  return joined([...new Map(known.map((one) => [JSON.stringify(one), one])).values()], ' / ');
}

function settled(component: BomComponent, all: readonly BomComponent[], signer: string | undefined): Phrase | null {
  if (component.kind !== 'library' && component.verifications.some(isOpen)) return null;
  switch (component.kind) {
    case 'model':
    case 'dataset':
      return component.license.expression === null ? null : onLadder(component, all, signer);
    case 'service':
      return isDated(component) ? [...DATED, ...retiring([component])] : null;
    case 'action':
    case 'image':
    case 'mcp-server': {
      const proof = runProof(component);
      return proof?.settled === true ? proof.words : null;
    }
    default:
      return packaged(component);
  }
}

function onLadder(component: BomComponent, all: readonly BomComponent[], signer: string | undefined): Phrase | null {
  if (signer !== undefined) return [plain('signed by '), code(signer), plain(' ¹')];
  const { rung, gap } = rungOf(component, all);
  if (compareRungs(rung, 'pinned') < 0 || gap === 'signature-invalid' || gap === 'unsigned-files') return null;
  const [valid] = validSignatures(component);
  return valid === undefined || gap !== 'signer'
    ? [plain('pinned, hub confirms')]
    : [plain('pinned; signed by '), code(signerWords(valid.signer).slice(0, 80))];
}

function isOpen({ outcome }: Verification): boolean {
  return outcome !== 'passed' && outcome !== 'not-applicable';
}

function packaged(component: BomComponent): Phrase | null {
  const { hashes, version, verifications } = component;
  if (isLoose(component)) return null;
  const asked = registryWords(component);
  if (asked !== null) return asked.settled ? asked.words : null;
  if (verifications.some(isOpen)) return null;
  const foreign = foreignProof([component]);
  if (foreign !== null) return foreign;
  if (hashes.length > 0) return [plain('hash in the lock'), ...installedWords(component)];
  return version === null ? null : [plain('exact version')];
}

export const DATED: Phrase = [plain('hosted, dated version')];

/** When the provider turns it off: the first day, of several. */
export function retiring(versions: readonly BomComponent[]): Phrase {
  const [first] = versions.flatMap(({ retirement }) => retirement?.on ?? []).sort();
  return first === undefined ? [] : [plain(`, retires ${first}`)];
}

/** Whether a hosted model is asked for by the name of one release. Everything else ("gpt-4o", "…-latest") may move. */
export function isDated({ ref, requested }: Pick<BomComponent, 'ref' | 'requested'>): boolean {
  return releaseOfService({ ...ref, version: requested }) !== null;
}
