/** Actions of workflows that run AI: an agent, or a model that is asked. Data; each is documented by its own repository's README. */
import type { Ref } from '../ref/index.ts';
import { displayName } from '../ref/format.ts';

const ACTIONS: ReadonlySet<string> = new Set([
  'actions/ai-inference',
  'anthropics/claude-code-action',
  'anthropics/claude-code-base-action',
  'anthropics/claude-code-security-review',
  'codiumai/pr-agent',
  'qodo-ai/pr-agent',
  'coderabbitai/ai-pr-reviewer',
  'google-gemini/gemini-cli-action',
  'google-github-actions/run-gemini-cli',
  'openai/codex-action',
]);

/** Names on GitHub have no case. */
export function isAiAction(ref: Ref): boolean {
  return ref.type === 'gh' && ACTIONS.has(displayName(ref).toLowerCase());
}
