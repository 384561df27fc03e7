import { describe, expect, it } from 'vitest';
import { codeServerDetectors } from '../../../../src/core/discover/mcp/code.ts';
import { formatRef } from '../../../../src/core/ref/format.ts';
import { factsOf } from '../facts.ts';

function told(id: string, text: string): string[] {
  const detector = codeServerDetectors.find((one) => one.id === id);
  return (detector === undefined ? [] : factsOf(detector, text)).flatMap((fact) =>
    fact.kind === 'run' ? [`${formatRef({ ...fact.ref, version: fact.version })} ${fact.api} :${fact.line}`] : [],
  );
}

describe('servers that code starts', () => {
  it.each<[string, string, string, string[]]>([
    [
      'parameters',
      'mcp-python',
      'from mcp import StdioServerParameters\np = StdioServerParameters(\n    command="npx",\n    args=["-y", "@a/b@1.0.0", path],\n    env={"K": "v"},\n)\n',
      ['npm:@a/b@1.0.0 StdioServerParameters :4'],
    ],
    [
      'a client of many',
      'mcp-python',
      'c = MultiServerMCPClient({\n  "time": {"command": "uvx", "args": ["mcp-server-time"], "transport": "stdio"},\n  "x": {"url": "https://mcp.example.com/sse"},\n})\n',
      ['pypi:mcp-server-time MultiServerMCPClient :2', 'mcp:mcp.example.com/sse MultiServerMCPClient :3'],
    ],
    [
      'positional arguments',
      'mcp-python',
      's = MCPServerStdio("uvx", ["mcp-run-python==1.0", "stdio"])\n',
      ['pypi:mcp-run-python@1.0 MCPServerStdio :1'],
    ],
    [
      'no request in a function that gives what a client needs',
      'mcp-javascript',
      'async function context(a: string): Promise<McpContext> {\n  return fetch("https://www.acme.net/files");\n}\nfunction other(): McpContext {\n  return get("https://www.acme.net/files");\n}\n',
      [],
    ],
    ['one text', 'mcp-python', 'async with MCPTools("npx -y @a/b@1.0.0 /tmp") as t: pass\n', ['npm:@a/b@1.0.0 MCPTools :1']],
    [
      'a tool of a provider',
      'mcp-python',
      'tools = [{"type": "mcp", "server_url": "https://mcp.example.com/mcp"}]\n',
      ['mcp:mcp.example.com/mcp mcp :1'],
    ],
    [
      'a transport',
      'mcp-javascript',
      "import { Client } from '@modelcontextprotocol/sdk';\nconst t = new StdioClientTransport({ command: 'npx', args: ['-y', '@a/b'] });\n",
      ['npm:@a/b StdioClientTransport :2'],
    ],
    [
      'an address of a transport',
      'mcp-javascript',
      "const t = new StreamableHTTPClientTransport(new URL('https://mcp.example.com/mcp'));\n// mcp\n",
      ['mcp:mcp.example.com/mcp StreamableHTTPClientTransport :1'],
    ],
    ['an image', 'mcp-code', 'c := NewMCPClient("docker", []string{"run", "-i", "mcp/time:1.0"})\n', ['oci:mcp/time@1.0 NewMCPClient :1']],
    [
      'C#',
      'mcp-code',
      'var t = new StdioClientTransport(new() { Command = "npx", Arguments = ["-y", "@modelcontextprotocol/server-everything"] });\n',
      ['npm:@modelcontextprotocol/server-everything StdioClientTransport :1'],
    ],
    ['a file of the tree', 'mcp-python', 'p = StdioServerParameters(command="python", args=["server.py"])  # mcp\n', []],
    [
      'a docstring and a comment',
      'mcp-python',
      '"""mcp\nStdioServerParameters(command="npx", args=["-y", "@a/b"])\n"""\n# StdioServerParameters(command="npx", args=["-y", "@a/b"])\n',
      [],
    ],
    ['another program', 'mcp-python', 'import mcp\nsubprocess.run(command="npx", args=["-y", "prettier"])\n', []],
    ['another address', 'mcp-python', 'import mcp\nget(url="https://api.example.com")\n', []],
  ])('%s (%s)', (_, id, text, expected) => {
    expect(told(id, text)).toEqual(expected);
  });

  it.each([`mcp("npx", [${'"a", '.repeat(50_000)}`, `mcp ${'command="npx", '.repeat(20_000)}`, `mcp npx ${'({['.repeat(50_000)}`])(
    'is read within its limits',
    (text) => {
      for (const detector of codeServerDetectors) expect(factsOf(detector, text)).toEqual(factsOf(detector, text));
    },
  );
});
