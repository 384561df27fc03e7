/** Images and MCP servers at the gate: listed and compared, and refused by nobody. */
import { describe, expect, it } from 'vitest';
import { cyclonedxDocument } from '../../src/core/bom/cyclonedx/index.ts';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { checking } from '../support/checking.ts';

const doors = checking();

function rows({ verdict, bom }: CheckResult): unknown[] {
  const words = (phrase: readonly { readonly text: string }[]): string => phrase.map(({ text }) => text).join('');
  return reportViewOf(verdict, bom).rows.map(({ state, kind, name, version, proof }) => [state, kind, name, words(version), words(proof)]);
}

function servers(...args: string[]): string {
  return JSON.stringify({ mcpServers: { own: { command: 'npx', args: ['-y', ...args] } } });
}

describe('MCP servers', () => {
  it('a new one is a row, and no reason to refuse', async () => {
    const result = await doors.check({ 'a.md': '' }, { '.mcp.json': servers('@a/b') });
    expect(result.verdict.conclusion).toBe('pass');
    expect(rows(result)).toEqual([['open', 'MCP server', '@a/b', 'new, any version', 'no exact version']]);
  });

  it('another version is a change', async () => {
    const result = await doors.check({ '.mcp.json': servers('@a/b@1.0.0') }, { '.mcp.json': servers('@a/b@1.1.0') });
    expect(rows(result)).toEqual([['ok', 'MCP server', '@a/b', '1.0.0 → 1.1.0', 'exact version']]);
  });

  it('a package that is a library, too, is two components of one identity', async () => {
    const manifest = JSON.stringify({ dependencies: { '@a/b': '1.0.0' } });
    const { bom } = await doors.check({ 'a.md': '' }, { '.mcp.json': servers('@a/b@1.0.0'), 'package.json': manifest });
    expect(bom.components.map(({ key, kind }) => [key, kind])).toEqual([
      ['pkg:npm/%40a/b@1.0.0', 'library'],
      ['pkg:npm/%40a/b@1.0.0 (mcp-server)', 'mcp-server'],
    ]);
  });

  it('in CycloneDX what is fetched is an application, and what is asked over the network a service', async () => {
    const file = JSON.stringify({
      mcpServers: { a: { command: 'uvx', args: ['mcp-server-time==0.6.2'] }, b: { url: 'https://mcp.example.com/sse' } },
    });
    const { bom } = await doors.check({ 'a.md': '' }, { '.mcp.json': file });
    const { components, services } = cyclonedxDocument(bom, '1.7');
    expect(components).toMatchObject([
      { type: 'application', name: 'mcp-server-time', version: '0.6.2', purl: 'pkg:pypi/mcp-server-time@0.6.2' },
    ]);
    expect(components[0]?.properties).toContainEqual({ name: 'weighbridge:kind', value: 'mcp-server' });
    expect(services).toMatchObject([
      { 'bom-ref': 'mcp:mcp.example.com/sse', provider: { name: 'mcp.example.com' }, name: 'mcp.example.com/sse' },
    ]);
  });
});

describe('images', () => {
  it('a tag stays open, and a digest settles it', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const result = await doors.check({ Dockerfile: 'FROM vllm/vllm-openai:v1\n' }, { Dockerfile: `FROM vllm/vllm-openai@${digest}\n` });
    expect(rows(result)).toEqual([['ok', 'image', 'vllm/vllm-openai', 'v1 → sha256:0000000', 'pinned by its digest']]);
    const floating = await doors.check({ 'a.md': '' }, { Dockerfile: 'FROM vllm/vllm-openai:v1\n' });
    expect(rows(floating)).toEqual([['open', 'image', 'vllm/vllm-openai', 'new, v1', 'tag may move']]);
    expect(floating.verdict.conclusion).toBe('pass');
    const { components } = cyclonedxDocument(result.bom, '1.7');
    expect(components).toMatchObject([{ type: 'container', version: digest }]);
  });
});

describe('languages that are looked through', () => {
  it('what is read of a line is no name that it seems to have, and the file stays unread', async () => {
    const { verdict, bom } = await doors.check({ 'a.md': '' }, { 'app.go': 'package a\n\nvar r = Request{Model: "gpt-4o-2024-08-06"}\n' });
    expect(bom.components.map(({ key }) => key)).toEqual(['service:openai/gpt-4o-2024-08-06']);
    expect(verdict.findings.map(({ finding }) => finding.rule)).toEqual([]);
    expect(verdict.coverage?.names.map(({ path }) => path)).toEqual(['app.go']);
  });
});
