import { pipeline } from 'node:stream/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { createGzip } from 'node:zlib';

// pipeline() of Node, not of transformers
export async function compress(path: string) {
  await pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`));
}

export const backup = () => compress('data/orders.db');

export async function load(model: { id: string }) {
  return fetch(`/api/models/${model.id}`);
}

export const car = () => load({ id: 'volvo/ex30' });
export const cls = 'px-1/2 hover:bg-black/50';
