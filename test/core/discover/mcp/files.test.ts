import { describe, expect, it } from 'vitest';
import { mcpDetector } from '../../../../src/core/discover/mcp/index.ts';
import { formatRef } from '../../../../src/core/ref/format.ts';
import { factsOf, problemsOf } from '../facts.ts';

/** "npm:name@1.0 :3", in the order of the file. */
function told(text: string): string[] {
  return factsOf(mcpDetector, text).flatMap((fact) =>
    fact.kind === 'run'
      ? [`${formatRef({ ...fact.ref, version: fact.version })}${fact.remote === true ? ' remote' : ''} :${fact.line}`]
      : [],
  );
}

const json = (entry: unknown, key = 'mcpServers'): string => JSON.stringify({ [key]: { own: entry } });
const started = (command: string, ...args: string[]): string => json({ command, args });

describe('what an entry starts', () => {
  it.each<[string, string, string[]]>([
    ['a package of npm', started('npx', '-y', '@a/b@1.2.3', '/tmp'), ['npm:@a/b@1.2.3 :1']],
    ['a package that floats', started('npx', '-y', '@a/b'), ['npm:@a/b :1']],
    ['a tag of the registry', started('npx', 'a@latest'), ['npm:a@latest :1']],
    ['npx on Windows', started('cmd', '/c', 'npx', '-y', 'a@1.0.0'), ['npm:a@1.0.0 :1']],
    ['a package besides its command', started('npx', '-p', 'a@1.0.0', 'b-server'), ['npm:a@1.0.0 :1']],
    ['a registry of its own', started('npx', '--registry', 'https://r.example.com', 'a'), ['npm:a :1']],
    ['bunx', started('bunx', 'a@1.0.0'), ['npm:a@1.0.0 :1']],
    ['pnpm dlx', started('pnpm', 'dlx', 'a'), ['npm:a :1']],
    ['npm exec', started('npm', 'exec', '-y', '--', 'a'), ['npm:a :1']],
    ['deno', started('deno', 'run', '-A', 'npm:@a/b@1.0.0'), ['npm:@a/b@1.0.0 :1']],
    ['a repository by npx', started('npx', '-y', 'github:org/repo#v1'), ['gh:org/repo@v1 :1']],
    ['uvx', started('uvx', 'mcp_server.time==0.6.2'), ['pypi:mcp-server-time@0.6.2 :1']],
    ['uvx with "@"', started('uvx', 'mcp-server-time@0.6.2', '--local'), ['pypi:mcp-server-time@0.6.2 :1']],
    ['uvx with a python', started('uvx', '--python', '3.12', 'mcp-server-time[x]>=1'), ['pypi:mcp-server-time@>=1 :1']],
    ['uvx from a package', started('uvx', '--from', 'a==1.0', 'b'), ['pypi:a@1.0 :1']],
    [
      'uvx from a repository',
      started('uvx', '--from', `git+https://github.com/org/repo@${'a'.repeat(40)}`, 'b'),
      [`gh:org/repo@${'a'.repeat(40)} :1`],
    ],
    ['uv tool run', started('uv', 'tool', 'run', 'a==1.0'), ['pypi:a@1.0 :1']],
    ['uv run with the package that it starts', started('uv', 'run', '--with', 'a==1.0', 'a'), ['pypi:a@1.0 :1']],
    ['uv run of the project', started('uv', '--directory', '/x', 'run', 'server.py'), ['mcp:own :1']],
    ['pipx run', started('pipx', 'run', 'a==1.0'), ['pypi:a@1.0 :1']],
    [
      'an image',
      started('docker', 'run', '-i', '--rm', '-e', 'TOKEN', '--mount', 'type=bind,src=/a', 'ghcr.io/a/b:1.0', 'x'),
      ['oci:ghcr.io/a/b@1.0 :1'],
    ],
    ['an image by its digest', started('docker', 'run', `mcp/time@sha256:${'0'.repeat(64)}`), [`oci:mcp/time@sha256:${'0'.repeat(64)} :1`]],
    ['servers of a gateway', started('docker', 'mcp', 'gateway', 'run', '--servers=fetch,time'), ['mcp:fetch :1', 'mcp:time :1']],
    [
      'a bridge to an address',
      started('npx', 'mcp-remote@0.1.0', 'https://mcp.example.com/sse'),
      ['npm:mcp-remote@0.1.0 :1', 'mcp:mcp.example.com/sse remote :1'],
    ],
    ['a bridge to a command', started('npx', 'supergateway', '--stdio', 'npx -y @a/b@1.0.0'), ['npm:supergateway :1', 'npm:@a/b@1.0.0 :1']],
    [
      'a bridge to words',
      started('uvx', 'mcpo', '--port', '8000', '--', 'uvx', 'mcp-server-time'),
      ['pypi:mcpo :1', 'pypi:mcp-server-time :1'],
    ],
    ['a command of a shell', started('sh', '-c', 'cd /x && npx -y a@1.0.0'), ['npm:a@1.0.0 :1']],
    ['a file of the tree', started('node', './server.js'), ['mcp:own :1']],
    ['a module', started('python', '-m', 'server'), ['mcp:own :1']],
    ['a script that npx runs', started('npx', 'tsx', 'src/index.ts'), ['mcp:own :1']],
    ['a command as one text', json({ command: 'npx -y a@1.0.0' }), ['npm:a@1.0.0 :1']],
    ['an address', json({ url: 'https://mcp.example.com/v1/mcp' }), ['mcp:mcp.example.com/v1/mcp remote :1']],
    ['an address by another key', json({ serverUrl: 'https://mcp.example.com' }), ['mcp:mcp.example.com remote :1']],
    ['an address of this machine', json({ url: 'http://localhost:3000/mcp' }), ['mcp:own :1']],
    ['an address that is computed', json({ url: 'https://${HOST}/mcp' }), ['mcp:own :1']],
    ['neither a command nor an address', json({ enabled: true }), []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('where servers are listed', () => {
  it.each<[string, string, string[]]>([
    [
      '.vscode/mcp.json, with comments and trailing commas',
      '// a\n{"servers": {\n  "a": {"type": "stdio", "command": "npx", "args": ["b",],}, /* c */\n}}',
      ['npm:b :3'],
    ],
    ['settings of VS Code', '{"mcp": {"servers": {"a": {"command": "npx", "args": ["b"]}}}}', ['npm:b :1']],
    ['.codex/config.toml', '# x\n[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "b@1.0.0"]\n', ['npm:b@1.0.0 :4']],
    [
      'opencode.json',
      '{"mcp": {"a": {"type": "local", "command": ["npx", "-y", "b"]}, "c": {"type": "remote", "url": "https://c.example.com"}}}',
      ['npm:b :1', 'mcp:c.example.com remote :1'],
    ],
    ['Zed', '{"context_servers": {"a": {"command": {"path": "npx", "args": ["b"]}}}}', ['npm:b :1']],
    ['Continue in YAML', 'mcpServers:\n  - name: A\n    command: npx\n    args:\n      - -y\n      - b@2.0.0\n', ['npm:b@2.0.0 :6']],
    [
      'Continue in JSON',
      '{"experimental": {"modelContextProtocolServers": [{"transport": {"type": "stdio", "command": "uvx", "args": ["b"]}}]}}',
      ['pypi:b :1'],
    ],
    ['Goose', 'extensions:\n  a:\n    type: stdio\n    cmd: uvx\n    args: [b]\n', ['pypi:b :5']],
    ['mcp-agent', 'mcp:\n  servers:\n    a:\n      command: uvx\n      args: ["b"]\n', ['pypi:b :5']],
    [
      'JSON in a workflow',
      'jobs:\n  a:\n    with:\n      mcp_config: |\n        {\n          "mcpServers": {"a": {"command": "npx", "args": ["b"]}}\n        }\n',
      ['npm:b :6'],
    ],
    ['a folder of a project', '{"projects": {"/x": {"mcpServers": {"a": {"command": "npx", "args": ["b"]}}}}}', ['npm:b :1']],
    ['a key with an escape', '{"\\u006dcpServers": {"a": {"command": "npx", "args": ["b"]}}}', ['npm:b :1']],
    [
      'a list of commands',
      'mcp_servers:\n  - npx -y b@1.0.0\n  - https://mcp.example.com/v1\n  - files\n',
      ['npm:b@1.0.0 :2', 'mcp:mcp.example.com/v1 remote :3'],
    ],
    [
      'a bridge of a cloud',
      json({ command: 'uvx', args: ['mcp-proxy-for-aws@1.0.0', 'https://a.example.com/mcp'] }),
      ['pypi:mcp-proxy-for-aws@1.0.0 :1', 'mcp:a.example.com/mcp remote :1'],
    ],
    [
      'JSON of one server in a text',
      'installations:\n  - name: NPX\n    config: |\n      {\n        "command": "npx",\n        "args": ["-y", "@acme/mcp-server"]\n      }\n',
      ['npm:@acme/mcp-server :6'],
    ],
    [
      'under a key of any name',
      'agent:\n  helper:\n    command: npx\n    args: [-y, "@modelcontextprotocol/server-x"]\n',
      ['npm:@modelcontextprotocol/server-x :4'],
    ],
    [
      'any program with arguments',
      '// mcp\n{"tasks": [{"command": "npx", "args": ["eslint", "."]}, {"command": "npx", "args": ["@modelcontextprotocol/inspector"]}]}',
      [],
    ],
    ['servers of OpenAPI', '{"openapi": "3.0.0", "servers": [{"url": "https://api.example.com"}]}', []],
    ['extensions of an editor', '{"extensions": {"recommendations": ["a.b"]}, "mcp": {"enabled": true}}', []],
    ['servers of something else', 'servers:\n  web:\n    command: npm start\n    url: https://example.com\n', []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('nothing that could be a key is kept (T21)', () => {
  const KEY = 'sk-ant-0123456789abcdefghij';
  it.each([
    json({ command: 'npx', args: ['-y', 'a', '--api-key', KEY], env: { TOKEN: KEY } }),
    json({ url: `https://mcp.example.com/mcp/${KEY}/sse?key=${KEY}#${KEY}`, headers: { Authorization: `Bearer ${KEY}` } }),
    json({ url: `https://user:${KEY}@mcp.example.com/0123ABCD` }),
    JSON.stringify({ mcpServers: { [KEY]: { command: 'node', args: ['x.js', KEY] } } }),
    json({ command: 'npx', args: ['mcp-remote', `https://mcp.example.com/${KEY}`, '--header', `Authorization: Bearer ${KEY}`] }),
  ])('%s', (text) => {
    const said = JSON.stringify(factsOf(mcpDetector, text));
    expect(said).toContain('"kind":"run"');
    expect(said).not.toContain(KEY);
    expect(said).not.toContain('0123ABCD');
  });
});

describe('hostile files', () => {
  it('says that a broken list was not read whole, and gives what stands before the fault', () => {
    const text = '{"mcpServers": {"a": {"command": "npx", "args": ["b"]}, "c": ]';
    expect(told(text)).toEqual(['npm:b :1']);
    expect(problemsOf(mcpDetector, text)).toHaveLength(1);
  });

  it.each([
    ['deep JSON', `{"mcpServers": ${'{"a":'.repeat(20_000)}`],
    ['deep lists', `{"mcpServers": ${'['.repeat(20_000)}`],
    ['deep YAML', `mcpServers: ${'['.repeat(20_000)}`],
    ['many line breaks', `mcpServers:${'\n'.repeat(200_000)}[`],
    ['many words', started('sh', '-c', 'npx '.repeat(100_000))],
    ['bridges in bridges', started('npx', 'supergateway', ...Array.from({ length: 5_000 }, () => '--'), 'npx')],
    ['a long name', started('npx', `@${'a'.repeat(300_000)}/b`)],
    [
      'many servers',
      JSON.stringify({ mcpServers: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, { command: 'x' }])) }),
    ],
  ])('answers %s within its limits', (_, text) => {
    expect(factsOf(mcpDetector, text).length).toBeLessThanOrEqual(2_001);
  });
});
