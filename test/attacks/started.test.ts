/** Code that a start names, and that no reader would take for code by its own name (T33, T42). */
import { describe, expect, it } from 'vitest';
import { type Attack, FLOATING, judge, PINNED } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();

const image = (line: string): string => `FROM python:3\nCOPY . /srv\n${line}\n`;

describe('what Python runs is not passed over in silence, whatever it is called', () => {
  it.each<[string, Attack['head'], string]>([
    ['a text', { 'app/run.txt': FLOATING, Dockerfile: image('CMD ["python", "app/run.txt"]') }, 'app/run.txt'],
    ['a document', { 'app/run.md': FLOATING, Dockerfile: image('CMD python /srv/app/run.md') }, 'app/run.md'],
    ['a name without a suffix', { 'app/run': FLOATING, Dockerfile: image('ENTRYPOINT ["python3", "app/run"]') }, 'app/run'],
    ['an archive', { 'app.pyz': 'PK', Procfile: 'web: python app.pyz\n' }, 'app.pyz'],
    ['from a script', { 'run.dat': FLOATING, 'run.sh': 'exec python -u run.dat\n', Dockerfile: image('CMD ["./run.sh"]') }, 'run.dat'],
    [
      'from a workflow',
      { 'run.txt': FLOATING, '.github/workflows/w.yml': 'jobs:\n  a:\n    steps:\n      - run: python run.txt\n' },
      'run.txt',
    ],
    ['by runpy', { 'app/m.txt': FLOATING, 'app/a.py': 'import runpy\nrunpy.run_path("app/m.txt")\n' }, 'app/m.txt'],
    ['by a subprocess', { 'm.txt': FLOATING, 'app/a.py': 'import subprocess\nsubprocess.run(["python", "m.txt"])\n' }, 'm.txt'],
    [
      'through a link',
      { 'real.txt': FLOATING, 'app/run': { link: '../real.txt' }, Dockerfile: image('CMD ["python", "app/run"]') },
      'app/run',
    ],
  ])('%s', async (_, head, path) => {
    const { merges, findings } = await judge(change, { head });
    expect([merges, findings.join('\n')]).toEqual([false, expect.stringContaining(`tree/unread ${path}`)]);
  });

  it('another content under such a name is new', async () => {
    const base = { 'run.txt': 'print(1)\n', Dockerfile: image('CMD ["python", "run.txt"]') };
    expect(await judge(change, { base, head: { 'run.txt': FLOATING } })).toMatchObject({ merges: false, rules: ['!tree/unread'] });
    expect(await judge(change, { base, head: { 'README.md': '# Words\n' } })).toMatchObject({ merges: true });
  });

  it.each<[string, Attack['head']]>([
    ['what is read', { 'app/a.py': PINNED, Dockerfile: image('CMD ["python", "app/a.py"]') }],
    ['a script that says so', { 'app/run': `#!/usr/bin/env python3\n${PINNED}`, Dockerfile: image('CMD ["python", "app/run"]') }],
    ['what Python is only given', { 'app/a.py': PINNED, 'data.txt': 'x\n', Dockerfile: image('CMD ["python", "app/a.py", "data.txt"]') }],
    ['what is not there', { Dockerfile: image('CMD ["python", "elsewhere.txt"]') }],
  ])('is merged: %s', async (_, head) => {
    expect(await judge(change, { head })).toMatchObject({ merges: true });
  });
});

describe('a script that a shell hands to Python is Python', () => {
  it.each<[string, string]>([
    ['on its second line', '#!/bin/sh\nexec python3 "$0" "$@"\n'],
    ['behind a text of Python', `#!/bin/sh\n''''exec python3 "$0" "$@" # '''\n`],
    ['further down', `#!/bin/sh\n# -*- mode: python -*-\n''''exec python3 -u "$0" "$@" # '''\n`],
    ['behind a command that does nothing', '#!/bin/sh\n":"; exec python3 "$0" "$@"\n'],
    ['by a tool that runs scripts', '#!/usr/bin/env -S pdm run\n'],
  ])('%s', async (_, first) => {
    expect(await judge(change, { head: { 'app/run': `${first}${FLOATING}` } })).toMatchObject({ merges: false });
  });
});

it('what a container runs to see whether it lives is product', async () => {
  for (const command of ['CMD python demo/serve.py', '--interval=5s CMD ["python", "demo/serve.py"]']) {
    const head = { 'demo/serve.py': FLOATING, Dockerfile: `${image(`HEALTHCHECK ${command}`)}CMD ["nginx"]\n` };
    expect(await judge(change, { head })).toMatchObject({ merges: false });
  }
  expect(await judge(change, { head: { Dockerfile: `${image('HEALTHCHECK NONE')}CMD ["nginx"]\n` } })).toMatchObject({ merges: true });
});

describe('what a command of a manifest downloads is a load', () => {
  const code = `python -c "from transformers import AutoModel; AutoModel.from_pretrained('evil/x')"`;
  const scripts = (start: string): string => JSON.stringify({ name: 'x', scripts: { start } });
  it.each<[string, Attack['head']]>([
    ['package.json', { 'package.json': scripts('hf download evil/x') }],
    ['package.json, as code', { 'package.json': scripts(code) }],
    ['package.json, escaped', { 'package.json': scripts(code).replaceAll('t', '\\u0074') }],
    ['pyproject.toml', { 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n[tool.poe.tasks]\nget = "hf download evil/x"\n' }],
    ['Procfile', { Procfile: 'web: hf download evil/x && python a.py\n' }],
    ['Procfile, as code', { Procfile: `web: ${code}\n` }],
  ])('%s', async (_, head) => {
    expect(await judge(change, { head })).toMatchObject({ merges: false });
  });
});
