/** T33: names that code and settings keep for what nobody here knows are told, and what only looks like one is not. */
import { describe, expect, it } from 'vitest';
import { boundInPython, boundInYaml } from '../../../../src/core/discover/telling/bound.ts';
import { checking, told } from '../../../support/checking.ts';

const doors = checking();
const NAME = 'acme/tiny-one';
const FAMILY = 'acme/llama-7b';
const inPython = (text: string): string[] => boundInPython(text).map((fact) => `${fact.text}:${fact.line}`);
const inYaml = (text: string): string[] => boundInYaml(text).map((fact) => `${fact.text}:${fact.line}`);

describe('Python', () => {
  it.each([
    `Engine(model="${NAME}")`,
    `MODEL = "${NAME}"`,
    `model: str = '${NAME}'`,
    `MODELS = ["${NAME}"]`,
    `MODELS = ["acme/other", "${NAME}"]`,
    `C = {"backbone": "${NAME}"}`,
    `c["checkpoint"] = "${NAME}"`,
    `newlib.load_model("${NAME}")`,
    `AudioModel("${NAME}")`,
    `Engine("${FAMILY}")`,
    `x = "${FAMILY}"`,
    `return "${FAMILY}"`,
  ])('%s', (text) => {
    expect(inPython(text)).toContain(`${text.includes(FAMILY) ? FAMILY : NAME}:1`);
  });

  it.each([
    `Engine("${NAME}")`,
    `x = "${NAME}"`,
    `# model = "${NAME}"`,
    `"""Use load_model("${NAME}")."""`,
    `def f():\n    '''\n    model = "${FAMILY}"\n    '''`,
    'ModelCheckpoint(monitor="val/loss")',
    'model.log("train/loss", 1)',
    'model = "models/best-7b"',
    'load_model("checkpoints/last")',
    `save_model("${NAME}")`,
    `print("${FAMILY}")`,
    `raise ModelError("${FAMILY}")`,
    `logger.info("${FAMILY}")`,
    `image = "${FAMILY}"`,
    'model = "text/embed"',
    'states = {"block/embed": 1}',
    'served_model_name = "acme/llama-7b"',
    'push_to_hub_model = "acme/llama-7b"',
  ])('%s tells nothing', (text) => {
    expect(inPython(text)).toEqual([]);
  });
});

describe('weights that Python fetches from a store', () => {
  it.each([
    ['s3.download_file("bucket", "models/a.pt", "/tmp/a.pt")', ['models/a.pt:1', '/tmp/a.pt:1']],
    ['s3.download_file(\n    Bucket="bucket",\n    Key="nets/a.safetensors",\n)', ['nets/a.safetensors:3']],
    ['client.bucket("b").blob("a.onnx").download_to_filename(path)', ['a.onnx:1']],
    ['minio.fget_object("b", "a.gguf", path)', ['a.gguf:1']],
  ])('%s', (text, expected) => {
    expect(inPython(text)).toEqual(expected);
  });

  it.each([
    's3.download_file("b", "a.csv", path)',
    's3.upload_file("a.pt", "b", "a.pt")',
    'torch.save(m, "a.pt")',
    '# s3.download_file("b", "a.pt")',
  ])('%s tells nothing', (text) => {
    expect(inPython(text)).toEqual([]);
  });
});

describe('YAML', () => {
  it.each([
    [`llm: ${NAME}\n`, `${NAME}:1`],
    [`encoder: "${NAME}" # fast\n`, `${NAME}:1`],
    [`models:\n  - ${NAME}\n`, `${NAME}:2`],
    [`models:\n- ${NAME}\n`, `${NAME}:2`],
    [`models:\n  small: ${FAMILY}\n`, `${FAMILY}:2`],
    [`engine:\n  weights_from: ${FAMILY}\n`, `${FAMILY}:2`],
    [`- ${FAMILY}\n`, `${FAMILY}:1`],
    [`literals:\n  - LLM=${NAME}\n`, `${NAME}:2`],
    [`  args: ["--model", "${NAME}", "--served-model-name", "acme/x-one"]\n`, `${NAME}:1`],
    [`  args: [--embedding-model=${NAME}]\n`, `${NAME}:1`],
    [`x: &a ${FAMILY}\n`, `${FAMILY}:1`],
  ])('%j', (text, expected) => {
    expect(inYaml(text)).toEqual([expected]);
  });

  it.each([
    'uses: actions/checkout\n',
    `image: ${FAMILY}\n`,
    `repository: ${FAMILY}\n`,
    `images:\n  - ${FAMILY}\n`,
    `description: ${FAMILY} is used\n`,
    `# llm: ${NAME}\n`,
    'path: models/llama-7b\n',
    `name: ${NAME}\n`,
    `served_model_name: ${FAMILY}\n`,
  ])('%j tells nothing', (text) => {
    expect(inYaml(text)).toEqual([]);
  });
});

describe('at the gate', () => {
  const base = { 'a.md': '', 'app.py': 'import newlib\n', 'c.yaml': 'a: 1\n' };

  it('a change that adds one is told', async () => {
    const result = await doors.check(base, {
      'app.py': `import newlib\nnewlib.load_model("${NAME}")\n`,
      'c.yaml': `a: 1\nllm: ${FAMILY}\n`,
    });
    expect(told(result)).toEqual(['new tree/unread app.py', 'new tree/unread c.yaml']);
    expect(result.verdict.conclusion).toBe('warn');
  });

  it('a line that stays, and a file that moves, add nothing', async () => {
    const old = { ...base, 'app.py': `import newlib\nnewlib.load_model("${NAME}")\n` };
    const edited = await doors.check(old, { 'app.py': `import newlib\nnewlib.load_model("${NAME}")\nx = 1\n` });
    expect(told(edited)).toEqual(['existing tree/unread app.py']);
    const moved = await doors.check(old, { 'app.py': null, 'src/app.py': `import newlib\nnewlib.load_model("${NAME}")\n` });
    expect(told(moved)).toEqual(['existing tree/unread src/app.py']);
  });

  it('what a reader takes, here or elsewhere, is told by it alone', async () => {
    const load = `from transformers import AutoModel\nAutoModel.from_pretrained("${FAMILY}")\n`;
    const result = await doors.check(base, {
      'app.py': load,
      'other.py': `MODEL = "${FAMILY}"\n`,
      'c.yaml': `base_model: ${FAMILY}\nllm: ${FAMILY}\n`,
    });
    expect(told(result, 'tree/unread')).toEqual([]);
  });

  it('is looked for in linear work (T39)', () => {
    const hostile = ['model="', 'f(', '"a/b', 'model=["a/b",', '"""', 'x: &a ', '- a/b-7b\n', 'a'.repeat(50), ' : ', `model: "${NAME}" `];
    for (const one of hostile) {
      expect(boundInPython(one.repeat(20_000)).length).toBeLessThanOrEqual(300);
      expect(boundInYaml(one.repeat(20_000)).length).toBeLessThanOrEqual(300);
    }
  });
});
