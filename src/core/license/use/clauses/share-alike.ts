/** Share-alike of code that is linked: to combine with a license is another question than to relicense under it. */
import { isGplWhole, takenByGpl } from '../gpl-whole.ts';
import type { Combination } from '../outbound.ts';
import { combine, readOutbound } from '../outbound.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { NOTHING, anotherOne, asks, forbids, owes, together } from '../say.ts';
import { isForCode, judgeSharedForms } from './shared-forms.ts';

export const judgeShareAlike: JudgeClause = (at) => {
  const { use, terms } = at;
  if (terms.shareAlike === 'none' || terms.shareAlike === null || use.kind === 'action' || use.kind === 'service') return NOTHING;
  // Terms for content (CC BY-SA, ODbL) speak of altered forms, also where a package carries it: not of programs that use it.
  if (use.kind === 'model' || use.kind === 'dataset' || !isForCode(terms)) return judgeSharedForms(at);
  return terms.shareAlike === 'weak' ? judgeWeak(at) : together([judgeShipped(at), judgeHosted(at)]);
};

/** An unmodified dependency under MPL or LGPL asks nothing of the product's own license. */
function judgeWeak(at: UseCase): Findings {
  const { terms, reach, product, altered } = at;
  if (reach.ships === false) return NOTHING;
  const source = together([
    owes(at, 'share-alike', 'Offer the source of the library, with what you changed in it, under its license', null, 'unstated'),
    owesInstallation(at),
  ]);
  if (!/^L?GPL-/.test(terms.id) || product.linkage !== 'static' || terms.exception !== null) return source;
  // LGPL-3.0 section 4(d), LGPL-2.1 section 6: whoever gets the program must be able to link it with another version of the library.
  const relink = owes(at, 'share-alike', 'Give people what they need to link the program with a changed library', null, 'unstated');
  // Who releases the source of the product gives all that this takes.
  if (altered !== true || reach.ships === null || readOutbound(product.outboundLicense) !== null) return together([source, relink]);
  return together([
    source,
    relink,
    asks(at, {
      clause: 'share-alike',
      text: 'A changed library is linked into the program so that people cannot exchange it.',
      fact: 'the library is changed and linked statically',
      set: 'product.linkage',
      ways: ['link it dynamically', 'use it unchanged', anotherOne(at)],
    }),
  ]);
}

/** null: not stated. A library that runs as a program of its own is no part of the whole. */
function isCombined({ use, product }: UseCase): boolean | null {
  if (use.kind !== 'library' || product.linkage === 'process') return false;
  return product.linkage === 'static' || product.linkage === 'dynamic' ? true : null;
}

function judgeShipped(at: UseCase): Findings {
  const { terms, reach, product } = at;
  if (reach.ships === false) return NOTHING;
  const combination = combine(terms.id, product.outboundLicense);
  const source = together([
    owes(at, 'share-alike', 'Offer the whole corresponding source to everybody who gets the product', null, 'unstated'),
    owesInstallation(at),
  ]);
  if (combination === 'same') return source;
  const combined = isCombined(at);
  if (combined === false) {
    const own = together([
      owes(at, 'share-alike', 'Offer the source of this program to everybody who gets it', null, 'unstated'),
      owesInstallation(at),
    ]);
    if (terms.shareAlike !== 'network') return own;
    return together([own, askArm(at)]);
  }
  // Terms that reach even those who only use it over a network leave a closed product no room: who runs it apart says so (product.linkage).
  const assumed = combined ?? (terms.shareAlike === 'network' && terms.service === null ? true : null);
  return refused(at, { clause: 'share-alike', combination, combined: assumed, reached: reach.ships, what: 'ships it' });
}

/**
 * Whoever gets a consumer device must be able to run a changed version on it (GPL-3.0 and AGPL-3.0 section 6, "Installation Information";
 * LGPL-3.0 section 4(e)). Version 2 does not ask for it, so "2 or later" may be taken as 2; what an exception frees owes none.
 */
function owesInstallation(at: UseCase): Findings {
  const { terms, product } = at;
  if (!product.contexts.includes('device') || terms.exception !== null || !/^[AL]?GPL-3\.0-/.test(terms.id)) return NOTHING;
  const text = 'Give people what they need to install a changed version of it on the device (keys and installation information)';
  return owes(at, 'share-alike', text, null, 'unstated');
}

/** AGPL-3.0 section 13: who uses a modified version over a network must be offered its source; to link it is to modify it. */
function judgeHosted(at: UseCase): Findings {
  const { terms, reach, product, altered } = at;
  if (terms.shareAlike !== 'network' || terms.service !== null || reach.hosts !== true) return NOTHING;
  const combination = combine(terms.id, product.outboundLicense);
  if (combination === 'same')
    return owes(at, 'network-use', 'Offer the source to everybody who uses it over the network', null, 'unstated');
  const combined = altered === true ? true : isCombined(at);
  if (combined !== false) return refused(at, { clause: 'network-use', combination, combined, reached: true, what: 'serves it' });
  return altered === null ? asks(at, { ...ARM, set: 'product.modified', ways: waysOut(at) }) : askArm(at);
}

const ARM = {
  clause: 'network-use',
  text: 'The license reaches those who use the program over a network; whether it reaches this product, which runs beside it, a person decides.',
} as const;

function askArm(at: UseCase): Findings {
  return asks(at, { ...ARM, fact: 'it runs as a program of its own', ways: waysOut(at) });
}

interface Refusal {
  readonly clause: 'share-alike' | 'network-use';
  readonly combination: Combination;
  readonly combined: boolean | null;
  readonly reached: boolean | null;
  readonly what: string;
}

/** Of several facts that are not stated the first is named: stating it shows whether the others matter. */
function refused(at: UseCase, { clause, combination, combined, reached, what }: Refusal): Findings {
  const { license, product } = at;
  const text = `Who gets the product must get all of it under ${license}, source included.`;
  const ways = waysOut(at);
  if (combination === 'unknown') return asks(at, { clause, text, set: 'product.license', ways });
  if (reached === null) return asks(at, { clause, text, set: 'product.use', ways });
  if (combined === null) return asks(at, { clause, text, set: 'product.linkage', ways });
  const fact = `the product goes out under ${product.outboundLicense ?? 'other terms'}, and ${what}`;
  if (combination === 'whole') return asks(at, { clause, text, fact, ways });
  return forbids(at, { clause, text, fact, ...(product.linkage === null ? { set: 'product.linkage' } : {}), ways });
}

function waysOut(at: UseCase): string[] {
  return [
    anotherOne(at),
    'run it as a program of its own',
    `release the product under ${at.license}`,
    'buy another license where the authors sell one',
  ];
}

/** The other direction: a product under the GPL takes no part whose license adds conditions of its own. */
export const judgeGplWhole: JudgeClause = (at) => {
  const { use, terms, reach, product } = at;
  // What is copyleft for code was asked about the whole already.
  const isCopyleft = (terms.shareAlike === 'strong' || terms.shareAlike === 'network') && isForCode(terms);
  if (use.kind !== 'library' || reach.ships === false || isCopyleft) return NOTHING;
  const outbound = readOutbound(product.outboundLicense);
  if (outbound === null || !isGplWhole(outbound)) return NOTHING;
  const combined = isCombined(at);
  const taken = takenByGpl(terms, outbound, combined === true);
  if (taken === 'yes' || combined === false) return NOTHING;
  const text = `A product under ${product.outboundLicense} may contain nothing with further conditions, and this license ${taken === 'no' ? 'has' : 'may have'} some.`;
  const ways = [anotherOne(at), 'run it as a program of its own', 'add an exception for it to the product’s license'];
  const fact = `the product goes out under ${product.outboundLicense}`;
  if (taken === 'unsure') return asks(at, { clause: 'compatibility', text, fact, ways: ['read which terms its own files give', ...ways] });
  if (reach.ships === null) return asks(at, { clause: 'compatibility', text, set: 'product.use', ways });
  if (combined === null) return asks(at, { clause: 'compatibility', text, set: 'product.linkage', ways });
  return forbids(at, { clause: 'compatibility', text, fact, ways });
};
