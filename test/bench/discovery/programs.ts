/** The programs that are measured: ourselves from the sources, and peers where they can be installed. Each gets a folder and gives CycloneDX. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main, startParsers } from '../../../src/cli/main.ts';
import { measure } from '../measure.ts';
import { peer } from '../corpora.ts';

export interface Program {
  readonly name: string;
  /** The text of what it wrote; null where it wrote nothing. */
  scan(folder: string, out: string): Promise<string | null>;
}

/** No address answers: everybody reads, nobody asks. */
const NOWHERE = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };

/** The sources of this tree. One process reads all: most of what a small scan costs is the start. */
export async function weighbridge(): Promise<Program & { close(): Promise<void> }> {
  const parsers = await startParsers();
  return {
    name: 'weighbridge',
    async scan(folder, out) {
      const said: string[] = [];
      const io = {
        cwd: folder,
        env: process.env,
        isTerminal: false,
        parsers,
        out: (text: string) => void said.push(text),
        err: (text: string) => void said.push(text),
      };
      const code = await main(['scan', '--offline', '--no-cache', '--format', 'cyclonedx', '-o', out, '-C', folder], io);
      if (code !== 0) throw new Error(`it ended with ${code}: ${said.join('').slice(0, 500)}`);
      return readFileSync(out, 'utf8');
    },
    close: () => parsers.close(),
  };
}

/** The peers that could be installed below `root`. */
export function peers(root: string): Program[] {
  return [cdxgen(root), airom(root)].filter((program) => program !== null);
}

function cdxgen(root: string): Program | null {
  const file = peer(root, '@cyclonedx/cdxgen', '12.8.4', 'bin/cdxgen.js');
  if (file === null) return null;
  const env = { ...process.env, ...NOWHERE, FETCH_LICENSE: 'false' };
  return program('cdxgen 12.8.4', env, (folder, out) => [process.execPath, file, '-t', 'ai', '-r', '--no-install-deps', '-o', out, folder]);
}

function airom(root: string): Program | null {
  const [folder, version] = [join(root, 'airom'), '0.5.0'];
  const file = join(folder, 'bin', 'airom');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    spawnSync('python3', ['-m', 'pip', 'install', '-q', '--no-deps', '--target', folder, `airom==${version}`], { stdio: 'ignore' });
  }
  if (!existsSync(file)) return null;
  const env = { ...process.env, ...NOWHERE, PYTHONPATH: folder };
  return program(`airom ${version}`, env, (tree, out) => [
    file,
    'scan',
    tree,
    '--offline',
    '--no-progress',
    '--include-tests',
    '-o',
    `cyclonedx=${out}`,
  ]);
}

function program(name: string, env: NodeJS.ProcessEnv, command: (folder: string, out: string) => [string, ...string[]]): Program {
  return {
    name,
    async scan(folder, out) {
      rmSync(out, { force: true });
      const [first, ...rest] = command(folder, out);
      await measure(first, rest, { env });
      // How it ended says little: some end badly when they found something.
      return existsSync(out) ? readFileSync(out, 'utf8') : null;
    },
  };
}
