import { describe, expect, it } from 'vitest';
import { displayName } from '../../../../src/core/ref/format.ts';
import { linked } from '../linking.ts';

/** "image vllm/vllm-openai@v1 :3", by place. */
async function brought(path: string, text: string): Promise<string[]> {
  const { sightings } = await linked({ [path]: text });
  const all = sightings.filter(({ type }) => type === 'run' || type === 'package');
  return all
    .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map((one) => {
      const from = one.type === 'package' && one.package.location !== null ? ` ${one.package.location}` : '';
      return `${one.kind} ${displayName(one.ref)}${one.requested === null ? '' : `@${one.requested}`}${from} :${one.place.line}`;
    });
}

describe('what deployments bring', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a repository of code in a step',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          repository: ollama/ollama\n',
      ['action actions/checkout@v4 :4'],
    ],
    [
      'images that a pod mounts, whatever they are called',
      'pod.yaml',
      'kind: Pod\nspec:\n  containers:\n    - image: acme/server:1\n  volumes:\n    - name: m\n      image:\n        reference: ghcr.io/acme/w:v3\n',
      ['image ghcr.io/acme/w@v3 :8'],
    ],
    ['a volume of Podman', 'm.volume', '[Volume]\nDriver=image\nImage=quay.io/acme/w:1\n', ['image quay.io/acme/w@1 :3']],
    ['an image of Podman', 'm.image', '[Image]\nImage=quay.io/ramalama/ramalama:1\n', ['image quay.io/ramalama/ramalama@1 :2']],
    [
      'Terraform',
      'main.tf',
      'resource "aws_sagemaker_model" "m" {\n  primary_container {\n    image = "ollama/ollama:0.6.0"\n  }\n}\n',
      ['image ollama/ollama@0.6.0 :3'],
    ],
    [
      'charts that start such a program',
      'Chart.yaml',
      'apiVersion: v2\nname: a\ndependencies:\n  - name: ollama\n    version: 1.2.0\n    repository: https://host.test/charts\n  - name: postgresql\n    repository: https://host.test/charts\n  - name: vllm\n    repository: file://../vllm\n',
      ['library ollama/ollama https://github.com/ollama/ollama :4'],
    ],
    [
      'a release of Terraform',
      'main.tf',
      'resource "helm_release" "o" {\n  repository = "https://host.test/charts"\n  chart = "ollama"\n}\n',
      ['library ollama/ollama https://github.com/ollama/ollama :3'],
    ],
    [
      'packages of an image (Cog)',
      'cog.yaml',
      'build:\n  python_packages:\n    - "torch==2.6.0"\n    - numpy\n  run:\n    - pip install vllm\n',
      ['library torch@2.6.0 :3', 'library vllm :6'],
    ],
    [
      'what is set up before a task (SkyPilot)',
      'task.yaml',
      'setup: |\n  pip install vllm==0.9.1\nrun: |\n  echo a\n',
      ['library vllm@0.9.1 :2'],
    ],
    ['a hint for people', 'a.yaml', 'hint: "pip install vllm"\nhelp: |\n  pip install torch\n', []],
    [
      'packages of an image that code describes',
      'app.py',
      'import modal\n\nimage = modal.Image.debian_slim().pip_install("torch==2.6.0", "numpy").uv_pip_install(["vllm"])\nbase = modal.Image.from_registry("vllm/vllm-openai:v1")\n',
      ['library torch@2.6.0 :3', 'library vllm :3', 'image vllm/vllm-openai@v1 :4'],
    ],
    [
      'the same of Beam',
      'app.py',
      'from beam import Image\n\nimage = Image(python_packages=["transformers"], base_image="nvcr.io/nvidia/pytorch:24.01-py3").add_python_packages(["diffusers"])\n',
      ['library transformers :3', 'image nvcr.io/nvidia/pytorch@24.01-py3 :3', 'library diffusers :3'],
    ],
    [
      "a developer's container that installs",
      '.devcontainer/devcontainer.json',
      '{\n  "postCreateCommand": "pip install torch==2.6.0"\n}\n',
      ['library torch@2.6.0 :2'],
    ],
    [
      'an image that says that it holds weights',
      'Dockerfile',
      'FROM x\nCOPY --from=ghcr.io/acme/small-weights:1 / /w\nCOPY --from=ghcr.io/acme/tools:1 /bin/a /bin/\n',
      ['image x :1', 'image ghcr.io/acme/small-weights@1 :2'],
    ],
    ['an image of SkyPilot', 'a.yaml', 'resources:\n  image_id: docker:vllm/vllm-openai:v1\n', ['image vllm/vllm-openai@v1 :2']],
    [
      'a platform with models of its own',
      'compose.yaml',
      'services:\n  a:\n    image: ghcr.io/open-webui/open-webui:0.4.8\n',
      ['image ghcr.io/open-webui/open-webui@0.4.8 :3'],
    ],
  ])('%s', async (_, path, text, expected) => {
    expect(await brought(path, text)).toEqual(expected);
  });
});
