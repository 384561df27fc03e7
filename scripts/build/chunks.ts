/** Names of the pieces that several programs share, or that are loaded when they are needed: without hashes, so that a change touches few files of dist/. */
import { basename } from 'node:path';
import type { BuildResult, Metafile } from 'esbuild';

export interface NamedFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/** `entries`: the files of the programs, which keep their names. */
export function namedFiles({ outputFiles = [], metafile }: BuildResult<{ metafile: true }>, entries: ReadonlySet<string>): NamedFile[] {
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({ file: basename(path), output }));
  const names = new Map<string, string>();
  const taken = new Set(entries);
  const chunks = outputs.filter(({ file }) => !entries.has(file));
  for (const { file, output } of chunks.toSorted((a, b) => (firstInput(a.output) < firstInput(b.output) ? -1 : 1))) {
    const name = freeName(output.entryPoint === undefined ? 'shared' : packageOf(output.entryPoint), taken);
    taken.add(name);
    names.set(file, name);
  }
  return outputFiles.map(({ path, contents, text }) => {
    const file = basename(path);
    return { name: names.get(file) ?? file, contents: file.endsWith('.js') ? Buffer.from(renamed(text, names)) : contents };
  });
}

function firstInput({ inputs }: Metafile['outputs'][string]): string {
  return Object.keys(inputs).sort()[0] ?? '';
}

/** "node_modules/@sigstore/tuf/dist/index.js" → "sigstore-tuf"; of our own sources, the file. */
function packageOf(path: string): string {
  const [, owner = '', name = ''] = /node_modules\/(?:@([^/]+)\/)?([^/]+)/.exec(path) ?? [];
  return [owner, name || basename(path).replace(/\.\w+$/, '')].filter((part) => part !== '').join('-');
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const file = count === 1 && name !== 'shared' ? `${name}.js` : `${name}-${count}.js`;
    if (!taken.has(file)) return file;
  }
}

/** Imports name the files between quotes. */
function renamed(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/(["'`])\.\/([\w.-]+\.js)\1/g, (whole, quote: string, file: string) => {
    const name = names.get(file);
    return name === undefined ? whole : `${quote}./${name}${quote}`;
  });
}
