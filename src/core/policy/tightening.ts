/**
 * How each key of a policy tightens below the owner's layer (T24): one table, a row for every key of the schema. The merge is this table and
 * nothing else; docs/policy.md prints it. What a row does not take is refused with its line, and the value above stays in force.
 */
import type { Scope } from '../model/index.ts';
import type { ListName } from './layer-owner.ts';
import type { PolicyFile } from './load.ts';
import { intersection, overlaps } from './narrowing.ts';
import type { LicensePolicy, Lists, Policy } from './policy.ts';
import { sameSigner, signersOf } from './signers.ts';
import { tightenRules } from './tighten-rules.ts';
import type { LayerTold } from './told.ts';
import { asksForLonger, tightenedWaiving } from './waiving-schema.ts';

export interface Tightening {
  /** For people: what a layer below may do. */
  readonly words: string;
  readonly merge: (above: Policy, file: PolicyFile, told: LayerTold) => Policy;
}

type Ordered = 'mode' | 'declared' | 'catalogs';

/** One of two words: only the stricter one is taken. */
function stricter(key: Ordered, word: string, why: string): Tightening {
  return {
    words: `may say \`${word}\``,
    merge(above, { values }, told) {
      const written = values[key];
      if (written === undefined || written === above[key]) return above;
      if (written === word) {
        told.takes(key);
        return { ...above, [key]: word };
      }
      told.refuse(`${key}: ${why}.`, key);
      return above;
    },
  };
}

/** Places: they can be added and not be taken away. */
function morePlaces(key: 'block' | 'show'): Tightening {
  return {
    words: 'may add places',
    merge(above, { values }, told) {
      const written: readonly Scope[] | undefined = values.scope?.[key];
      if (written === undefined) return above;
      const now = above.scope[key];
      if (now.some((one) => !written.includes(one)))
        told.refuse(`scope.${key}: places of the layer above cannot be taken away.`, 'scope', key);
      const more = written.filter((one) => !now.includes(one));
      if (more.length === 0) return above;
      told.joins('scope', key);
      return { ...above, scope: { ...above.scope, [key]: [...now, ...more] } };
    },
  };
}

/** Entries that both layers allow. */
function lessAllowed(name: ListName): Tightening {
  return {
    words: 'may allow less: what both layers allow is allowed',
    merge(above, { values }, told) {
      const written = values[name]?.allow;
      if (written === undefined) return above;
      const { allow } = above[name];
      for (const term of allow === undefined ? [] : written.filter((one) => !overlaps(name, allow, one)))
        told.refuse(`${name}.allow: "${term}" is outside what the layer above allows.`, name, 'allow', written.indexOf(term));
      told.joins(name, 'allow');
      const lists: Lists = { ...above[name], allow: allow === undefined ? written : intersection(name, allow, written) };
      const narrows = name === 'licenses' && allow === undefined ? { narrows: true } : {};
      return { ...above, [name]: { ...lists, ...narrows } };
    },
  };
}

function moreDenied(name: ListName): Tightening {
  return {
    words: 'may deny more',
    merge(above, { values }, told) {
      const more = (values[name]?.deny ?? []).filter((term) => !above[name].deny.includes(term));
      if (more.length === 0) return above;
      told.joins(name, 'deny');
      return { ...above, [name]: { ...above[name], deny: [...above[name].deny, ...more] } };
    },
  };
}

/** A layer below may ask for more reviews, which turn nothing that is refused into a question. */
const MORE_REVIEWS: Tightening = {
  words: 'may ask for more reviews of what is allowed; none turns what is denied into a question',
  merge(above, { values }, told) {
    const { licenses } = above;
    const more = (values.licenses?.review ?? []).filter((term) => ![...licenses.review, ...licenses.alsoReview].includes(term));
    if (more.length === 0) return above;
    told.joins('licenses', 'review');
    const asked: LicensePolicy = { ...licenses, alsoReview: [...licenses.alsoReview, ...more] };
    return { ...above, licenses: asked };
  },
};

/** Who lists some keeps those of them that are in force. */
const FEWER_SIGNERS: Tightening = {
  words: 'may name fewer of those that are in force, and no others',
  merge(above, { values, keys }, told) {
    if (values.signers === undefined) return above;
    const wanted = values.signers.map((input) => signersOf(input, keys));
    wanted.forEach((some, index) => {
      if (!some.every((one) => above.signers.some((known) => sameSigner(known, one))))
        told.refuse('signers: only the layer above adds signers.', 'signers', index);
    });
    told.joins('signers');
    return { ...above, signers: above.signers.filter((known) => wanted.flat().some((one) => sameSigner(known, one))) };
  },
};

/** Only the owner's layer says it. */
function ownersWord(key: 'approvers' | 'waivers' | 'statements' | 'scopes' | 'repositories', who: string): Tightening {
  return {
    words: 'nothing: only the owner says it',
    merge(above, { values }, told) {
      if ((values[key] ?? []).length > 0) told.refuse(`${key}: only the layer above ${who}.`, key);
      return above;
    },
  };
}

/** What holds for all waivers (T28): each layer may only take from it. */
const WAIVING: Readonly<Record<'longest' | 'never' | 'by-author', Tightening>> = {
  longest: {
    words: 'may be shorter',
    merge(above, { values: { waiving } }, told) {
      if (waiving?.longest === undefined) return above;
      if (asksForLonger(above.waiving, waiving)) told.refuse('waiving.longest: the layer above allows less.', 'waiving', 'longest');
      const { longest } = tightenedWaiving(above.waiving, waiving);
      if (longest === above.waiving.longest) return above;
      told.takes('waiving', 'longest');
      return { ...above, waiving: { ...above.waiving, longest } };
    },
  },
  never: {
    words: 'may name more rules',
    merge(above, { values: { waiving } }, told) {
      if (waiving?.never === undefined) return above;
      const { never } = tightenedWaiving(above.waiving, waiving);
      if (never.length === above.waiving.never.length) return above;
      told.joins('waiving', 'never');
      return { ...above, waiving: { ...above.waiving, never } };
    },
  },
  'by-author': {
    words: 'may say `false`',
    merge(above, { values: { waiving } }, told) {
      const written = waiving?.['by-author'];
      if (written === undefined || written === above.waiving.byAuthor) return above;
      if (written) told.refuse('waiving.by-author: only the layer above lets authors waive.', 'waiving', 'by-author');
      else told.takes('waiving', 'by-author');
      return { ...above, waiving: { ...above.waiving, byAuthor: above.waiving.byAuthor && written } };
    },
  },
};

/** It could turn unknown into allowed. */
function knownOfLicenses(key: 'unknown' | 'override'): Tightening {
  return {
    words: 'nothing: only the owner says it',
    merge(above, { values }, told) {
      if ((values.licenses?.[key] ?? []).length > 0)
        told.refuse(`licenses.${key}: only the layer above says what a component comes under.`, 'licenses', key);
      return above;
    },
  };
}

const PRODUCT: Tightening = {
  words: 'nothing: only the owner says it',
  merge(above, { values }, told) {
    for (const key of Object.keys(values.product ?? {}))
      told.refuse('product: only the layer above describes the product.', 'product', key);
    return above;
  },
};

const asItIs = (words: string): Tightening => ({ words, merge: (above) => above });

/** By dotted key, in the order of a policy file. */
export const TIGHTENING = {
  version: asItIs('has one value'),
  extends: asItIs('may rest on more: each of them is merged before the file itself, and may only tighten, too'),
  mode: stricter('mode', 'enforce', 'the layer above enforces'),
  'scope.block': morePlaces('block'),
  'scope.show': morePlaces('show'),
  product: PRODUCT,
  declared: stricter('declared', 'named', 'the layer above takes a declaration for a name only'),
  catalogs: stricter('catalogs', 'judge', 'the layer above judges what lists offer'),
  rules: {
    words: 'may raise a level, may say `mode: enforce`, and may choose options that the rule knows to be stricter',
    merge: (above, file, told) => tightenRules(above, file, told),
  },
  'models.allow': lessAllowed('models'),
  'models.deny': moreDenied('models'),
  'datasets.allow': lessAllowed('datasets'),
  'datasets.deny': moreDenied('datasets'),
  'services.allow': lessAllowed('services'),
  'services.deny': moreDenied('services'),
  'licenses.allow': lessAllowed('licenses'),
  'licenses.deny': moreDenied('licenses'),
  'licenses.review': MORE_REVIEWS,
  'licenses.unknown': knownOfLicenses('unknown'),
  'licenses.override': knownOfLicenses('override'),
  // Who may approve decides what is approved: a layer below names nobody.
  approvers: ownersWord('approvers', 'says who approves'),
  signers: FEWER_SIGNERS,
  scopes: ownersWord('scopes', 'says what does not ship'),
  waivers: ownersWord('waivers', 'waives'),
  'waiving.longest': WAIVING.longest,
  'waiving.never': WAIVING.never,
  'waiving.by-author': WAIVING['by-author'],
  statements: ownersWord('statements', 'states what does not affect the product'),
  repositories: ownersWord('repositories', 'groups repositories'),
} as const satisfies Readonly<Record<string, Tightening>>;
