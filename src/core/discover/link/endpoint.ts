/** Which server the tree names for its loads (T9, T37). */
import type { EndpointFact } from '../../model/index.ts';
import { type EndpointVariable, endpointVariable, isOn, PUBLIC } from '../endpoint-variables.ts';
import { cleanUrl } from '../../base/redact.ts';
import type { Told } from '../lookup/question.ts';
import type { Resolved } from './resolver.ts';
import { PUBLIC_HUB } from '../../base/public-hub.ts';

/** The address without user-info, query and fragment (T21), or words for one that cannot be read; null when all of them are the public hub. */
export function elsewhere(options: readonly Resolved[]): string | null {
  // One of several is enough: whoever offers the public hub as a choice has named the other one, too.
  return options.map(addressOf).find((address) => address !== PUBLIC_HUB) ?? null;
}

function addressOf({ text }: Resolved): string {
  if (text === null) return 'an address that the code computes';
  return cleanUrl(text.slice(0, 2000)) ?? 'an address that is no URL';
}

/** What one setting tells; null: the same server as without it. Another one among several is told first. */
export function toldBy(fact: EndpointFact, options: readonly Resolved[]): Told | null {
  const variable = endpointVariable(fact.variable);
  if (variable === null) return null;
  const servers = options.map((option) => serverOf(option, variable, fact.unit !== undefined));
  const server = servers.find((one) => typeof one === 'string') ?? (servers.includes(null) ? null : undefined);
  return server === undefined ? null : { variable: variable.name, server };
}

/** undefined: none. null: the environment decides. */
function serverOf(option: Resolved, variable: EndpointVariable, isSetting: boolean): string | null | undefined {
  const { text, how, expression } = option;
  // `${HF_ENDPOINT}`: the operator's own setting, which the file passes on (T20).
  if (text === null) {
    const isPassedOn = isSetting || variable.of !== 'hf' || expression.startsWith('environment variable');
    return isPassedOn ? null : addressOf(option);
  }
  const usual = how === 'environment' ? null : undefined;
  if (variable.server !== null) return isOn(text) ? variable.server : usual;
  if (text === '') return usual;
  const address = addressOf(option);
  return PUBLIC[variable.of].has(address) ? usual : address;
}
