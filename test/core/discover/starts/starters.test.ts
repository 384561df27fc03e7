/** Files that start others, besides images and manifests (T42), and what their commands load (T33). */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../support/grammar.ts';
import { detectors } from '../../../../src/core/discover/index.ts';
import { linked, told } from '../linking.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';
const DEMO = 'demo/serve.py';

async function labelOf(tree: Readonly<Record<string, string>>): Promise<string | undefined> {
  const all = await linked({ ...tree, [DEMO]: LOAD });
  return all.sightings.find(({ place }) => place.path === DEMO)?.scope;
}

const STEP = (text: string): Record<string, string> => ({ '.github/workflows/x.yml': `on: push\njobs:\n  a:\n    steps:\n${text}` });

describe('code of an example is product where it is started by (T42)', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a crontab', { crontab: '*/5 * * * * cd /app && python demo/serve.py\n' }],
    ['a crontab with users', { 'etc/cron.d/app': '@daily root python demo/serve.py\n' }],
    ['a unit of systemd', { 'deploy/app.service': '[Service]\nExecStart=/usr/bin/python3 demo/serve.py\n' }],
    ['supervisord', { 'supervisord.conf': '[program:a]\ncommand = python demo/serve.py\n' }],
    ['fly.toml', { 'fly.toml': '[processes]\nweb = "python demo/serve.py"\n' }],
    ['heroku.yml', { 'heroku.yml': 'run:\n  web: python demo/serve.py\n' }],
    ['heroku.yml, a list', { 'heroku.yml': 'run:\n  web:\n    command:\n      - python demo/serve.py\n    image: worker\n' }],
    ['the input of Python', { Dockerfile: 'FROM python\nCMD python < demo/serve.py\n' }],
    ['a pipe into Python', { Dockerfile: 'FROM python\nCMD cat demo/serve.py | python -\n' }],
    ['the input of a shell', { Dockerfile: 'FROM python\nCMD bash < go.sh\n', 'go.sh': 'python demo/serve.py\n' }],
    ['one of several commands', { 'package.json': '{"scripts": {"start": "concurrently \\"vite\\" \\"python demo/serve.py\\""}}' }],
    ['spawn of Node', { 'server.js': `require("child_process").spawn("python3", ["demo/serve.py"]);\n` }],
    [
      'spawn of Node in a folder',
      { 'server.js': `import { spawn } from "child_process";\nspawn("python3", ["serve.py"], { cwd: "demo" });\n` },
    ],
    [
      'spawn of a path with two dashes',
      { 'server.js': `import { spawn } from "child_process";\nspawn("python3", ["./demo//serve.py"]);\n` },
    ],
    ['exec of Node', { 'src/server.ts': 'import { execSync } from "node:child_process";\nexecSync(`python demo/serve.py --n ${n}`);\n' }],
    ['a step in Python', STEP('      - shell: python\n        run: from demo import serve\n')],
    [
      'a step in Python that runs it',
      STEP('      - shell: python {0}\n        run: |\n          import runpy\n          runpy.run_path("demo/serve.py")\n'),
    ],
    ['lists of Kubernetes', { 'k.yaml': 'containers:\n  - image: a/b\n    command: [python]\n    args: ["-m", "demo.serve"]\n' }],
  ])('%s', async (_, tree) => {
    expect(await labelOf({ 'demo/__init__.py': '', ...tree })).toBe('product');
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a comment of a crontab', { crontab: '# 0 * * * * python demo/serve.py\n' }],
    ['a comment of JavaScript', { 'server.js': `import "child_process";\n// spawn("python", ["demo/serve.py"])\n` }],
    ['a text of JavaScript', { 'server.js': `import "child_process";\nconsole.log("python demo/serve.py");\n` }],
    ['a setting of workflows', { 'w.yml': 'defaults:\n  run:\n    name: python demo/serve.py\n' }],
  ])('but not %s', async (_, tree) => {
    expect(await labelOf(tree)).toBe('example');
  });
});

describe('what their commands download or serve is a load (T33)', () => {
  const code = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/x")';
  const indented = (spaces: number): string => code.replace(/^/gm, ' '.repeat(spaces));
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a crontab', { 'ops/app.cron': '@daily hf download org/x\n' }],
    ['a unit of systemd', { 'app.service': '[Service]\nExecStart=/usr/bin/vllm serve org/x\n' }],
    ['heroku.yml', { 'heroku.yml': 'run:\n  web: vllm serve org/x\n' }],
    ['a step in Python', STEP(`      - shell: python\n        run: |\n${indented(10)}\n`)],
    ['steps in Python', { 'w.yml': `defaults: { run: { shell: python } }\njobs:\n  a:\n    steps:\n      - run: |\n${indented(10)}\n` }],
    ['a script with its first line', { 't.yaml': `steps:\n  - script: |\n      #!/usr/bin/env python3\n${indented(6)}\n` }],
    ['code of a scheduler', { 't.yaml': `script:\n  command: [python]\n  source: |\n${indented(4)}\n` }],
    ['a file of a ConfigMap', { 't.yaml': 'kind: ConfigMap\ndata:\n  start.sh: |\n    set -e\n    hf download org/x\n' }],
    ['code of a ConfigMap', { 't.yaml': `kind: ConfigMap\ndata:\n  app.py: |\n${indented(4)}\n` }],
    ['a command under another key', { 't.yaml': 'runcmd:\n  - [hf, download, org/x]\n' }],
    ['a text under another key', { 't.yaml': 'hooks:\n  - id: a\n    entry: hf download org/x\n' }],
    ['arguments for an image that nobody knows', { 't.yaml': 'image: acme/llm:1\nargs: ["--model", "org/x"]\n' }],
  ])('%s', async (_, tree) => {
    expect(await told(tree)).toEqual([expect.stringMatching(/^hf:org\/x literal /)]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['words for people', { 't.yaml': 'description: hf download org/x\nnotes:\n  - vllm serve org/x\ntext: run vllm serve org/x\n' }],
    ['an option of another program', { 't.yaml': 'image: acme/whisper\nargs: ["--model", "small", "--model", "$(M)"]\n' }],
    ['text that begins like code', { 't.yaml': 'body: |\n  import taxes are due\n  from_pretrained("org/x")\n' }],
  ])('nothing by %s', async (_, tree) => {
    expect(await told(tree)).toEqual([]);
  });

  it.each(['crontab', 'a.service', 'supervisord.conf', 'fly.toml', 'server.js', 'tools/run'])(
    'hostile bytes of %s end (T39)',
    async (path) => {
      const hostile = [
        '0 '.repeat(200_000),
        `ExecStart=${'sh -c "'.repeat(20_000)}`,
        '#!/bin/sh\n' + 'cat a | sh <'.repeat(20_000),
        `import "child_process" // python\n${'spawn("python", ['.repeat(10_000)}`,
        '`'.repeat(200_000),
        '\uFFFD\0'.repeat(50_000),
      ];
      const readers = detectors.filter((one) => one.when === undefined && one.wants(path, 100));
      expect(readers.length).toBeGreaterThan(0);
      for (const text of hostile) for (const one of readers) expect((await factsOf(one, text)).length).toBeLessThan(10_000);
    },
  );
});
