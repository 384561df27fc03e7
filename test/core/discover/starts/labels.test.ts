import { describe, expect, it } from 'vitest';
import { linked } from '../linking.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';

async function labels(tree: Readonly<Record<string, string>>): Promise<string[]> {
  return (await linked(tree)).sightings.map(({ place, scope }) => `${place.path} ${scope}`);
}

/** The file at `path` loads a model; `tree` is what stands beside it. */
async function labelOf(path: string, tree: Readonly<Record<string, string>>): Promise<string | undefined> {
  const all = await linked({ ...tree, [path]: LOAD });
  return all.sightings.find(({ place }) => place.path === path)?.scope;
}

const DEMO = 'demo/serve.py';
const docker = (...lines: string[]): Record<string, string> => ({ Dockerfile: ['FROM python:3.12', ...lines, ''].join('\n') });
const compose = (text: string): Record<string, string> => ({ 'compose.yaml': text });
const workflow = (text: string): Record<string, string> => ({ '.github/workflows/x.yml': `on: push\njobs:\n  a:\n    steps:\n${text}` });

describe('what an image is started with is product (T42)', () => {
  it.each<[string, string[]]>([
    ['a command in JSON', ['CMD ["python", "demo/serve.py"]']],
    ['a command for the shell', ['CMD python -u demo/serve.py --port 80']],
    ['an entry point', ['ENTRYPOINT ["python", "demo/serve.py"]']],
    ['an entry point and its arguments', ['ENTRYPOINT ["python"]', 'CMD ["demo/serve.py"]']],
    ['a module', ['CMD ["python", "-m", "demo.serve"]']],
    ['a module in the short form', ['CMD python -mdemo.serve']],
    ['uvicorn', ['CMD ["uvicorn", "demo.serve:app", "--host", "0.0.0.0"]']],
    ['uvicorn with options first', ['CMD uvicorn --host 0.0.0.0 --port 80 demo.serve:app']],
    ['uvicorn as a module', ['CMD python -m uvicorn demo.serve:app']],
    ['uvicorn in another folder', ['CMD uvicorn --app-dir demo serve:app']],
    ['gunicorn', ['CMD exec gunicorn -w 4 -b :80 demo.serve:app']],
    ['gunicorn with another folder', ['CMD gunicorn --chdir=demo serve:app']],
    ['streamlit', ['CMD streamlit run demo/serve.py']],
    ['torchrun', ['CMD ["torchrun", "--nproc-per-node", "8", "demo/serve.py", "--config", "x.yml"]']],
    ['torchrun with a module', ['CMD torchrun --nproc_per_node=8 -m demo.serve']],
    ['torch.distributed.run', ['CMD python -m torch.distributed.run --nnodes 1 demo/serve.py']],
    ['accelerate', ['CMD accelerate launch --mixed_precision fp16 demo/serve.py']],
    ['deepspeed', ['CMD deepspeed demo/serve.py']],
    ['mpirun', ['CMD mpirun -np 4 python demo/serve.py']],
    ['poetry', ['CMD ["poetry", "run", "python", "demo/serve.py"]']],
    ['uv', ['CMD uv run --no-dev python -m demo.serve']],
    ['uv with a file', ['CMD ["uv", "run", "demo/serve.py"]']],
    ['conda', ['CMD ["conda", "run", "-n", "base", "python", "demo/serve.py"]']],
    ['an init', ['ENTRYPOINT ["tini", "--"]', 'CMD ["python", "demo/serve.py"]']],
    ['a variable of the image', ['ENV APP=demo/serve.py', 'CMD python $APP']],
    ['a default of a variable', ['CMD python ${APP:-demo/serve.py}']],
    ['another working folder', ['WORKDIR /app/demo', 'CMD ["python", "serve.py"]']],
    ['cd', ['CMD cd demo && python serve.py']],
    ['a path of the image', ['WORKDIR /app', 'COPY . .', 'CMD ["python", "/app/demo/serve.py"]']],
    ['where COPY puts it', ['COPY demo/serve.py /srv/main.py', 'CMD ["python", "/srv/main.py"]']],
    ['where COPY puts a file under another name', ['WORKDIR /srv', 'COPY demo/serve.py start.py', 'ENTRYPOINT ["./start.py"]']],
    ['PYTHONPATH', ['ENV PYTHONPATH=/app/demo', 'CMD python -m serve']],
    ['PYTHONPATH in the command', ['CMD PYTHONPATH=demo python -m serve']],
    ['flask', ['ENV FLASK_APP=demo/serve.py', 'CMD flask run']],
    ['celery', ['CMD celery -A demo.serve worker']],
    ['code of a command', ['CMD ["python", "-c", "from demo import serve; serve.main()"]']],
    ['sh -c', ['CMD ["sh", "-c", "python demo/serve.py"]']],
    ['after other commands', ['CMD alembic upgrade head && python demo/serve.py']],
    ['while it is built', ['RUN python demo/serve.py --download']],
    ['a here-document', ['RUN <<EOF', 'python demo/serve.py', 'EOF']],
    ['the file itself', ['CMD ["./demo/serve.py"]']],
    ['a stage of the same file', ['FROM python AS base', 'CMD ["python", "demo/serve.py"]', 'FROM base']],
    ['copied by its folder', ['COPY demo/ /app']],
    ['copied in JSON', ['COPY ["demo", "/app/"]']],
    ['copied by its name', ['COPY demo/serve.py /app/']],
    ['copied by a pattern', ['COPY d?mo/*.py /app/']],
    ['copied by a pattern of folders', ['COPY d* /app/']],
    ['copied by a variable', ['ARG WHAT=demo', 'COPY ${WHAT} /app']],
    ['added', ['ADD --chown=1:1 demo /app']],
    [
      'copied by way of another stage',
      ['FROM python AS build', 'WORKDIR /src', 'COPY . .', 'FROM python', 'COPY --from=build /src/demo /app'],
    ],
    ['all of it, for a start that nobody can follow', ['COPY . .', 'CMD ["python", "${APP}"]']],
    ['all of it, for a program that nobody knows', ['COPY . /app', 'ENTRYPOINT ["/opt/acme/launch"]']],
  ])('%s', async (_name, lines) => {
    expect(await labelOf(DEMO, docker(...lines))).toBe('product');
  });

  it.each<[string, string[]]>([
    ['another file', ['COPY . .', 'CMD ["python", "app.py"]']],
    ['a server', ['COPY . .', 'CMD ["nginx", "-g", "daemon off;"]']],
    ['a shell', ['COPY . .', 'CMD ["bash"]']],
    ['nothing, on an image of Python', ['COPY . .']],
    ['a command of a package of the tree', ['COPY . .', 'CMD ["acme", "serve"]']],
    ['its name as an argument of another program', ['RUN rm -rf demo/serve.py', 'RUN ruff check demo/serve.py']],
    ['tests', ['COPY demo /demo', 'CMD ["pytest", "demo"]']],
    ['a stage for tests', ['FROM python AS test', 'COPY demo /demo', 'FROM python', 'CMD ["python", "app.py"]']],
    ['a comment', ['# CMD python demo/serve.py']],
  ])('but not by %s', async (_name, lines) => {
    const acme = { 'pyproject.toml': '[project.scripts]\nacme = "app:main"\n', 'app.py': '' };
    expect(await labelOf(DEMO, { ...docker(...lines), ...acme })).toBe('example');
  });

  it('also where the Dockerfile lies elsewhere, or is called otherwise', async () => {
    const text = 'FROM python\nCMD ["python", "demo/serve.py"]\n';
    expect(await labelOf(DEMO, { 'docker/api.Dockerfile': text })).toBe('product');
    expect(await labelOf('svc/demo/serve.py', { 'svc/Containerfile': text })).toBe('product');
  });

  it('what it imports, and the packages around it, are product as well', async () => {
    const tree = {
      ...docker('CMD python -m demo.sub.serve'),
      'demo/__init__.py': LOAD,
      'demo/sub/serve.py': 'import helper\n',
      'demo/sub/helper.py': LOAD,
    };
    expect(await labels(tree)).toEqual(['demo/__init__.py product', 'demo/sub/helper.py product']);
  });

  it('a script that it starts is followed, one that nobody starts is not', async () => {
    const run = { 'run.sh': '#!/bin/sh\nexec python demo/serve.py\n' };
    expect(await labelOf(DEMO, { ...docker('ENTRYPOINT ["./run.sh"]'), ...run })).toBe('product');
    expect(await labelOf(DEMO, run)).toBe('example');
  });

  it('the Dockerfile of an example starts nothing of the product', async () => {
    expect(await labelOf('examples/a/serve.py', { 'examples/a/Dockerfile': 'FROM python\nCMD python serve.py\n' })).toBe('example');
  });

  it('weights and packages that an image copies by name are product', async () => {
    const tree = { ...docker('COPY demo /app'), 'demo/requirements.txt': 'torch==2.6.0\n', 'demo/m.npy': '\u0093NUMPY' };
    expect(await labels(tree)).toContain('demo/requirements.txt product');
  });
});

describe('what other entry points start is product (T42)', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a script of any shell that is followed',
      { ...compose('services:\n  web:\n    command: ["./run.zsh"]\n'), 'run.zsh': 'exec python demo/serve.py\n' },
    ],
    ['compose: a command', compose('services:\n  a:\n    image: python\n    command: python demo/serve.py\n')],
    ['compose: a list', compose('services: {a: {image: python, command: [python, -m, demo.serve]}}\n')],
    ['compose: entry point and command', compose('services:\n  a:\n    entrypoint: [python]\n    command: [demo/serve.py]\n')],
    ['compose: a working folder', compose('services:\n  a:\n    working_dir: /app/demo\n    command: python serve.py\n')],
    ['compose: an anchor', compose('x: &cmd python demo/serve.py\nservices:\n  a:\n    command: *cmd\n')],
    ['compose: a merged service', compose('x-base: &base\n  command: python demo/serve.py\nservices:\n  a:\n    <<: *base\n')],
    [
      'compose: what it builds',
      { ...compose('services:\n  a:\n    build: ./demo\n'), 'demo/Dockerfile': 'FROM python\nCMD python serve.py\n' },
    ],
    [
      'compose: what it builds, by names',
      {
        ...compose('services:\n  a:\n    build:\n      context: .\n      dockerfile: demo/Dockerfile\n'),
        'demo/Dockerfile': 'FROM python\nCMD python demo/serve.py\n',
      },
    ],
    [
      'compose: an image that is started in a way that nobody can follow',
      {
        ...compose('services:\n  a:\n    build: .\n    command: /opt/run\n'),
        ...docker('COPY . .', 'CMD ["python", "app.py"]'),
        'app.py': '',
      },
    ],
    ['a workflow', workflow('      - run: python demo/serve.py\n')],
    ['a workflow with several lines', workflow('      - run: |\n          pip install .\n          cd demo\n          python serve.py\n')],
    ['a workflow in a folder', workflow('      - run: python serve.py\n        working-directory: demo\n')],
    ['Kubernetes', { 'deploy/k8s.yaml': 'spec:\n  containers:\n    - command: ["python"]\n      args: ["-m", "demo.serve"]\n' }],
    [
      'Helm',
      {
        'chart/templates/d.yaml': '{{- if .Values.x }}\nspec:\n  command: ["python", "demo/serve.py", "--n={{ .Values.n }}"]\n{{- end }}\n',
      },
    ],
    ['a Procfile', { Procfile: 'web: gunicorn demo.serve:app\n' }],
    ['package.json: start', { 'package.json': '{"scripts": {"start": "python demo/serve.py"}}' }],
    ['pyproject: scripts', { 'pyproject.toml': '[project.scripts]\nx = "demo.serve:main"\n' }],
    ['pyproject: gui-scripts', { 'pyproject.toml': '[project.gui-scripts]\nx = "demo.serve:main"\n' }],
    ['pyproject: entry-points', { 'pyproject.toml': '[project.entry-points."acme.plugins"]\nx = "demo.serve"\n' }],
    ['pyproject: poetry', { 'pyproject.toml': '[tool.poetry.scripts]\nx = "demo.serve:main"\n' }],
    [
      'pyproject: poetry with extras',
      { 'pyproject.toml': '[tool.poetry.scripts]\nx = {reference = "demo.serve:main", type = "console"}\n' },
    ],
    ['pyproject: a command of pdm', { 'pyproject.toml': '[tool.pdm.scripts]\nstart = {cmd = "python demo/serve.py"}\n' }],
    ['pyproject: a function of poe', { 'pyproject.toml': '[tool.poe.tasks.serve]\nscript = "demo.serve:main(1)"\n' }],
    ['pyproject: hatch', { 'pyproject.toml': '[tool.hatch.envs.default.scripts]\nserve = ["echo", "python demo/serve.py"]\n' }],
    ['setup.cfg', { 'setup.cfg': '[options.entry_points]\nconsole_scripts =\n    x = demo.serve:main\n' }],
    ['setup.py', { 'setup.py': 'setup(entry_points={"console_scripts": ["x = demo.serve:main"]})\n' }],
  ])('%s', async (_name, tree) => {
    expect(await labelOf(DEMO, tree)).toBe('product');
  });

  it('finds the module of a script below src, and in a folder that is called "spec"', async () => {
    const tree = { 'pyproject.toml': '[project.scripts]\nx = "acme.spec.load:main"\n' };
    expect(await labelOf('acme/spec/load.py', tree)).toBe('product');
    expect(await labelOf('src/acme/spec/load.py', tree)).toBe('product');
    expect(await labelOf('packages/one/lib/acme/spec/load.py', tree)).toBe('product');
    expect(await labelOf('acme/spec/other.py', tree)).toBe('test');
  });

  it.each<[string, string, Record<string, string>]>([
    ['tests that a workflow runs', 'tests/x.py', workflow('      - run: python tests/x.py\n')],
    ['tests that a workflow runs by a runner', 'tests/x.py', workflow('      - run: python -m pytest tests/x.py\n')],
    ['tests of another kind of CI', 'tests/x.py', { '.gitlab-ci.yml': 'job:\n  script:\n    - python tests/x.py\n' }],
    [
      'a script that is called test',
      'tests/x.py',
      { 'package.json': '{"scripts": {"test": "python tests/x.py", "test:e2e": "python tests/x.py"}}' },
    ],
    ['a compose file for tests', 'tests/x.py', { 'docker-compose.test.yml': 'services:\n  a:\n    command: python tests/x.py\n' }],
    ['a linter', 'demo/x.py', workflow('      - run: ruff check demo/x.py && mypy demo/x.py\n')],
    ['a notebook of examples', 'examples/x.ipynb', workflow('      - run: jupyter lab\n')],
  ])('but not %s', async (_name, path, tree) => {
    expect(await labelOf(path, path.endsWith('.ipynb') ? tree : tree)).not.toBe('product');
  });
});
