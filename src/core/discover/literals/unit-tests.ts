/** Files of unit tests, by the test framework that they take: what they name is data of a test, and what a product asks stands elsewhere. */
import type { KNOWN } from '../languages/known.ts';

type Language = keyof typeof KNOWN;

const JVM =
  /^\s{0,20}import\s{1,5}(?:static\s{1,5})?(?:org\.junit|org\.testng|kotlin\.test|io\.kotest|org\.scalatest|org\.mockito|io\.mockk|munit\.|spock\.lang|zio\.test|org\.assertj|weaver\.)/m;

/** Each is looked for at the beginning of a line, so that no comment behind a mark is taken for it. From the documentation of the frameworks. */
const TAKES: Readonly<Partial<Record<Language, RegExp>>> = {
  go: /^func\s{1,5}(?:Test|Benchmark|Fuzz|Example)(?:[A-Z_]\w{0,200})?\(\w{0,20}\s{0,5}(?:\*testing\.[TBFM])?\)/m,
  java: JVM,
  kotlin: JVM,
  scala: JVM,
  groovy: JVM,
  dotnet:
    /^\s{0,20}(?:global\s)?(?:using|open|Imports)\s{1,5}(?:Xunit|NUnit\.Framework|TUnit|Microsoft\.VisualStudio\.TestTools)|^\s{0,40}\[(?:Fact|Theory|TestMethod|TestClass|TestFixture|Test)[\](]/m,
  php: /^\s{0,20}(?:final\s|abstract\s)?class\s{1,5}\w{1,200}\s{1,5}extends\s{1,5}\\?(?:\w{1,60}\\){0,6}\w{0,60}TestCase\b|^\s{0,20}use\s{1,5}(?:PHPUnit\\|Tests\\|function\s{1,5}Pest)|^(?:it|test|describe)\(\s{0,20}['"]/m,
  ruby: /^\s{0,10}(?:RSpec\.describe|describe\s{1,5}['"A-Z])|^\s{0,10}require(?:_relative)?\s{1,5}['"][\w./]{0,60}(?:rails_helper|spec_helper|test_helper|minitest)|^\s{0,20}class\s{1,5}[\w:]{1,200}\s{0,5}<\s{0,5}[\w:]{0,60}(?:TestCase|Minitest::Test|Minitest::Spec)/m,
  swift: /^\s{0,20}(?:@testable\s{1,5})?import\s{1,5}(?:XCTest|Testing|Quick|Nimble)\b|^\s{0,10}#import\s{1,5}<XCTest/m,
  dart: /^\s{0,20}import\s{1,5}['"]package:(?:test|flutter_test|integration_test|mocktail|mockito)\//m,
  elixir: /^\s{0,20}use\s{1,5}(?:ExUnit\.Case|[\w.]{1,100}\.(?:DataCase|ConnCase)|[\w.]{1,100}(?:DataCase|ConnCase))\b/m,
  c: /^\s{0,10}#\s{0,5}include\s{0,5}[<"](?:gtest|gmock|catch2|doctest|boost\/test|catch\.hpp|unity\.h|cmocka)/m,
  r: /^\s{0,20}(?:testthat::)?test_that\(/m,
  julia: /^\s{0,20}using\s{1,5}Test\b|^\s{0,20}@testset\b/m,
};

export function isUnitTest(language: Language, text: string): boolean {
  return TAKES[language]?.test(text) === true;
}
