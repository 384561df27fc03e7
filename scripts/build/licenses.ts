/** The licenses of the packages whose code is in a bundle, as their authors ask: name, version, license, text. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

/** `inputs`: paths below `root`, as esbuild's metafile names them. Throws when a package states no license or ships no text of it. */
export async function licensesOf(root: string, inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.flatMap((path) => packageFolder(path) ?? []))].sort();
  const entries = new Map<string, string>();
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    if (manifest.name === undefined || manifest.license === undefined) throw new Error(`${folder} states no license`);
    const title = `${manifest.name} ${manifest.version ?? ''} (${manifest.license})`;
    entries.set(title, `${title}\n\n${await textOf(root, folder)}\n`);
  }
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `Third-party software in this folder\n${line}${[...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join(line)}`;
}

/** "node_modules/@scope/name" of the innermost package that a path belongs to. */
function packageFolder(path: string): string | null {
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [scope = '', name = ''] = path.slice(at + 'node_modules/'.length).split('/');
  return `${path.slice(0, at)}node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
}

async function textOf(root: string, folder: string): Promise<string> {
  const names = await readdir(join(root, folder));
  const files = names.filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name)).sort();
  if (files.length === 0) return 'The package ships no text of its license.';
  const texts = await Promise.all(files.map((name) => readFile(join(root, folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}
