import { describe, expect, it } from 'vitest';
import { linked } from '../linking.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';

/** The file at `path` loads a model; `tree` is what stands beside it. */
async function labelOf(path: string, tree: Readonly<Record<string, string>>): Promise<string | undefined> {
  const all = await linked({ ...tree, [path]: LOAD });
  return all.sightings.find(({ place }) => place.path === path)?.scope;
}

describe('what product code runs is product (T42)', () => {
  it.each<[string, string]>([
    ['run_module', 'import runpy\nrunpy.run_module("tests.m")'],
    ['run_module of a name', 'from runpy import run_module\nNAME = "tests.m"\nrun_module(NAME, run_name="__main__")'],
    ['run_path', 'import runpy\nrunpy.run_path("tests/m.py")'],
    ['run_path of parts', 'runpy.run_path(os.path.join(HERE, "tests", "m.py"))'],
    ['subprocess with a list', 'subprocess.run(["python", "tests/m.py"], check=True)'],
    ['subprocess with this interpreter', 'subprocess.check_call([sys.executable, "-m", "tests.m"])'],
    ['subprocess with parts of a path', 'subprocess.Popen([sys.executable, str(ROOT / "tests" / "m.py")])'],
    ['subprocess with a text', 'subprocess.call("python tests/m.py --x", shell=True)'],
    ['subprocess with a formatted text', 'subprocess.run(f"python tests/m.py --n {n}", shell=True)'],
    ['subprocess in a folder', 'subprocess.run(["python", "m.py"], cwd="tests")'],
    ['several lines', 'subprocess.run(\n    [\n        "python",\n        "tests/m.py",\n    ],\n)'],
    ['os.system', 'os.system("python tests/m.py")'],
    ['os.execvp', 'os.execvp("python", ["python", "tests/m.py"])'],
    ['asyncio', 'await asyncio.create_subprocess_exec("python", "tests/m.py")'],
    ['import_module', 'importlib.import_module("tests.m")'],
    ['import_module of a name', 'M = "tests.m"\nimportlib.import_module(M)'],
    ['a relative import_module', 'importlib.import_module(".m", "tests")'],
    ['__import__', '__import__("tests.m")'],
    ['exec', 'exec(open("tests/m.py").read())'],
    ['exec of a read file', 'with open("tests/m.py") as file:\n    exec(compile(file.read(), "m", "exec"))'],
    ['exec of a path', 'exec(Path("tests/m.py").read_text())'],
    ['a loader', 'importlib.util.spec_from_file_location("m", "tests/m.py")'],
    ['sys.path', 'import sys\nsys.path.insert(0, "tests")\nimport m'],
    ['sys.path of parts', 'sys.path.append(os.path.join(os.path.dirname(__file__), "tests"))\nfrom m import x'],
    ['sys.path with +=', 'sys.path += ["tests"]\nimport m'],
    ['uvicorn', 'uvicorn.run("tests.m:app", port=80)'],
  ])('%s', async (_name, code) => {
    expect(await labelOf('tests/m.py', { 'app.py': `${code}\n` })).toBe('product');
  });

  it.each<[string, string]>([
    ['tests', 'subprocess.run([sys.executable, "-m", "pytest", "tests/m.py"])'],
    ['tests by a text', 'os.system("pytest tests/m.py")'],
    ['a linter', 'subprocess.run(["ruff", "check", "tests/m.py"])'],
    ['a computed name', 'subprocess.run(["python", script])'],
    ['a comment', '# subprocess.run(["python", "tests/m.py"])'],
    ['another folder of modules', 'sys.path.insert(0, "lib")\nimport m'],
    ['opening a file', 'open("tests/m.py")'],
  ])('but not %s', async (_name, code) => {
    expect(await labelOf('tests/m.py', { 'app.py': `${code}\n` })).toBe('test');
  });

  it('what only tests run is not', async () => {
    expect(await labelOf('tests/m.py', { 'tests/a.py': 'import runpy\nrunpy.run_path("tests/m.py")\n' })).toBe('test');
  });
});
