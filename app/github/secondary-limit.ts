/** Whether a refusal is a secondary rate limit: by the page of GitHub's documentation that the answer points to, never by its words. */

/** The last part of the page, as it is called now, and as it was called before. */
const PAGES: readonly (readonly [page: string, section: string])[] = [
  ['rate-limits-for-the-rest-api', '#about-secondary-rate-limits'],
  ['rate-limits-and-node-limits-for-the-graphql-api', '#secondary-rate-limits'],
  ['resources-in-the-rest-api', '#secondary-rate-limits'],
];

/** `error`: of the client library. */
export function isSecondaryLimit(error: unknown): boolean {
  const address = field(field(field(error, 'response'), 'data'), 'documentation_url');
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { pathname, hash } = new URL(address);
  const page = pathname.split('/').at(-1);
  return PAGES.some(([name, section]) => name === page && section === hash);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
