/** go.mod: the list of modules, and what is put in their place. Hashes stand in go.sum. */
import { golang } from '../../../ecosystems/golang/index.ts';
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { folderFacts } from '../folder.ts';
import { type LockedPackage, lockfile } from '../lockfile.ts';
import { goModLines } from './lines.ts';

export const goModDetector = lockfile({
  id: 'go-mod',
  version: 4,
  names: ['go.mod'],
  about: {
    title: 'Modules in go.mod',
    motivation: 'The file is the exact list of what a Go product is built from.',
    decides:
      'Every module that is required, directly or not, in its version; a module that "replace" puts in its place stands for it, and a folder is left to its own go.mod. What is excluded, retracted or a tool is no module more. The hashes of go.sum stand for those versions that are listed here. Names are in small letters, as package URLs of Go have them.',
    remedy: 'Run "go mod tidy" and commit go.mod and go.sum.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'go.mod',
    source: `module example.com/app

go 1.24

require (
	github.com/openai/openai-go/v2 v2.7.1
	github.com/Azure/cobra v1.9.1
	github.com/pkoukk/tiktoken-go v0.1.7 // indirect
)

require github.com/mark3labs/mcp-go v0.43.0

replace github.com/mark3labs/mcp-go => github.com/fork/mcp-go v0.43.1
`,
    gives: [
      { name: 'github.com/openai/openai-go/v2', version: 'v2.7.1', line: 6, from: 'manifest' },
      { name: 'github.com/azure/cobra', written: 'github.com/Azure/cobra', version: 'v1.9.1', line: 7 },
      { name: 'github.com/pkoukk/tiktoken-go', version: 'v0.1.7', line: 8, group: 'runtime' },
      { name: 'github.com/fork/mcp-go', version: 'v0.43.1', line: 11, as: 'github.com/mark3labs/mcp-go' },
    ],
  },
  read: readGoMod,
});

interface Replacement {
  readonly name: string;
  /** Null: a folder. */
  readonly version: string | null;
}

const VERSION = /^v\d{1,9}\.\d{1,9}\.\d{1,20}[\w.+-]{0,100}$/;

function* readGoMod(text: string): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const lines = [...goModLines(text)];
  const replaced = new Map<string, Replacement>();
  for (const one of lines) {
    if (one?.directive !== 'replace') continue;
    const arrow = one.words.indexOf('=>');
    const [name = '', of] = one.words.slice(0, Math.max(arrow, 0));
    const [other, version = null] = one.words.slice(arrow + 1);
    const at = { line: one.line, column: one.column };
    if (arrow < 1 || other === undefined) yield problemFact('syntax', 'not a replacement that go can read', at);
    // "name v1 => other" stands for that version alone.
    else replaced.set(of === undefined ? name : `${name}@${of}`, { name: other, version });
  }
  for (const one of lines) {
    if (one === null) {
      yield problemFact('syntax', 'a block of go.mod without an end', { line: Math.max(1, text.trimEnd().split('\n').length), column: 1 });
      continue;
    }
    if (one.directive !== 'require') continue;
    const at = { line: one.line, column: one.column };
    const [name = '', version = ''] = one.words;
    if (one.words.length !== 2 || !VERSION.test(version)) {
      yield problemFact('syntax', 'not a requirement that go can read', at);
      continue;
    }
    const other = replaced.get(`${name}@${version}`) ?? replaced.get(name);
    const isFolder = other !== undefined && other.version === null;
    if (isFolder) yield* folderFacts(golang, name, other.name, at);
    yield {
      kind: 'locked',
      ecosystem: golang,
      name: isFolder ? name : (other?.name ?? name),
      version: isFolder ? version : (other?.version ?? version),
      integrity: [],
      from: 'manifest',
      ...(other === undefined ? {} : { as: name }),
      source: isFolder ? { source: 'path', location: null } : { source: 'registry', location: null },
      group: 'runtime',
      license: null,
      at,
    };
  }
}
