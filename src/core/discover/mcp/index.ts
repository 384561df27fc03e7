/** MCP servers in settings files of editors, assistants and gateways. */
import type { Fact } from '../../model/index.ts';
import { readSettings } from '../datum/read.ts';
import type { Detector, FileInput } from '../detector.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { decodeUtf8, noGrammar, problemFact } from '../text-input.ts';
import { serversIn } from './servers.ts';

const LIMIT = 1024 * 1024;
/** Files of these names are there for their servers alone. */
const NAMES = /(?:^|\/)(?:\.?mcp|mcp[-_](?:config|settings|servers?)|[\w-]{1,40}_mcp_settings|claude_desktop_config)\.jsonc?$/i;
const FORMATS = /\.(?:jsonc?|json5|code-workspace|toml|ya?ml)$/i;
const GENERATED = /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer-lock|tsconfig)\.json$/i;

/** Whether a file is there for its servers alone. */
export function isServerFile(path: string): boolean {
  return NAMES.test(path);
}

export const mcpDetector: Detector = {
  id: 'mcp',
  version: 4,
  about: {
    title: 'MCP servers in settings files',
    motivation:
      'A server of the Model Context Protocol is code that an assistant runs with the rights of whoever starts it, or a service that sees what the assistant sees. "npx -y name" fetches whatever its author publishes today.',
    decides:
      'JSON (with comments), TOML and YAML, whatever their names: entries under mcpServers, mcp_servers, context_servers and modelContextProtocolServers, and under servers, mcp and extensions where an entry has a transport of the protocol with a command or an address (.mcp.json, .vscode/mcp.json, .cursor/mcp.json, .codex/config.toml, opencode.json, Zed, Continue, Goose and others); the same as JSON inside of a text. ' +
      'npx, bunx, pnpm dlx, uvx, uv tool run, pipx run: the package of npm or PyPI with the version that is asked for, which floats where none is; a repository of GitHub by its commit. docker run: the image. mcp-remote, supergateway and other bridges: what stands behind them, too. An address of another machine: host and plain words of its path. Whatever else is started lies in the tree or on the machine, and is known by the name of the entry. ' +
      'Variables and headers are never looked at: they hold keys.',
    remedy: 'Write the version of the package.\n"args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21"]',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => FORMATS.test(path) && !GENERATED.test(path) && !isLockName(path) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: readServers,
};

/** Keys of lists of servers, as every format writes them. */
const LISTED = /mcp[-_.]?servers?|context_servers|modelContextProtocolServers/i;
/** Words without which no entry is one. An escape may hide any of them. */
const MAY_LIST = /(?:servers|mcp|extensions|tools|serversconfig|serverslist)["']?(?:\s{0,10}[:=]|[.\]])|\\[uUx]/i;
/** A command under a key of any name. */
const MAY_RUN = /(?:command|cmd)["']?\s{0,10}[:=]/i;
const MAY_BE = /(?:command|cmd|url|uri|endpoint)["']?\s{0,10}[:=]|\\[uUx]/i;

function readServers({ bytes }: FileInput): readonly Fact[] {
  const loose = new TextDecoder().decode(bytes);
  if (
    !LISTED.test(loose) &&
    !(MAY_LIST.test(loose) && MAY_BE.test(loose)) &&
    !(/mcp|modelcontextprotocol/i.test(loose) && MAY_RUN.test(loose))
  )
    return [];
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return LISTED.test(loose) ? [decoded.problem] : [];
  const { roots, whole } = readSettings(decoded.text);
  const servers = serversIn(roots);
  // A file of which a part was read, and that speaks of servers: what follows may be one.
  const isOpen = !whole && KEYED.test(decoded.text);
  return isOpen ? [...servers, problemFact('syntax', 'it lists MCP servers, and cannot be read whole', { line: 1, column: 1 })] : servers;
}

const KEYED = /(?:^|[\s{,["'])["']?(?:mcpServers|mcp_servers|context_servers)["']?\s{0,10}[:=.\]]/m;
