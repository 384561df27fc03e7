import { describe, expect, it } from 'vitest';
import { evaluate, readLists } from '../../../src/core/license/evaluate.ts';
import { parseExpression } from '../../../src/core/license/expression.ts';

function answer(text: string, lists: Parameters<typeof readLists>[0]): string {
  const parsed = parseExpression(text);
  if (parsed === null) throw new Error(`not an expression: ${text}`);
  const { verdict, license, term } = evaluate(parsed.expression, readLists(lists));
  return verdict === 'denied' ? `${verdict} ${license} ${term}` : verdict;
}

describe('deny lists', () => {
  it.each([
    ['MIT', ['GPL-3.0-only'], 'allowed'],
    ['GPL-3.0-only', ['GPL-3.0-only'], 'denied GPL-3.0-only GPL-3.0-only'],
    ['gpl-3.0', ['GPL-3.0'], 'denied GPL-3.0-only GPL-3.0'],
    // OR: the best branch. AND: the worst part.
    ['MIT OR GPL-3.0-only', ['GPL-3.0-only'], 'allowed'],
    ['MIT AND GPL-3.0-only', ['GPL-3.0-only'], 'denied GPL-3.0-only GPL-3.0-only'],
    ['(MIT OR GPL-3.0-only) AND GPL-3.0-only', ['GPL-3.0-only'], 'denied GPL-3.0-only GPL-3.0-only'],
    ['MIT OR CC-BY-NC-4.0 AND MIT', ['class:non-commercial'], 'allowed'],
    // "or later": any later version suffices.
    ['GPL-2.0-or-later', ['GPL-2.0-only'], 'allowed'],
    ['GPL-2.0-or-later', ['GPL-2.0-only', 'GPL-3.0-only'], 'denied GPL-2.0-or-later GPL-2.0-only'],
    ['GPL-2.0-or-later', ['GPL-2.0-or-later'], 'denied GPL-2.0-or-later GPL-2.0-or-later'],
    ['GPL-3.0-or-later', ['class:strong-copyleft'], 'denied GPL-3.0-or-later class:strong-copyleft'],
    ['EUPL-1.1+', ['EUPL-1.1'], 'denied EUPL-1.1+ EUPL-1.1'],
    // An exception grants more only when it is known to.
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only'], 'allowed'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['class:strong-copyleft'], 'allowed'],
    ['GPL-2.0-only WITH AdditionRef-x', ['GPL-2.0-only'], 'denied GPL-2.0-only WITH AdditionRef-x GPL-2.0-only'],
    ['GPL-2.0-only WITH AdditionRef-x', ['class:strong-copyleft'], 'denied GPL-2.0-only WITH AdditionRef-x class:strong-copyleft'],
    // What is not established is neither.
    ['LicenseRef-acme', ['class:non-commercial'], 'unknown'],
    ['LicenseRef-acme', ['LicenseRef-acme'], 'denied LicenseRef-acme LicenseRef-acme'],
    ['LicenseRef-acme', [], 'unknown'],
    ['MIT AND LicenseRef-acme', ['class:non-commercial'], 'unknown'],
    ['CC-BY-NC-4.0 AND LicenseRef-acme', ['class:non-commercial'], 'denied CC-BY-NC-4.0 class:non-commercial'],
    ['CC-BY-NC-4.0 OR LicenseRef-acme', ['class:non-commercial'], 'unknown'],
    ['Zed', ['class:non-commercial'], 'unknown'],
    ['Zed', ['MIT'], 'allowed'],
    ['llama3.1', ['class:community'], 'denied LicenseRef-scancode-llama-3.1-license-2024 class:community'],
  ])('%s against %j: %s', (text, deny, expected) => {
    expect(answer(text, { deny })).toBe(expected);
  });
});

describe('allow lists', () => {
  it.each([
    ['MIT', ['MIT'], 'allowed'],
    ['MIT', [], 'denied MIT null'],
    ['MIT', ['class:permissive'], 'allowed'],
    ['MIT AND Apache-2.0', ['MIT'], 'denied Apache-2.0 null'],
    ['MIT OR Apache-2.0', ['MIT'], 'allowed'],
    ['Apache-2.0 WITH LLVM-exception', ['Apache-2.0'], 'allowed'],
    ['GPL-2.0-or-later', ['GPL-3.0-only'], 'allowed'],
    ['GPL-2.0-or-later', ['GPL-3.0-or-later'], 'allowed'],
    ['GPL-3.0-only', ['GPL-2.0-or-later'], 'denied GPL-3.0-only null'],
    ['GPL-3.0-or-later', ['GPL-2.0-only'], 'denied GPL-3.0-or-later null'],
    ['LicenseRef-acme', ['MIT'], 'denied LicenseRef-acme null'],
    ['LicenseRef-acme', ['class:permissive'], 'unknown'],
    ['LicenseRef-acme', ['LicenseRef-acme'], 'allowed'],
  ])('%s against %j: %s', (text, allow, expected) => {
    expect(answer(text, { allow, deny: [] })).toBe(expected);
  });

  it('never beats the deny list', () => {
    expect(answer('CC-BY-NC-4.0', { allow: ['CC-BY-NC-4.0'], deny: ['class:non-commercial'] })).toBe(
      'denied CC-BY-NC-4.0 class:non-commercial',
    );
  });
});
