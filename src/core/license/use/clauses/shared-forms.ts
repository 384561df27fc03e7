/** Share-alike of models and datasets. Weights beside code are data that a program loads, not code that is linked with it. */
import { combine } from '../outbound.ts';
import type { Findings, UseCase } from '../say.ts';
import { NOTHING, anotherOne, asks, forbids, isPassedOn, owes, passingKey, together } from '../say.ts';
import type { Terms } from '../terms.ts';

/** Two questions: what altered forms go out under (relicensing), and whether a license for code reaches the program beside the weights. */
export function judgeSharedForms(at: UseCase): Findings {
  const { use, terms, reach, product } = at;
  const passedOn = isPassedOn(at);
  const network = terms.shareAlike === 'network' && use.kind !== 'dataset';
  const reached =
    passedOn === true || (network && reach.hosts === true) ? true : passedOn === null || (network && reach.hosts === null) ? null : false;
  if (reached === false) return NOTHING;
  const combination = combine(terms.id, product.outboundLicense);
  const keep = owes(at, 'share-alike', `Share altered forms of it only under ${at.license}`, null, 'unstated');
  if (combination === 'same') return keep;
  if (product.modified === true) return together([keep, relicensed(at, reached, combination === 'unknown')]);
  if (isForCode(terms) && terms.shareAlike !== 'weak') return together([keep, besideCode(at, reached)]);
  if (product.modified === false || use.kind === 'dataset' || terms.shareAlike === 'weak' || combination === 'unknown') return keep;
  return together([
    keep,
    asks(at, {
      clause: 'share-alike',
      text: 'Altered forms go out under its license only, and whether the product alters it is not stated.',
      set: 'product.modified',
      ways: ['use it unchanged, and state product.modified: false', anotherOne(at)],
    }),
  ]);
}

const CONTENT = new Set(['content-copyleft', 'noncommercial', 'community-model', 'research-only']);

/** Whether the terms speak of programs, of what is linked or derived; terms for content speak of altered forms only. */
export function isForCode({ category, id }: Terms): boolean {
  return !CONTENT.has(category) && !id.startsWith('CC-');
}

function relicensed(at: UseCase, reached: boolean | null, isUnstated: boolean): Findings {
  const { use, terms, product } = at;
  const clause = 'share-alike';
  const text = `Altered forms of it may go out under ${at.license} only.`;
  const ways = ['use it unchanged', `release the altered ${use.kind} under ${at.license}`, anotherOne(at)];
  if (isUnstated) return asks(at, { clause, text, set: 'product.license', ways });
  if (reached === null) return asks(at, { clause, text, set: passingKey(at), ways });
  const fact = `the product goes out under ${product.outboundLicense}, with an altered form of it`;
  return terms.shareAlike === 'weak' ? asks(at, { clause, text, fact, ways }) : forbids(at, { clause, text, fact, ways });
}

function besideCode(at: UseCase, reached: boolean | null): Findings {
  const { use, terms, product } = at;
  const stated = reached === null ? { set: passingKey(at) } : product.outboundLicense === null ? { set: 'product.license' } : {};
  return asks(at, {
    clause: terms.shareAlike === 'network' ? 'network-use' : 'share-alike',
    text: 'The license speaks of code; a program that loads the weights is usually no part of the same work, but the text does not say so.',
    fact: `the ${use.kind} lies beside the program`,
    ...stated,
    ways: [anotherOne(at), 'ask the licensor how it is meant', `release the product under ${at.license}`],
  });
}
