/** Instructions for assistants of editors and command lines: which model one runs with stands in their front matter. */
import type { Fact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { noGrammar } from '../text-input.ts';
import { frontMatter } from './front-matter.ts';
import { rootOf } from './keyed/above.ts';
import { namedIn } from './keyed/mapping.ts';

const LIMIT = 1024 * 1024;

export const assistantFilesDetector: Detector = {
  id: 'settings-assistants',
  version: 3,
  about: {
    title: 'Models in instructions for assistants',
    motivation: 'Agents, commands and prompts that lie in the repository run with the model that they name, and with whatever they may do.',
    decides:
      'The front matter of texts below folders for agents, commands, prompts and skills (.claude/agents, .github/prompts, .opencode), and of prompts of Genkit (*.prompt): keys that say model, with the names of hosted models, of the hub and of Ollama.',
    remedy: 'Name a dated model, so that the instructions are tried with what they run with:\nmodel: claude-sonnet-4-20250514',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) =>
    /\.prompt$|(?:^|\/)(?:\.claude|\.opencode|\.cursor|\.windsurf|\.codex|\.gemini|agents|subagents|commands|chatmodes|prompts|skills)\/(?:[^/]+\/)*[^/]+\.mdc?$/i.test(
      path,
    ) &&
    !/(?:^|\/)node_modules\//.test(path) &&
    (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: readFrontMatter,
};

function readFrontMatter({ bytes }: FileInput): readonly Fact[] {
  const matter = frontMatter(bytes, /model/i);
  if (matter === null) return [];
  return limitedFacts(
    namedIn(
      matter.fields,
      rootOf(null).around(false, (offset) => matter.file.at(offset)),
    ),
  );
}
