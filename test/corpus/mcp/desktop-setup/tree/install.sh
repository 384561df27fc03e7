#!/bin/sh
claude mcp add --transport http sentry https://mcp.sentry.dev/mcp
claude mcp add time -- uvx mcp-server-time@0.6.2
cp claude_desktop_config.json "$HOME/Library/Application Support/Claude/"
