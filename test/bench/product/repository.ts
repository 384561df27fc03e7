/** The product as a git repository with its branches, kept between runs. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Branch, keptHistory, makeHistory, type TextFile } from '../history.ts';
import { feature, plain, seeds } from './branches.ts';
import { fileOf } from './files.ts';

const SEEDS = [1_000, 20_000] as const;
/** Enough that each kind of file, of load and of branch is among them. */
const SAMPLE = 5_000;

/** Its branches are main, feature, plain, seeds-1000 and seeds-20000. One that another generator made goes. */
export function productRepository(root: string, total: number): Promise<string> {
  const current = `product-${stamp()}-`;
  for (const other of readdirSync(root))
    if (/^product-[0-9a-f]{8}-/.test(other) && !other.startsWith(current)) rmSync(join(root, other), { recursive: true });
  return keptHistory(root, `${current}${total}`, (folder) => makeProduct(folder, total));
}

let known: string | undefined;

/** Of what the generator writes: whoever changes it need not remember to say so. */
function stamp(): string {
  if (known !== undefined) return known;
  const digest = createHash('sha256');
  for (const [name, files] of [main(SAMPLE), ...changes(SAMPLE)])
    for (const { path, text } of files) digest.update(`${name}\n${path}\n${text}`);
  known = digest.digest('hex').slice(0, 8);
  return known;
}

export function makeProduct(folder: string, total: number): Promise<void> {
  return makeHistory(folder, main(total), changes(total));
}

function main(total: number): Branch {
  function* files(): Generator<TextFile> {
    for (let index = 0; index < total; index++) yield fileOf(index, total);
  }
  return ['main', files()];
}

function changes(total: number): readonly Branch[] {
  return [['feature', feature(total)], ['plain', plain(total)], ...SEEDS.map((models) => [`seeds-${models}`, seeds(models)] as const)];
}
