/** What the flags of `weighbridge license` say of the product. What no flag says is not stated. */
import {
  FACT_KEYS,
  FACTS,
  FACTS_IN_WORDS,
  InputError,
  isProductLicense,
  marketsIn,
  productFacts,
  territoryIn,
  type ProductFacts,
  type ProductUse,
} from '../../../core/index.ts';
import type { Arguments, Options } from '../../args.ts';

const HINT = 'See "weighbridge license --help".';
const CONTEXTS = ['distributed', 'saas', 'internal', 'research', 'device', 'api'] as const;
const LINKAGES = ['static', 'dynamic', 'process', 'bundled'] as const;

export const PRODUCT: Options = {
  use: {
    type: 'string',
    value: 'LIST',
    help: 'what the product is used for: commercial, distributed, saas, internal, research, device, api; commas between them',
  },
  outbound: { type: 'string', value: 'LICENSE', help: 'what the product goes out under: "proprietary", or an SPDX expression' },
  linkage: { type: 'string', value: 'HOW', help: 'how a library is bound to its code', choices: LINKAGES },
  modified: { type: 'boolean', help: 'the files of the component are changed; --no-modified: they are not' },
  seat: { type: 'string', value: 'PLACE', help: 'where its owner has its seat: EU, or a country (ISO 3166)' },
  markets: { type: 'string', value: 'LIST', help: 'where it is used or sold: EU,US, or worldwide' },
  users: { type: 'string', value: 'N', help: 'users in a month' },
  'users-at-release': { type: 'string', value: 'N', help: 'users in the month in which the version of the model came out' },
  'daily-users': { type: 'string', value: 'N', help: 'users on a day' },
  visits: { type: 'string', value: 'N', help: 'visits in a month' },
  revenue: { type: 'string', value: 'N', help: 'yearly revenue of its owner, in US dollars' },
  fact: {
    type: 'string',
    value: 'KEY[=VALUE]',
    multiple: true,
    help: 'what decides whether a duty is met: notices-shipped, acceptable-use-agreed=false, "naming-displayed=Built with Llama"; may stand several times',
  },
};

/** Throws InputError USAGE. */
export function productOfFlags(args: Arguments): ProductUse {
  const uses = listed(args, 'use').map((one) => one.toLowerCase());
  const odd = uses.find((one) => one !== 'commercial' && contextOf(one) === null);
  if (odd !== undefined) throw wrong(`--use knows no "${odd.slice(0, 60)}"; it knows commercial, ${CONTEXTS.join(', ')}`);
  const outbound = args.text('outbound') ?? null;
  if (outbound !== null && !isProductLicense(outbound))
    throw wrong(`--outbound is neither "proprietary" nor an SPDX expression: "${outbound.slice(0, 100)}"`);
  return {
    outboundLicense: outbound,
    contexts: uses.flatMap((one) => contextOf(one) ?? []),
    // As in policies: research is not commercial, unless both are said.
    commercial: uses.includes('commercial') ? true : uses.includes('research') ? false : null,
    linkage: LINKAGES.find((one) => one === args.text('linkage')) ?? null,
    modified: args.toggle('modified') ?? null,
    monthlyUsers: figure(args, 'users'),
    monthlyUsersAtRelease: figure(args, 'users-at-release'),
    dailyUsers: figure(args, 'daily-users'),
    monthlyVisits: figure(args, 'visits'),
    yearlyRevenueUsd: figure(args, 'revenue'),
    seat: seatIn(args),
    markets: marketsOf(args),
    facts: factsOf(args.texts('fact')),
  };
}

function contextOf(word: string): (typeof CONTEXTS)[number] | null {
  return CONTEXTS.find((one) => one === word) ?? null;
}

function listed(args: Arguments, name: string): string[] {
  return (args.text(name) ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

/** One place: "worldwide", or the first of several, would answer for a seat that nobody named. */
function seatIn(args: Arguments): string | null {
  const text = args.text('seat');
  return text === undefined ? null : (territoryIn(text) ?? noPlace('seat', text));
}

function marketsOf(args: Arguments): readonly string[] {
  return marketsIn(listed(args, 'markets').map((one) => (/^worldwide$/i.test(one) ? one : (territoryIn(one) ?? noPlace('markets', one)))));
}

function noPlace(name: string, text: string): never {
  throw wrong(`--${name} has no place "${text.slice(0, 60)}": write EU, or the two letters of a country (ISO 3166)`);
}

function figure(args: Arguments, name: string): number | null {
  const text = args.text(name);
  if (text === undefined) return null;
  const plain = text.replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (!/^\d{1,15}$/.test(plain)) throw wrong(`--${name} is not a whole number, like 20000 or 20_000: "${text.slice(0, 60)}"`);
  return Number(plain);
}

const FIELDS = new Map(FACTS.map((field) => [FACT_KEYS[field].replace('product.facts.', ''), field]));

/** Of one key the last one counts. */
function factsOf(texts: readonly string[]): ProductFacts {
  const stated = new Map<keyof ProductFacts, boolean | string>();
  for (const text of texts) {
    const [key = '', ...rest] = text.split('=');
    const field = FIELDS.get(key.trim());
    if (field === undefined) throw wrong(`--fact knows no "${key.slice(0, 60)}"; it knows ${[...FIELDS.keys()].join(', ')}`);
    stated.set(field, valueOf(field, key, rest.length === 0 ? null : rest.join('=').trim()));
  }
  return productFacts((field) => stated.get(field) ?? null);
}

function valueOf(field: keyof ProductFacts, key: string, text: string | null): boolean | string {
  if (FACTS_IN_WORDS.has(field)) {
    if (text === null || text === '') throw wrong(`--fact ${key} needs words: --fact "${key}=…"`);
    return text;
  }
  if (text === null || /^(?:true|yes)$/i.test(text)) return true;
  if (/^(?:false|no)$/i.test(text)) return false;
  if (field === 'namingDisplayed' && text !== '') return text;
  throw wrong(`--fact ${key} is true or false; it was "${text.slice(0, 60)}"`);
}

function wrong(message: string): InputError {
  return new InputError('USAGE', message, HINT);
}
