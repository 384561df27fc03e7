/** T33: commands that JavaScript and TypeScript start load what they load in a shell script. */
import { describe, expect, it } from 'vitest';
import { commandsOfJavascript } from '../../../../src/core/discover/starts/javascript-commands.ts';
import { linked, told } from '../linking.ts';

const CHILD = "import { exec, execFile, execSync, spawn } from 'node:child_process';\n";

async function loads(code: string): Promise<string[]> {
  return (await told({ 'app.ts': `${CHILD}${code}\n` })).map((one) => one.replace(/ app\.ts:\d+$/, ''));
}

describe('a command', () => {
  it.each<[string, string[]]>([
    ["execSync('hf download org/big')", ['hf:org/big literal']],
    ['exec("ollama pull llama3 && echo \'it is there\'", done)', ['ollama:llama3 literal']],
    ["spawn('ollama', ['pull', 'llama3'], { stdio: 'inherit' })", ['ollama:llama3 literal']],
    ["spawn('sh', ['-c', 'hf download org/big'])", ['hf:org/big literal']],
    ["execFile('hf', [\n  'download',\n  'org/big',\n  '--revision', 'v1',\n])", ['hf:org/big@v1 literal']],
    ["const NAME = 'org/big';\nexecSync(`hf download ${NAME} --quiet`)", ['hf:org/big literal']],
    ["const NAME = 'org/big';\nspawn('hf', ['download', NAME])", ['hf:org/big literal']],
    ["const NAME: string = 'org/big';\nexec('hf download ' + NAME)", ['hf:org/big literal']],
    ["spawn('hf', ['download', options.name])", ['generic:name unresolved']],
    ["spawn('hf download org/big', { shell: true })", ['hf:org/big literal']],
    ["import { $ } from 'zx';\nawait $`hf download org/big`", ['hf:org/big literal']],
    ["import { $ } from 'bun';\nawait $`ollama pull llama3`.quiet()", ['ollama:llama3 literal']],
    ["new Deno.Command('ollama', { args: ['pull', 'llama3'] })", ['ollama:llama3 literal']],
    ["Bun.spawn(['ollama', 'pull', 'llama3'])", ['ollama:llama3 literal']],
    ["execSync('curl -LO https://host.test/a.gguf')", ['url:https://host.test/a.gguf literal']],
    ["execSync('python -c \"from transformers import AutoModel; AutoModel.from_pretrained(\\'org/big\\')\"')", ['hf:org/big literal']],
  ])('%s', async (code, expected) => {
    expect(await loads(code)).toEqual(expected);
  });

  it.each([
    "console.log('ollama pull llama3')",
    "throw new Error('run: hf download org/big')",
    "// execSync('hf download org/big')",
    " * execSync('hf download org/big')",
    "/x/.exec('org/big')",
    "execSync('echo hf download org/big')",
    "execSync('ls')",
  ])('%s loads nothing', async (code) => {
    expect(await loads(code)).toEqual([]);
  });

  it('installs and runs what it says', async () => {
    const { sightings } = await linked({ 'a.js': `${CHILD}execSync('pip install vllm');\nspawn('docker', ['run', 'ollama/ollama:1']);\n` });
    expect(sightings.map(({ ref, place }) => `${ref.name}:${place.line}`)).toEqual(['vllm:2', 'ollama:3']);
  });

  it('is looked for in linear work (T39)', () => {
    const hostile = ["exec('", "exec('a'+", 'exec(`${', 'spawn("a",["b",', '$`a', 'exec(a.b', 'const a="b";', "exec('\\\\"];
    for (const one of hostile) expect(commandsOfJavascript(one.repeat(20_000)).length).toBeLessThanOrEqual(1_000);
  });
});
