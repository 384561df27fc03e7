/** Which row of the table a file belongs to. */
import { posix } from 'node:path';

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[/.])(?:mcp|claude_desktop_config)\.json$/, 'mcp'],
  [/(?:^|\/)\.github\/workflows\//, 'workflow'],
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/, 'compose'],
  [/(?:^|\/)(?:[^/]*\.)?(?:docker|container)file(?:\.[^/]*)?$/i, 'dockerfile'],
  [/(?:^|\/)(?:gnu)?makefile$|\.mk$/i, 'make'],
  [/(?:^|\/)modelfile(?:\.[^/]*)?$/i, 'modelfile'],
  [
    /(?:^|\/)(?:[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]*\.txt|pyproject\.toml|setup\.(?:cfg|py)|environment\.ya?ml)$/,
    'manifest',
  ],
  [
    /(?:^|\/)(?:package\.json|cargo\.toml|go\.mod|pom\.xml|gemfile|composer\.json|package\.swift|cmakelists\.txt)$|\.(?:csproj|gradle|gradle\.kts)$/i,
    'manifest',
  ],
  [/(?:^|\/)\.env[^/]*$|(?:^|\/)[^/]*\.env$|(?:^|\/)env\.[^/]*$/, 'env'],
];

const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.pyi': 'python',
  '.ipynb': 'notebook',
  '.js': 'javascript',
  '.jsx': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.vue': 'javascript',
  '.svelte': 'javascript',
  '.ts': 'typescript',
  '.tsx': 'typescript',
  '.mts': 'typescript',
  '.sh': 'shell',
  '.bash': 'shell',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.toml': 'toml',
  '.json': 'json',
  '.jsonc': 'json',
  '.ini': 'ini',
  '.cfg': 'ini',
  '.conf': 'ini',
  '.properties': 'ini',
  '.tf': 'terraform',
  '.go': 'go',
  '.rs': 'rust',
  '.java': 'java',
  '.kt': 'kotlin',
  '.cs': 'csharp',
  '.rb': 'ruby',
  '.swift': 'swift',
  '.cpp': 'cpp',
  '.h': 'cpp',
  '.php': 'php',
  '.md': 'card',
};

/** "python", "compose", "manifest", …; "other" for the rest. */
export function fileKind(path: string): string {
  const named = BY_NAME.find(([pattern]) => pattern.test(path));
  // `env.sh` is a script.
  if (named !== undefined && !(named[1] === 'env' && path.endsWith('.sh'))) return named[1];
  return BY_EXTENSION[posix.extname(path)] ?? 'other';
}
