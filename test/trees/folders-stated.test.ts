/** A package of a registry that a manifest or lock takes from a folder of the tree: dependency/integrity-changed, in each kind of file alike. */
import { expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';

const doors = checking();
const S = 'a'.repeat(64);

async function blocked(base: Files, head: Files): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  return verdict.findings.flatMap(({ finding, blocks }) =>
    blocks ? [`${finding.rule} ${finding.name} ${finding.gap.split(' ')[0]}`] : [],
  );
}

const ROWS: Readonly<Record<string, readonly [Files, Files]>> = {
  reqFile: [{ 'requirements.txt': 'torch==2.6.0\n' }, { 'requirements.txt': 'torch @ file:///app/vendor/torch\n' }],
  reqRel: [{ 'requirements.txt': 'torch==2.6.0\n' }, { 'requirements.txt': 'torch @ file:./vendor/torch\n' }],
  reqEgg: [{ 'requirements.txt': 'torch==2.6.0\n' }, { 'requirements.txt': '-e ./vendor/torch#egg=torch\n' }],
  reqBare: [{ 'requirements.txt': 'torch==2.6.0\n' }, { 'requirements.txt': './vendor/torch\n' }],
  reqHashed: [
    { 'requirements.txt': `torch==2.6.0 --hash=sha256:${S}\nx==1 --hash=sha256:${S}\n` },
    { 'requirements.txt': `torch @ file:./vendor/torch\nx==1 --hash=sha256:${S}\n` },
  ],
  reqArchive: [{ 'requirements.txt': 'torch==2.6.0\n' }, { 'requirements.txt': './vendor/torch-2.6.0-py3-none-any.whl\n' }],
  pep621: [
    { 'pyproject.toml': '[project]\nname="a"\ndependencies=["torch==2.6.0"]\n' },
    { 'pyproject.toml': '[project]\nname="a"\ndependencies=["torch @ file:///app/vendor/torch"]\n' },
  ],
  pep735: [
    { 'pyproject.toml': '[project]\nname="a"\n[dependency-groups]\nx=["torch==2.6.0"]\n' },
    { 'pyproject.toml': '[project]\nname="a"\n[dependency-groups]\nx=["torch @ file:///app/vendor/torch"]\n' },
  ],
  pipfile: [{ Pipfile: '[packages]\ntorch = "==2.6.0"\n' }, { Pipfile: '[packages]\ntorch = {path = "./vendor/torch"}\n' }],
  pipfileEd: [
    { Pipfile: '[packages]\ntorch = "==2.6.0"\n' },
    { Pipfile: '[packages]\ntorch = {path = "./vendor/torch", editable = true}\n' },
  ],
  pipfileLock: [
    { 'Pipfile.lock': JSON.stringify({ default: { torch: { version: '==2.6.0', hashes: [`sha256:${S}`] } } }, null, 1) },
    { 'Pipfile.lock': JSON.stringify({ default: { torch: { path: './vendor/torch', editable: true } } }, null, 1) },
  ],
  pixi: [
    { 'pixi.toml': '[workspace]\nname="a"\n[pypi-dependencies]\ntorch = "==2.6.0"\n' },
    { 'pixi.toml': '[workspace]\nname="a"\n[pypi-dependencies]\ntorch = {path = "./vendor/torch"}\n' },
  ],
  pixiConda: [
    { 'pixi.toml': '[workspace]\nname="a"\n[dependencies]\npytorch = "==2.6.0"\n' },
    { 'pixi.toml': '[workspace]\nname="a"\n[dependencies]\npytorch = {path = "./vendor/torch"}\n' },
  ],
  pixiLock: [
    {
      'pixi.lock': `version: 6\nenvironments: {}\npackages:\n- pypi: https://files.example/packages/torch-2.6.0-py3-none-any.whl\n  name: torch\n  version: 2.6.0\n  sha256: ${S}\n`,
    },
    { 'pixi.lock': `version: 6\nenvironments: {}\npackages:\n- pypi: ./vendor/torch\n  name: torch\n  version: 2.6.0\n  sha256: ${S}\n` },
  ],
  pixiLockConda: [
    {
      'pixi.lock': `version: 6\nenvironments: {}\npackages:\n- conda: https://conda.example/conda-forge/linux-64/pytorch-2.6.0-cpu_0.conda\n  sha256: ${S}\n`,
    },
    { 'pixi.lock': `version: 6\nenvironments: {}\npackages:\n- conda: ./vendor/pytorch\n  name: pytorch\n  version: 2.6.0\n` },
  ],
  condaEnv: [
    { 'environment.yml': 'dependencies:\n  - pip:\n    - torch==2.6.0\n' },
    { 'environment.yml': 'dependencies:\n  - pip:\n    - torch @ file:///app/vendor/torch\n' },
  ],
  condaEnvEgg: [
    { 'environment.yml': 'dependencies:\n  - pip:\n    - torch==2.6.0\n' },
    { 'environment.yml': 'dependencies:\n  - pip:\n    - -e ./vendor/torch#egg=torch\n' },
  ],
  cargo: [
    { 'Cargo.toml': '[package]\nname="a"\n[dependencies]\ncandle-core = "0.8"\n' },
    { 'Cargo.toml': '[package]\nname="a"\n[dependencies]\ncandle-core = { path = "vendor/candle" }\n' },
  ],
  cargoWs: [
    { 'Cargo.toml': '[workspace]\nmembers=["a"]\n[workspace.dependencies]\ncandle-core = "0.8"\n' },
    { 'Cargo.toml': '[workspace]\nmembers=["a"]\n[workspace.dependencies]\ncandle-core = { path = "vendor/candle", version = "0.8" }\n' },
  ],
  cargoLock: [
    {
      'Cargo.lock': `version = 4\n\n[[package]]\nname = "candle-core"\nversion = "0.8.1"\nsource = "registry+https://index.example/x"\nchecksum = "${S}"\n`,
    },
    { 'Cargo.lock': `version = 4\n\n[[package]]\nname = "candle-core"\nversion = "0.8.1"\n` },
  ],
  setupCfg: [
    { 'setup.cfg': '[metadata]\nname=a\n[options]\ninstall_requires =\n    torch==2.6.0\n' },
    { 'setup.cfg': '[metadata]\nname=a\n[options]\ninstall_requires =\n    torch @ file:///app/vendor/torch\n' },
  ],
  pep723: [
    { 'a.py': '# /// script\n# dependencies = ["torch==2.6.0"]\n# ///\n' },
    { 'a.py': '# /// script\n# dependencies = ["torch @ file:///app/torch"]\n# ///\n' },
  ],
  pylock: [
    {
      'pylock.toml': `lock-version = "1.0"\ncreated-by="x"\n[[packages]]\nname = "torch"\nversion = "2.6.0"\nwheels = [{url="https://f.example/torch-2.6.0-py3-none-any.whl", hashes={sha256="${S}"}}]\n`,
    },
    { 'pylock.toml': `lock-version = "1.0"\ncreated-by="x"\n[[packages]]\nname = "torch"\n[packages.directory]\npath = "vendor/torch"\n` },
  ],
};

const GO = 'module example.com/app\n\ngo 1.24\n\nrequire bar.example/bar v1.0.0\n';
const GO_ROWS: Readonly<Record<string, readonly [Files, Files]>> = {
  goWorkUse: [
    { 'go.mod': GO, 'go.work': 'go 1.24\nuse .\n' },
    { 'go.work': 'go 1.24\nuse (\n\t.\n\t./third/bar\n)\n', 'third/bar/go.mod': 'module bar.example/bar\n' },
  ],
  goWorkNew: [{ 'a/go.mod': GO }, { 'go.work': 'go 1.24\nuse ./a\nuse ./b/../bar\n', 'bar/go.mod': 'module bar.example/bar\n' }],
  goWorkRenamed: [{ 'go.mod': GO, 'go.work': 'use ./b\n', 'b/go.mod': 'module b.example/b\n' }, { 'b/go.mod': 'module bar.example/bar\n' }],
};

const QUIET: Readonly<Record<string, readonly [Files, Files]>> = {
  'a folder that is new': [{ 'requirements.txt': 'x==1\n' }, { 'requirements.txt': 'x==1\n./vendor/torch\ny @ file:./y\n' }],
  'a folder that was one': [{ 'requirements.txt': 'torch @ file:./a\n' }, { 'requirements.txt': 'torch @ file:./b\n' }],
  'a crate of the workspace in another version': [
    { 'Cargo.lock': 'version = 4\n\n[[package]]\nname = "a"\nversion = "0.8.1"\n' },
    { 'Cargo.lock': 'version = 4\n\n[[package]]\nname = "a"\nversion = "0.8.2"\n' },
  ],
  'another file': [
    { 'requirements.txt': 'torch==2.6.0\n', Pipfile: '[packages]\nx = "*"\n' },
    { Pipfile: '[packages]\nx = "*"\nown = {path = "."}\n' },
  ],
  'a module more in a workspace of Go': [
    { 'go.mod': GO, 'go.work': 'use .\n' },
    { 'go.work': 'use .\nuse ./b\n', 'b/go.mod': 'module example.com/b\n' },
  ],
  'a workspace of Go with the same modules': [
    { 'go.mod': GO, 'go.work': 'use ./bar\n', 'bar/go.mod': 'module bar.example/bar\n' },
    { 'go.work': 'use (\n\t./bar\n\t.\n)\n' },
  ],
  'a folder above the tree, and one inside that is called the same': [
    { 'go.mod': GO, 'go.work': 'use .\n' },
    { 'go.work': 'use .\nuse ../bar\nuse /bar\n', 'bar/go.mod': 'module bar.example/bar\n' },
  ],
  'the other way round': [{ 'requirements.txt': 'torch @ file:./a\n' }, { 'requirements.txt': 'torch==2.6.0\n' }],
};

it.each(Object.entries(GO_ROWS))('%s', async (_, [base, head]) => {
  expect(await blocked(base, head)).toEqual(['dependency/integrity-changed bar.example/bar own-folder']);
});

it.each(Object.entries(ROWS))('%s', async (_, [base, head]) => {
  const found = await blocked(base, head);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^dependency\/integrity-changed (?:py)?(?:torch|candle-core) (?:own-folder|other-source)$/);
});

it.each(Object.entries(QUIET))('quiet: %s', async (_, [base, head]) => {
  expect(await blocked(base, head)).toEqual([]);
});
