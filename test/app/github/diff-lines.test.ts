import { afterAll, beforeAll, expect, it } from 'vitest';
import { shownLines } from '../../../app/github/diff-lines.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

let repo: TestRepository;
beforeAll(() => {
  repo = makeRepository();
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index + 1}`);
  repo.write('a.py', `${lines.join('\n')}\n`);
  repo.commit();
  lines[4] = 'changed 5';
  lines.splice(40, 2, '@@ -1,1 +1,1 @@ not a hunk', 'new', 'new again');
  repo.write('a.py', lines.join('\r\n'));
  repo.commit();
  repo.write('b.py', 'x\n');
  repo.commit();
});
afterAll(() => repo.dispose());

it('every line that git shows, with the number and text that the new file has', () => {
  const patch = repo.git('diff', '--ignore-space-at-eol', 'HEAD~2', 'HEAD', '--', 'a.py').replace(/^[\s\S]*?(?=^@@)/m, '');
  const text = repo.git('show', 'HEAD:a.py').split('\n');
  const shown = shownLines(patch);
  expect(shown.get(5)).toBe('changed 5');
  expect(shown.get(41)).toBe('@@ -1,1 +1,1 @@ not a hunk');
  expect(shown.has(20)).toBe(false);
  for (const [line, content] of shown) expect(content).toBe(text[line - 1]?.replace(/\r$/, ''));
});

it.each(['', 'Binary files differ', '@@ nonsense @@\n+x', '\n\n\n'])('nothing is shown by %j', (patch) => {
  expect(shownLines(patch).size).toBe(0);
});
