/** Every name and suffix that some list of ours knows, in a folder and at the top. */
export const LISTED_PATHS = [
  'package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock uv.lock poetry.lock pdm.lock Pipfile Pipfile.lock pylock.toml pixi.lock conda-lock.yml',
  'requirements.txt requirements-dev.txt requirements/base.txt constraints.txt pyproject.toml setup.py setup.cfg environment.yml environment.yaml go.mod go.sum Cargo.toml Cargo.lock gradle.lockfile',
  'Dockerfile Dockerfile.gpu Containerfile compose.yaml docker-compose.yml .env .env.example Procfile Makefile Modelfile a.sh a.py a.ipynb a.IPYNB a.js a.ts a.go a.rs a.java a.yaml a.yml a.dvc dvc.lock',
  'config.json adapter_config.json tokenizer_config.json modules.json .gitattributes .gitmodules weighbridge.lock a.safetensors a.gguf a.bin a.pt a.onnx a.zip a.txt a.md a.csv a.json LICENSE LICENSE.md LICENSE-MIT MIT-LICENSE UNLICENSE COPYING COPYING.LESSER NOTICE NOTICE.txt unknown a.xyz',
].flatMap((line) => line.split(' ').flatMap((name) => [name, `sub/folder/${name}`]));
