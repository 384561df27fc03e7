import { describe, expect, it, test } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { linked, told } from '../../linking.ts';

const IMPORTS = 'import asyncio, os, shlex, shutil, subprocess, sys\n';

/** What the code starts loads, without the place. */
async function code(text: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const found = await told({ 'app.py': `${IMPORTS}${text}\n`, ...more });
  return [...new Set(found.map((one) => one.replace(/ [\w./]+:\d+$/, '')))];
}

describe('a command that Python starts loads what it loads in a shell script (T33)', () => {
  it.each([
    ['a list', 'subprocess.run(["hf", "download", "org/x"])'],
    ['a text', 'subprocess.run("huggingface-cli download org/x", shell=True)'],
    ['os.system', 'os.system("vllm serve org/x")'],
    ['check_call', 'subprocess.check_call(["ollama", "run", "hf.co/org/x"])'],
    ['os.execvp', 'os.execvp("vllm", ["vllm", "serve", "org/x"])'],
    ['os.execlp', 'os.execlp("hf", "hf", "download", "org/x")'],
    ['asyncio, words', 'await asyncio.create_subprocess_exec("hf", "download", "org/x")'],
    ['asyncio, a text', 'await asyncio.create_subprocess_shell("hf download org/x")'],
    ['a function of its own', 'def sh(c):\n    os.system(c)\nsh("hf download org/x")'],
    ['a list for a function of its own', 'def go(c):\n    subprocess.run(c)\ngo(["hf", "download", "org/x"])'],
    ['a list with a name', 'cmd = ["hf", "download", "org/x"]\nsubprocess.run(cmd)'],
    ['a list in parts', 'subprocess.run(["vllm", "serve"] + ["org/x"])'],
    ['a list that grows', 'cmd = ["vllm", "serve"]\ncmd += ["--model", "org/x"]\nsubprocess.run(cmd)'],
    ['a list that is appended to', 'cmd = ["vllm", "serve"]\ncmd.append("org/x")\nsubprocess.run(cmd)'],
    ['a list that is spread', 'A = ["org/x"]\nsubprocess.run(["vllm", "serve", *A])'],
    ['a list that a function returns', 'def cmd():\n    return ["hf", "download", "org/x"]\nsubprocess.run(cmd())'],
    ['a list of a class', 'class A:\n    cmd = ["hf", "download", "org/x"]\n    def go(self):\n        subprocess.run(self.cmd)'],
    ['a text that is split', 'subprocess.run(shlex.split("hf download org/x"))'],
    ['a text that is joined', 'os.system(" ".join(["hf", "download", "org/x"]))'],
    ['a text in parts', 'os.system("hf download " + "org/x")'],
    ['a formatted text', 'os.system("hf download {}".format("org/x"))'],
    ['a script of several lines', 'S = """\nset -e\nhf download org/x\n"""\nsubprocess.run(["bash", "-c", S])'],
    ['a text that is trimmed', 'os.system(textwrap.dedent("""\n    hf download org/x\n""").strip())'],
    ['a command inside of another one', 'c = "vllm serve org/x"\nos.system(f"cd app && {c}")'],
    ['the input of a shell', 'subprocess.run(["bash"], input="hf download org/x", text=True)'],
    ['a program that is looked for', 'V = shutil.which("vllm") or "vllm"\nsubprocess.run([V, "serve", "org/x"])'],
    ['a program in a folder', 'subprocess.run([os.path.join(BIN, "hf"), "download", "org/x"])'],
    ['this interpreter', 'subprocess.run([sys.executable, "-m", "vllm.entrypoints.openai.api_server", "--model", "org/x"])'],
    [
      'code for it by a name',
      'C = "from transformers import AutoModel; AutoModel.from_pretrained(\'org/x\')"\nsubprocess.run([sys.executable, "-c", C])',
    ],
    [
      'code for it that is tidied up',
      'C = """\n  from transformers import AutoModel\n  AutoModel.from_pretrained("org/x")\n"""\nos.execvp("python", ["python", "-c", textwrap.dedent(C)])',
    ],
    ['code for it', 'subprocess.run([sys.executable, "-c", "from transformers import AutoModel; AutoModel.from_pretrained(\'org/x\')"])'],
    ['a program as a function', 'import sh\nsh.hf("download", "org/x")'],
    ['a container of Kubernetes', 'client.V1Container(command=["vllm", "serve"], args=["org/x"])'],
    ['a container of Docker', 'client.containers.run("vllm/vllm-openai:v1", "--model org/x")'],
    ['an operator of a scheduler', 'BashOperator(task_id="a", bash_command="hf download org/x")'],
    ['git', 'subprocess.run(["git", "clone", "https://huggingface.co/org/x"])'],
    ['another language of commands', 'subprocess.run(["python", "train.py", "--model_name_or_path", "org/x"])'],
  ])('%s', async (_, text) => {
    expect(await code(text)).toEqual(['hf:org/x literal']);
  });

  it('a name is followed as in any call', async () => {
    const run = 'subprocess.Popen(["vllm", "serve", MODEL])';
    expect(await code(`MODEL = "org/x"\n${run}`)).toEqual(['hf:org/x constant']);
    expect(await code(`from cfg import MODEL\n${run}`, { 'cfg.py': 'MODEL = "org/x"\n' })).toEqual(['hf:org/x imported']);
    expect(await code('m = "org/x"\nsubprocess.run(["vllm", "serve", f"--model={m}"])')).toEqual(['hf:org/x constant']);
    expect(await code('for m in ["org/a", "org/b"]:\n    os.system(f"hf download {m}")')).toEqual([
      'hf:org/a constant',
      'hf:org/b constant',
    ]);
    expect(await code('def get(m):\n    subprocess.run(["hf", "download", m])\nget("org/x")')).toEqual(['hf:org/x literal']);
  });

  it('a command that is kept for another module counts where it is kept', async () => {
    const run = { 'run.py': 'import os\nfrom app import CMD\nos.system(CMD)\n' };
    expect(await code('CMD = "vllm serve org/x"', run)).toEqual(['hf:org/x literal']);
    expect(await code('CMD = ["vllm", "serve", "org/x"]', run)).toEqual(['hf:org/x literal']);
    expect(await code('TASKS = {"get": {"cmd": "hf download org/x"}}', run)).toEqual(['hf:org/x literal']);
    expect(await code('CMD = ["vllm", "serve"]', run)).toEqual(['generic:the default model of vllm serve unresolved']);
  });

  it.each([
    ['an argument that is computed, and not the one behind it', 'subprocess.run(["hf", "download", pick(), "config.json"])', 'pick()'],
    ['a variable of the environment', 'subprocess.run(["vllm", "serve", os.environ["M"]])', 'environment variable M'],
    ['words that are given elsewhere', 'subprocess.run(["vllm", "serve", *sys.argv[1:]])', 'sys.argv[1:]'],
    ['a part of a text', 'def f(m):\n    os.system(f"hf download {m} --quiet")', 'm'],
    [
      'a name that is put into code',
      `subprocess.run([sys.executable, "-c", f"from transformers import AutoModel; AutoModel.from_pretrained('{m}')"])`,
      'm',
    ],
  ])('%s is a load without a name (T35)', async (_, text, name) => {
    expect(await code(text)).toEqual([`generic:${name} unresolved`]);
  });

  it('a revision that is added only sometimes is certain nowhere (T9)', async () => {
    const commit = 'a'.repeat(40);
    const text = `cmd = ["hf", "download", "org/x"]\nif x:\n    cmd += ["--revision", "${commit}"]\nsubprocess.run(cmd)`;
    const { sightings } = await linked({ 'app.py': text });
    expect(sightings).toMatchObject([{ requested: commit, revisionHow: 'parameter' }]);
  });

  it.each([
    ['another program', 'subprocess.run(["git", x])\nsubprocess.run([tool, "download", "org/x"])\nsubprocess.run(cmd)'],
    ['words for people', 'print("hf download org/x")\nlogger.info("vllm serve org/x")\nraise RuntimeError("run: hf download org/x")'],
    ['the help of an option', 'p.add_argument("--m", help="vllm serve org/x")'],
    ['documentation', '"""Use hf download org/x"""\n# hf download org/x'],
    ['names of programs', 'TOOLS = ["hf", "vllm", "ollama"]\nif shutil.which("vllm"):\n    subprocess.run(["vllm", "--version"])'],
    ['a dependency', 'setup(extras_require={"vllm": ["vllm", "transformers"]})'],
  ])('nothing by %s', async (_, text) => {
    expect(await code(text)).toEqual([]);
  });
});

test('a list that a name has beside many others is read where it stands (T35)', async () => {
  const others = Array.from({ length: 9 }, (_, n) => `if a${n}:\n    c = ["git", "x${n}"]\n`).join('');
  expect(await code(`${others}if b:\n    c = ["hf", "download", "org/x"]\nsubprocess.run(c)`)).toEqual([
    expect.stringMatching(/^hf:org\/x/),
  ]);
});

test('the words beyond those that are read may name anything (T35)', async () => {
  const flags = '"-q", '.repeat(250);
  expect(await code(`subprocess.run(["hf", "download", ${flags}"org/x"])`)).toEqual([expect.stringMatching(/^generic:/)]);
});

describe('commands beyond a limit are said, and not passed over (T39)', () => {
  it.each([
    ['calls', `${'f()\n'.repeat(5_001)}subprocess.run(["hf", "download", "org/x"])`],
    ['kept commands', Array.from({ length: 501 }, (_, n) => `C${n} = ["hf", "download", "org/x${n}"]`).join('\n')],
    ['words', `os.execlp("hf", "hf", "download", ${'"-q", '.repeat(60)}"org/x")`],
  ])('%s', async (_, text) => {
    const facts = await factsOf(pythonDetector, `${IMPORTS}${text}\n`);
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'problem', code: 'limit' }));
  });
});

describe('hostile commands in Python', () => {
  it.each([
    ['lists in lists', `subprocess.run(${'['.repeat(3_000)}"hf", "download"${']'.repeat(3_000)})`],
    ['one list many times', `c = ["hf", "download", "org/x"]\n${'subprocess.run(c)\n'.repeat(3_000)}`],
    ['names of names', `${Array.from({ length: 2_000 }, (_, n) => `c${n + 1} = c${n} + c${n}`).join('\n')}\nc0 = ["hf"]\nos.system(c2000)`],
    ['a list that grows and grows', `c = ["hf", "download"]\n${'c.append("org/x")\n'.repeat(3_000)}subprocess.run(c)`],
    ['code in code', `os.system(${'"python -c \\"'.repeat(2_000)}hf download org/x`],
    ['programs everywhere', `x = [${'"hf", '.repeat(20_000)}]`],
    ['texts in parts', `os.system("hf download " + ${'"a" + '.repeat(5_000)}"b")`],
    ['formatted texts', `os.system(f"hf download ${'{m}'.repeat(5_000)}")`],
  ])('%s end (T39)', async (_, text) => {
    const facts = await factsOf(pythonDetector, `${IMPORTS}${text}\n`);
    expect(facts.length).toBeLessThan(25_000);
  });
});
