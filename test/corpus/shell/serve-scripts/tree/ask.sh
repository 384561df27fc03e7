#!/usr/bin/env bash
# ask.sh QUESTION: one question to two providers.
set -euo pipefail
. "$(dirname "$0")/env.sh"

curl -sS https://api.openai.com/v1/chat/completions \
  -H "Authorization: Bearer $OPENAI_API_KEY" -H 'Content-Type: application/json' \
  -d "{\"model\": \"$OPENAI_MODEL\", \"messages\": [{\"role\": \"user\", \"content\": \"$1\"}]}" | jq -r '.choices[0].message.content'

curl -sS https://api.anthropic.com/v1/messages \
  -H "x-api-key: $ANTHROPIC_API_KEY" -H 'anthropic-version: 2023-06-01' \
  -d '{"model": "claude-3-5-sonnet-20240620", "max_tokens": 256, "messages": []}'
