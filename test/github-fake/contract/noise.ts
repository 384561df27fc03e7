/**
 * Known errors of GitHub's document (@octokit/openapi 23.0.2), reviewed one by one: what real answers do and the document forbids.
 * An entry names the operation or webhook, the place and the keyword; nothing else passes.
 */
import type { ErrorObject } from 'ajv';

interface Noise {
  readonly of: RegExp;
  /** Path in the answer, numbers of lists as `*`. */
  readonly at: RegExp;
  readonly keywords: readonly string[];
  readonly why: string;
}

export const NOISE: readonly Noise[] = [
  {
    of: /^GET \/app\/installations$/,
    at: /^\/\*\/account$/,
    keywords: ['required', 'type', 'anyOf'],
    why: 'says allOf(user, enterprise) where every other place says anyOf',
  },
  {
    of: /^check-suite-(?:completed|requested|rerequested)$/,
    at: /^\/check_suite\/app\/events\/\*$/,
    keywords: ['enum'],
    why: 'an old list of events: issue_comment is in it, merge_group and repository_ruleset are not',
  },
];

export function isKnownNoise(of: string, error: ErrorObject): boolean {
  const at = error.instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
  return NOISE.some((one) => one.of.test(of) && one.at.test(at) && one.keywords.includes(error.keyword));
}
