/**
 * Paths of tests, of what stands in for others there, and of what was recorded or kept for trying, in the spellings of all languages. It
 * relaxes no rule, as labels do (T5, T42): it tells only which names may be data.
 */
const TEST_PART =
  /^(?:__(?:mocks|snapshots|fixtures)__|mocks?|snapshots|testdata|test[-_](?:data|fixtures|support|utils?)|unit[-_]?tests?|integration[-_]?tests?|(?:android|common|jvm|ios|js)Test|(?:vcr[-_])?cassettes|recordings|[A-Z]\w{0,60}(?:\.\w{1,60})*\.?Tests?)$/;
const TEST_FILE =
  /(?:_test\.(?:go|rb|dart|exs|rs|cc|cpp)|_spec\.rb|\.(?:test|spec|cy|e2e|stories|mocks?|fixtures?)\.[cm]?[jt]sx?|[a-z0-9](?:Tests?|IT|Spec|TestCase)\.(?:java|kt|cs|php|swift|scala|groovy)|\.snap)$/;
/** Requests that somebody kept to try an API by hand, and answers that were recorded. */
const RECORDING =
  /(?:\.har|\.bru|\.http|\.rest|[._-]postman[._-](?:collection|environment)\.json|(?:^|[/_.-])(?:postman|insomnia)[^/]{0,60}\.(?:json|ya?ml))$/i;
export function looksLikeTest(path: string): boolean {
  const parts = path.split('/');
  return TEST_FILE.test(parts.at(-1) ?? '') || RECORDING.test(path) || parts.slice(0, -1).some((part) => TEST_PART.test(part));
}
