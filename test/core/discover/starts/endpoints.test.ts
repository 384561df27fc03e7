import { describe, expect, it } from 'vitest';
import { loose } from '../../../support/build.ts';
import { linked } from '../linking.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';
const EVIL = 'https://evil.example';
type Files = Readonly<Record<string, string>>;

/** The server of the load at `path`: an address, "open" where the environment decides, null for the hub. */
async function serverOf(path: string, tree: Files): Promise<string | null> {
  const sighting = (await linked(tree)).sightings.find(({ place, kind }) => place.path === path && kind === 'model');
  if (sighting === undefined) throw new Error(`no load in ${path}`);
  const { endpoint, endpointOpen } = loose(sighting);
  return endpointOpen === true ? 'open' : endpoint;
}
const of = (tree: Files): Promise<string | null> => serverOf('app/main.py', { 'app/main.py': LOAD, ...tree });
const docker = (...lines: string[]): Files => ({ Dockerfile: ['FROM python:3.12', ...lines, ''].join('\n') });
const compose = (text: string): Files => ({ 'compose.yaml': `services:\n  a:\n    image: acme/x\n${text}` });
const steps = (env: string, run: string): Files => ({
  '.github/workflows/x.yml': `on: push\n${env}jobs:\n  a:\n    steps:\n      - run: ${run}\n`,
});

describe('what a process is told about its server moves its loads (T37)', () => {
  it.each<[string, Files]>([
    ['ENV', docker(`ENV HF_ENDPOINT=${EVIL}`, 'CMD ["python", "app/main.py"]')],
    ['ENV in the old form', docker(`ENV HF_ENDPOINT ${EVIL}`, 'CMD ["python", "app/main.py"]')],
    ['ENV among others', docker(`ENV A=1 \\`, `  HF_ENDPOINT="${EVIL}" \\`, '  B=2', 'CMD python -m app.main')],
    ['ARG and ENV', docker(`ARG MIRROR=${EVIL}`, 'ENV HF_ENDPOINT=$MIRROR', 'CMD python -m app.main')],
    [
      'ENV of a stage that it is built on',
      { Dockerfile: `FROM python AS base\nENV HF_ENDPOINT=${EVIL}\nFROM base\nCMD python -m app.main\n` },
    ],
    ['a command', docker(`CMD HF_ENDPOINT=${EVIL} python app/main.py`)],
    ['export in a command', docker(`CMD export HF_ENDPOINT=${EVIL} && python app/main.py`)],
    ['RUN', docker(`RUN HF_ENDPOINT=${EVIL} python app/main.py --download`)],
    ['env in JSON', docker(`CMD ["env", "HF_ENDPOINT=${EVIL}", "python", "app/main.py"]`)],
    ['a start that nobody can follow', docker(`ENV HF_ENDPOINT=${EVIL}`, 'CMD ["/opt/run"]')],
    ['no start at all', docker(`ENV HF_ENDPOINT=${EVIL}`)],
    ['compose: a mapping', compose(`    environment:\n      HF_ENDPOINT: ${EVIL}\n    command: python app/main.py\n`)],
    ['compose: a list', compose(`    environment:\n      - HF_ENDPOINT=${EVIL}\n    command: python app/main.py\n`)],
    ['compose: a quoted list', compose(`    environment: ["HF_ENDPOINT=${EVIL}"]\n    command: python app/main.py\n`)],
    [
      'compose: an anchor',
      { 'compose.yaml': `x-env: &env\n  HF_ENDPOINT: ${EVIL}\nservices:\n  a:\n    environment: *env\n    command: python app/main.py\n` },
    ],
    [
      'compose: a default',
      compose('    environment:\n      HF_ENDPOINT: ${HF_ENDPOINT:-https://evil.example}\n    command: python app/main.py\n'),
    ],
    ['compose: without a command', compose(`    environment:\n      HF_ENDPOINT: ${EVIL}\n`)],
    [
      'compose: what it builds',
      {
        'compose.yaml': `services:\n  a:\n    build: .\n    environment:\n      HF_ENDPOINT: ${EVIL}\n`,
        ...docker('CMD python app/main.py'),
      },
    ],
    [
      'compose: an argument of the build',
      {
        'compose.yaml': `services:\n  a:\n    build:\n      context: .\n      args:\n        HF_ENDPOINT: ${EVIL}\n`,
        ...docker('CMD python app/main.py'),
      },
    ],
    [
      'compose: env_file',
      { ...compose('    env_file: conf/prod.env\n    command: python app/main.py\n'), 'conf/prod.env': `A=1\nHF_ENDPOINT=${EVIL}\n` },
    ],
    [
      'compose: env_file that is a template by its name',
      { ...compose('    env_file: [".env.example"]\n    command: python app/main.py\n'), '.env.example': `HF_ENDPOINT=${EVIL}\n` },
    ],
    [
      'a template that the image copies',
      { ...docker('COPY .env.example /app/.env', 'CMD python app/main.py'), '.env.example': `HF_ENDPOINT=${EVIL}\n` },
    ],
    [
      'a template that a command names',
      {
        'package.json': '{"scripts": {"start": "uv run --env-file .env.example python app/main.py"}}',
        '.env.example': `HF_ENDPOINT=${EVIL}\n`,
      },
    ],
    [
      'a template that code loads',
      { 'app/main.py': `from dotenv import load_dotenv\nload_dotenv(".env.example")\n${LOAD}`, '.env.example': `HF_ENDPOINT=${EVIL}\n` },
    ],
    [
      'a key of Render',
      {
        'render.yaml': `services:\n  - startCommand: python app/main.py\n    envVars:\n      - key: HF_ENDPOINT\n        value: ${EVIL}\n`,
      },
    ],
    ['a workflow', steps(`env:\n  HF_ENDPOINT: ${EVIL}\n`, 'python app/main.py')],
    [
      'a job',
      { '.github/workflows/x.yml': `jobs:\n  a:\n    env: {HF_ENDPOINT: "${EVIL}"}\n    steps:\n      - run: python app/main.py\n` },
    ],
    [
      'a step',
      {
        '.github/workflows/x.yml': `jobs:\n  a:\n    steps:\n      - run: python app/main.py\n        env:\n          HF_ENDPOINT: ${EVIL}\n`,
      },
    ],
    ['GITHUB_ENV', steps('', `|\n          echo "HF_ENDPOINT=${EVIL}" >> $GITHUB_ENV\n          python app/main.py`)],
    [
      'GITHUB_ENV in a here-document',
      steps('', `|\n          cat <<EOF >> "$GITHUB_ENV"\n          HF_ENDPOINT=${EVIL}\n          EOF\n          python app/main.py`),
    ],
    ['an expression with a default', steps("env:\n  HF_ENDPOINT: ${{ vars.X || 'https://evil.example' }}\n", 'python app/main.py')],
    [
      'Kubernetes',
      {
        'k8s/d.yaml': `spec:\n  containers:\n    - command: [python, app/main.py]\n      env:\n        - name: HF_ENDPOINT\n          value: "${EVIL}"\n`,
      },
    ],
    ['a ConfigMap', { 'k8s/c.yaml': `kind: ConfigMap\ndata:\n  HF_ENDPOINT: ${EVIL}\n` }],
    ['values of Helm', { 'chart/values.yaml': `env:\n  HF_ENDPOINT: ${EVIL}\n` }],
    ['.env', { '.env': `HF_ENDPOINT=${EVIL}\n` }],
    ['.env.production', { '.env.production': `export HF_ENDPOINT='${EVIL}' # the mirror\n` }],
    ['.env of the package', { 'app/.env': `HF_ENDPOINT=${EVIL}\n`, 'app/requirements.txt': '' }],
    ['.env, with Windows line ends', { '.env': `A=1\r\nHF_ENDPOINT=${EVIL}\r\n` }],
    ['a Procfile', { Procfile: `web: HF_ENDPOINT=${EVIL} python app/main.py\n` }],
    ['package.json', { 'package.json': `{"scripts": {"start": "HF_ENDPOINT=${EVIL} python app/main.py"}}` }],
    ['pyproject: pdm', { 'pyproject.toml': `[tool.pdm.scripts]\nstart = {cmd = "python app/main.py", env = {HF_ENDPOINT = "${EVIL}"}}\n` }],
    ['pyproject: hatch', { 'pyproject.toml': `[tool.hatch.envs.default.env-vars]\nHF_ENDPOINT = "${EVIL}"\n` }],
    ['a script', { 'run.sh': `#!/bin/bash\nexport HF_ENDPOINT=${EVIL}\npython app/main.py\n` }],
    ['a script with a condition', { 'run.sh': `if [ -n "$CN" ]; then\n  export HF_ENDPOINT="${EVIL}"\nfi\npython -m app.main "$@"\n` }],
    ['docker run in a script', { 'run.sh': `docker run -e HF_ENDPOINT=${EVIL} --rm acme/x\n` }],
    [
      'a script that the image starts',
      { ...docker('ENTRYPOINT ["./start.sh"]'), 'start.sh': `export HF_ENDPOINT=${EVIL}\nexec python app/main.py\n` },
    ],
    [
      'an image that starts a script',
      { ...docker(`ENV HF_ENDPOINT=${EVIL}`, 'ENTRYPOINT ["./start.sh"]'), 'start.sh': 'exec python app/main.py\n' },
    ],
  ])('%s', async (_name, tree) => {
    expect(await of(tree)).toBe(EVIL);
  });

  it('what the started code imports moves with it, also in its package', async () => {
    const image = docker(`ENV HF_ENDPOINT=${EVIL}`, 'CMD ["python", "svc/run.py"]');
    expect(await of({ ...image, 'svc/run.py': 'import app.main\n' })).toBe(EVIL);
    expect(await of({ ...image, 'svc/run.py': 'import app.other\n', 'app/__init__.py': '', 'app/other.py': '' })).toBe(EVIL);
  });

  it('an argument of the call says more', async () => {
    const call = 'from huggingface_hub import hf_hub_download\nhf_hub_download("org/a", "f", endpoint="https://own.example")\n';
    expect(await of({ ...docker(`ENV HF_ENDPOINT=${EVIL}`, 'CMD python app/main.py'), 'app/main.py': call })).toBe('https://own.example');
  });

  it('keeps nothing of an address but what names the server (T21)', async () => {
    expect(await of({ '.env': 'HF_ENDPOINT=https://user:secret@evil.example/hf_abc/token?key=1#x\n' })).toBe(EVIL);
    const result = await linked({ '.env': 'HF_ENDPOINT=my-secret-value\n', 'app/main.py': LOAD });
    expect(JSON.stringify(result)).not.toContain('my-secret');
    expect(result.sightings.map(loose)[0]?.endpoint).toBe('an address that is no URL');
  });

  it.each<[string, string]>([
    ['the public hub', 'https://huggingface.co'],
    ['the public hub with a slash', 'https://huggingface.co/'],
    ['nothing', ''],
  ])('%s is no other server', async (_name, address) => {
    expect(await of(docker(`ENV HF_ENDPOINT="${address}"`, 'CMD python app/main.py'))).toBe(null);
    expect(await of({ '.env': `HF_ENDPOINT=${address}\n` })).toBe(null);
    expect(await of(compose(`    environment:\n      HF_ENDPOINT: "${address}"\n    command: python app/main.py\n`))).toBe(null);
  });

  it('the public hub without TLS is another server', async () => {
    expect(await of({ '.env': 'HF_ENDPOINT=http://huggingface.co\n' })).toBe('http://huggingface.co');
  });

  it.each<[string, Files]>([
    ['a variable of compose', compose('    environment:\n      HF_ENDPOINT: ${HF_ENDPOINT}\n    command: python app/main.py\n')],
    [
      'a variable whose default is the hub',
      compose('    environment:\n      HF_ENDPOINT: ${HF_ENDPOINT:-https://huggingface.co}\n    command: python app/main.py\n'),
    ],
    ['a name that compose passes on', compose('    environment:\n      - HF_ENDPOINT\n    command: python app/main.py\n')],
    ['an expression of a workflow', steps('env:\n  HF_ENDPOINT: ${{ vars.HF_ENDPOINT }}\n', 'python app/main.py')],
    [
      'a secret of Kubernetes',
      {
        'k8s/d.yaml':
          'spec:\n  command: [python, app/main.py]\n  env:\n    - name: HF_ENDPOINT\n      valueFrom: {secretKeyRef: {name: a, key: b}}\n',
      },
    ],
    ['a value of Helm', { 'chart/t.yaml': 'spec:\n  env:\n    - name: HF_ENDPOINT\n      value: {{ .Values.hub | quote }}\n' }],
    ['an argument of the build', docker('ARG HF_ENDPOINT', 'ENV HF_ENDPOINT=$HF_ENDPOINT', 'CMD python app/main.py')],
    [
      'an argument with the hub for default',
      docker('ARG HF_ENDPOINT=https://huggingface.co', 'ENV HF_ENDPOINT=${HF_ENDPOINT}', 'CMD python app/main.py'),
    ],
    ['a variable of a script', { 'run.sh': 'export HF_ENDPOINT=${HF_ENDPOINT:-https://huggingface.co}\npython app/main.py\n' }],
    ['a command of a script', { 'run.sh': 'export HF_ENDPOINT=$(cat /etc/hub)\npython app/main.py\n' }],
  ])('%s leaves it to the environment', async (_name, tree) => {
    expect(await of(tree)).toBe('open');
  });
});

describe('what a process is not told does not move it', () => {
  it.each<[string, Files]>([
    [
      'a template',
      { '.env.example': `HF_ENDPOINT=${EVIL}\n`, 'env.sample': `HF_ENDPOINT=${EVIL}\n`, '.env.template': `HF_ENDPOINT=${EVIL}\n` },
    ],
    ['a file for tests', { '.env.test': `HF_ENDPOINT=${EVIL}\n`, 'tests/.env': `HF_ENDPOINT=${EVIL}\n` }],
    [
      'documents',
      {
        'docs/run.sh': `export HF_ENDPOINT=${EVIL}\n`,
        'README.md': `export HF_ENDPOINT=${EVIL}\n`,
        'docs/compose.yaml': `services: {a: {environment: {HF_ENDPOINT: "${EVIL}"}}}\n`,
      },
    ],
    [
      'the compose file of an example',
      { 'examples/a/compose.yaml': `services: {a: {environment: {HF_ENDPOINT: "${EVIL}"}, command: python app/main.py}}\n` },
    ],
    [
      'a compose file for tests',
      { 'docker-compose.test.yml': `services: {a: {environment: {HF_ENDPOINT: "${EVIL}"}, command: python app/main.py}}\n` },
    ],
    ['a container of the developers', { '.devcontainer/devcontainer.json': `{"containerEnv": {"HF_ENDPOINT": "${EVIL}"}}` }],
    ['a comment', { '.env': `# HF_ENDPOINT=${EVIL}\n`, 'run.sh': `# export HF_ENDPOINT=${EVIL}\npython app/main.py\n` }],
    ['what a script prints', { 'run.sh': `echo "HF_ENDPOINT=${EVIL} may help"\npython app/main.py\n` }],
    [
      'a workflow that runs the tests',
      {
        '.github/workflows/t.yml': `env: {HF_ENDPOINT: "${EVIL}"}\njobs:\n  a:\n    steps:\n      - run: pip install .\n      - run: pytest tests\n`,
      },
    ],
    ['another program', { ...docker(`ENV HF_ENDPOINT=${EVIL}`, 'CMD python tool/x.py'), 'tool/x.py': '' }],
    [
      'another service',
      {
        'compose.yaml': `services:\n  a:\n    command: python app/main.py\n  b:\n    environment: {HF_ENDPOINT: "${EVIL}"}\n    command: python tool/x.py\n`,
        'tool/x.py': '',
      },
    ],
    [
      'another job',
      {
        '.github/workflows/x.yml': `jobs:\n  a:\n    steps: [{run: python app/main.py}]\n  b:\n    env: {HF_ENDPOINT: "${EVIL}"}\n    steps: [{run: python tool/x.py}]\n`,
        'tool/x.py': '',
      },
    ],
    [
      'a server of models beside it',
      { 'compose.yaml': `services:\n  a:\n    image: vllm/vllm-openai:v0.8.2\n    environment: {HF_ENDPOINT: "${EVIL}"}\n` },
    ],
    [
      'another package',
      { 'app/pyproject.toml': '', 'other/pyproject.toml': '', 'other/.env': `HF_ENDPOINT=${EVIL}\n`, 'other/x.py': LOAD },
    ],
    ['a table for pytest', { 'pyproject.toml': `[tool.pytest_env]\nHF_ENDPOINT = "${EVIL}"\n` }],
    ['a script for tests', { 'package.json': `{"scripts": {"test": "HF_ENDPOINT=${EVIL} python app/main.py"}}` }],
    ['another variable', { '.env': `MY_HF_ENDPOINT=${EVIL}\nHF_ENDPOINT_URL=${EVIL}\n` }],
  ])('%s', async (_name, tree) => {
    expect(await of(tree)).toBe(null);
  });

  it('the compose file of an example counts for the example', async () => {
    const tree = {
      'examples/a/compose.yaml': `services: {a: {environment: {HF_ENDPOINT: "${EVIL}"}}}\n`,
      'examples/a/x.py': LOAD,
      'examples/b/x.py': LOAD,
    };
    expect([await serverOf('examples/a/x.py', tree), await serverOf('examples/b/x.py', tree)]).toEqual([EVIL, null]);
  });
});
