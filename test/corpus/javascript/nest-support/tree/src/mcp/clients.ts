import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

export async function jira() {
  const client = new Client({ name: 'support/jira', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: 'npx', args: ['-y', 'mcp-server-jira@1.4.0'] }));
  return client;
}

export async function time() {
  const client = new Client({ name: 'support', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: 'uvx', args: ['mcp-server-time', '--local-timezone', 'Europe/Rome'] }));
  return client;
}
