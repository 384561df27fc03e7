/** go.mod: what is required, and what is put in its place. */
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const goModDetector = statedPackages({
  id: 'go-mod',
  version: 1,
  names: ['go.mod'],
  title: 'AI frameworks in go.mod',
  decides:
    'Every module that is required, directly or not, in the version that is chosen for it; a module that "replace" puts in its place stands for it.',
  example: {
    path: 'go.mod',
    source: `module example.com/app

go 1.24

require (
	github.com/openai/openai-go/v2 v2.7.1
	github.com/spf13/cobra v1.9.1
	github.com/pkoukk/tiktoken-go v0.1.7 // indirect
)

require github.com/mark3labs/mcp-go v0.43.0
`,
    gives: [
      { name: 'github.com/openai/openai-go/v2', version: 'v2.7.1', line: 6 },
      { name: 'github.com/pkoukk/tiktoken-go', version: 'v0.1.7', line: 8, group: 'runtime' },
      { name: 'github.com/mark3labs/mcp-go', version: 'v0.43.0', line: 11 },
    ],
  },
  read: readGoMod,
});

const MODULE = /^\s{0,20}(?:require\s{1,10})?"?([a-z0-9][\w.~/-]{2,200})"?\s{1,20}(v\d[\w.+-]{0,100})\s{0,20}(?:\/\/.{0,200})?$/i;
const REPLACED =
  /^\s{0,20}(?:replace\s{1,10})?([a-z0-9][\w.~/-]{2,200})(?:\s{1,10}v[\w.+-]{1,100})?\s{1,10}=>\s{1,10}([\w.~/-]{1,300})(?:\s{1,10}(v[\w.+-]{1,100}))?/i;

function* readGoMod(text: string): Generator<ListedPackage> {
  const lines = [...numberedLines(text)];
  const replaced = new Map<string, { readonly name: string; readonly version: string | null }>();
  for (const [line] of lines) {
    const found = line.includes('=>') ? REPLACED.exec(line) : null;
    if (found !== null) replaced.set(found[1] ?? '', { name: found[2] ?? '', version: found[3] ?? null });
  }
  let block = '';
  for (const [line, number] of lines) {
    const opens = /^\s{0,20}(require|replace|exclude|retract|tool)\s{0,10}\(/.exec(line);
    if (opens !== null) block = opens[1] ?? '';
    else if (/^\s{0,20}\)/.test(line)) block = '';
    if (line.includes('=>') || (block !== '' ? block !== 'require' : !/^\s{0,20}require\s/.test(line))) continue;
    const [, name, version] = MODULE.exec(line) ?? [];
    if (name === undefined || version === undefined) continue;
    const other = replaced.get(name);
    const isLocal = other !== undefined && other.version === null;
    const at = { line: number, column: 1 };
    if (isLocal) yield { ecosystem: 'golang', name, version, exact: true, source: { source: 'path', location: null }, at };
    else yield { ecosystem: 'golang', name: other?.name ?? name, version: other?.version ?? version, exact: true, at };
  }
}
