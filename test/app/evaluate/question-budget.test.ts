/** T32: a stranger's pull request spends no quota that the installation needs. */
import { expect, it } from 'vitest';
import { gitHubQuestions } from '../../../app/evaluate/question-budget.ts';

it.each([
  [5_000, 60],
  [1_560, 60],
  [1_510, 10],
  [1_500, 0],
  [0, 0],
])('with %i of 5,000 left, %i questions', (remaining, expected) => {
  expect(gitHubQuestions({ limit: 5_000, remaining, reset: new Date(0) })).toBe(expected);
});

it('before GitHub said anything, as many as with all', () => {
  expect(gitHubQuestions(null)).toBe(60);
});
