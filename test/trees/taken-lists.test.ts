/** Lists of packages that other lists and commands take, however their names are written (T33). */
import { describe, expect, it } from 'vitest';
import { checking, type Files, told } from '../support/checking.ts';

const doors = checking();
const HELD = `bar==1.0 --hash=sha256:${'a'.repeat(64)}\n`;

async function unread(base: Files, head: Files): Promise<string[]> {
  return told(await doors.check({ 'a.md': 'a\n', 'requirements.txt': 'bar==1.0\n', ...base }, head), 'tree/unread');
}

describe('a list that nobody reads as one', () => {
  const NAME = 'my list.txt';
  it.each<[string, string]>([
    ['-r', `-r "${NAME}"`],
    ['-r, attached', `-r"${NAME}"`],
    ['-r, escaped', '-r my\\ list.txt'],
    ['-c', `-c '${NAME}'`],
    ['--requirement=', `--requirement="${NAME}"`],
    ['--requirement, continued', `--requirement \\\n  '${NAME}'`],
    ['in the middle of the option', `--require\\\nment='${NAME}'`],
    ['an abbreviation', `--constr '${NAME}'`],
  ])('%s: warns', async (_, line) => {
    const head = { 'requirements.txt': `bar==1.0\n${line}\n`, [NAME]: 'torch>=2\n' };
    expect(await unread({}, head)).toEqual([`new tree/unread ${NAME}`]);
  });

  it('warns where it has a name that may be one, and is none as far as reading tells', async () => {
    const head = { 'requirements.txt': 'bar==1.0\n-r deps.txt\n', 'deps.txt': 'torch>=2\n' };
    expect(await unread({}, head)).toEqual(['new tree/unread deps.txt']);
  });

  it('blocks where the other one holds packages by hashes', async () => {
    const head = { 'requirements.txt': `${HELD}-r "${NAME}"\n`, [NAME]: 'torch>=2\n' };
    expect(await unread({ 'requirements.txt': HELD }, head)).toEqual([`new! tree/unread ${NAME}`]);
  });

  it('is told as not read when it changes', async () => {
    const base = { 'requirements.txt': `bar==1.0\n-r "${NAME}"\n`, [NAME]: 'torch>=2\n' };
    const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, { [NAME]: 'evil\n' });
    expect(verdict.coverage?.names.map(({ path }) => path)).toEqual([NAME]);
  });
});

describe('a list that is read, or is none of the tree', () => {
  it.each<[string, Files]>([
    ['beside it', { 'requirements.txt': '-r requirements-dev.txt\n', 'requirements-dev.txt': 'torch>=2\n' }],
    ['of a folder of lists', { 'requirements/all.txt': '-r base.txt\n', 'requirements/base.txt': 'torch>=2\n' }],
    ['above it', { 'requirements/all.txt': '-r ../constraints.txt\n', 'constraints.txt': 'torch>=2\n' }],
    ['of pins', { 'requirements.txt': '-c pins.txt\n', 'pins.txt': 'torch==2.0\n' }],
    [
      'of pins that takes another one',
      { 'requirements.txt': '-c pins.txt\n', 'pins.txt': 'torch==2.0\n-c deps.txt\n', 'deps.txt': 'a==1\n' },
    ],
    ['that is not there', { 'requirements.txt': '-r made/by.txt\n' }],
  ])('%s', async (_, head) => {
    expect(await unread({}, head)).toEqual([]);
  });
});

describe('a command', () => {
  const line = async (run: string): Promise<(string | undefined)[]> => {
    const { verdict } = await doors.check({ 'a.md': 'a\n' }, { Dockerfile: `FROM python:3\nRUN ${run}\n` });
    return verdict.coverage?.names.map(({ reason }) => reason) ?? [];
  };
  it.each<[string, string]>([
    ['-r', 'pip install -r "my list.txt"'],
    ['-c', "pip install x -c 'my list.txt'"],
    ['--constraint=', 'pip install x --constraint="my list.txt"'],
    ['--requirement, continued', 'pip install --requirement \\\n  "my list.txt"'],
    ['-c of uv', 'uv pip install -c my\\ list.txt x'],
  ])('%s of a name that says nothing', async (_, run) => {
    expect(await line(run)).toEqual(['it installs what my list.txt lists, which is not read']);
  });
  it.each(['pip install -r requirements.txt', 'pip install x -c constraints.txt', 'poetry run python -c "import x"'])('%s', async (run) => {
    expect(await line(run)).toEqual([]);
  });
});
