/** `npm run bench`: the budgets of the design, as figures and ratios. It asserts nothing: a loaded machine is no bug. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actionStart } from './action.ts';
import { appCalls } from './app-calls.ts';
import { appWebhooks } from './app-webhooks.ts';
import { corpusFiles, found, foundByPeer } from './compare.ts';
import { lockRepository, peer, repository, sourceDistribution } from './corpora.ts';
import { hashing } from './hashing.ts';
import { LOCK_KINDS } from './lock-files.ts';
import { measure, type Measured, median } from './measure.ts';
import { pulls } from './pull.ts';
import { signatures } from './signatures.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));
const root = join(home, 'out', 'bench');
const cli = join(home, 'dist', 'cli.js');

function line(label: string, result: Measured, extra = ''): void {
  // 2 is "wait" and "could not run" alike: what the program said tells which.
  const failed = result.exitCode === 0 || result.exitCode === 1 ? '' : `  exit ${result.exitCode}: ${result.stderr.trim().slice(0, 200)}`;
  console.log(
    `${label.padEnd(58)} ${result.seconds.toFixed(2).padStart(7)} s ${String(result.peak ?? '?').padStart(5)} MB  ${extra}${failed}`,
  );
}

async function application(): Promise<void> {
  const folder = sourceDistribution(root, 'agent-bom', '0.110.0');
  if (folder === null) return console.log('application corpus: pip could not fetch it');
  const out = join(root, 'application.cdx.json');
  const ours = await median(5, () =>
    measure(process.execPath, [cli, 'scan', '--offline', '--no-cache', '--format', 'cyclonedx', '-o', out, '-C', folder]),
  );
  line(`scan, application, ${corpusFiles(folder)}`, ours);
  console.log(`  found: ${found(readFileSync(out, 'utf8'))}`);
  const program = peer(root, '@cyclonedx/cdxgen', '12.8.4', 'bin/cdxgen.js');
  if (program === null) return console.log('  cdxgen 12.8.4 could not be installed');
  const peerOut = join(root, 'peer.cdx.json');
  const theirs = await measure(process.execPath, [program, '-t', 'ai', '-r', '--no-install-deps', '-o', peerOut, folder], {
    env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', FETCH_LICENSE: 'false' },
  });
  line('  cdxgen 12.8.4 -t ai, same tree', theirs, `${(theirs.seconds / ours.seconds).toFixed(1)} times as long`);
  console.log(`  found: ${foundByPeer(peerOut)}`);
}

async function library(): Promise<void> {
  const folder = sourceDistribution(root, 'transformers', '4.57.1');
  if (folder === null) return console.log('library corpus: pip could not fetch it');
  const ours = await median(3, () =>
    measure(process.execPath, [cli, 'scan', '--offline', '--no-cache', '--format', 'json', '-o', join(root, 'library.json'), '-C', folder]),
  );
  const files = corpusFiles(folder);
  line(`scan, ML library, ${files}`, ours, `${Math.round(Number.parseInt(files, 10) / ours.seconds)} files/s`);
}

async function pullRequests(): Promise<void> {
  for (const files of [5_000, 50_000]) await cachedOrNot(`check, 10 files of ${files}`, repository(root, files));
  for (const kind of LOCK_KINDS) await cachedOrNot(`check, 10 entries of 20000, ${kind.path}`, lockRepository(root, kind, 20_000));
}

async function cachedOrNot(label: string, folder: string): Promise<void> {
  const env = { ...process.env, XDG_CACHE_HOME: join(root, 'cache') };
  // The report for people: one that lists all that is there costs what it is long.
  const args = [cli, 'check', '--offline', '--base', 'main', '--head', 'feature', '-o', join(root, 'check.txt'), '-C', folder];
  const once = (): Promise<Measured> => measure(process.execPath, args, { env });
  line(`${label}, nothing cached`, await once());
  line(`${label}, base cached`, await median(5, once));
}

async function start(): Promise<void> {
  line('weighbridge --version', await median(5, () => measure(process.execPath, [cli, '--version'])));
}

console.log(`Node ${process.versions.node}; seconds are wall-clock of the whole process, MB its peak resident memory`);
await start();
await actionStart(join(home, 'dist'));
await application();
await library();
await pullRequests();
await appWebhooks(root);
await appCalls();
await signatures(cli, root, line);
await hashing(root);
await pulls(root, line);
