/** Runs beside a copy of the sources: asks the toy, which is served here, about the places in the first argument; prints what is known of them. */
import { createServer } from 'node:http';
import { questionsAbout } from '../../../src/core/hosts/index.ts';
import { proofsOf, subjectsIn, WITHOUT_LOCK } from '../../../src/core/hosts/of-tree.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../src/core/io/evidence/gather.ts';
import { addressesIn, HOST_VARIABLES, hubSettings } from '../../../src/core/io/net/settings.ts';
import { rungOf } from '../../../src/core/policy/rung.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { verify } from '../../../src/core/verify/verify.ts';

const sightings = JSON.parse(process.argv[2] ?? '[]');
const asked: { path: string | undefined; token: string | undefined }[] = [];
const server = createServer((request, response) => {
  const { url = '' } = request;
  asked.push({ path: url, token: request.headers.authorization });
  const sha = url.split('/').at(-1) ?? '';
  if (!url.startsWith('/api/repos/acme/kept/')) return response.writeHead(404, { 'x-toy-error': 'Gone' }).end();
  response.setHeader('content-type', 'application/json');
  return response.end(JSON.stringify({ sha, files: [{ path: 'model.safetensors', size: 1, sha256: 'a'.repeat(64) }] }));
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const settings = hubSettings(
  { WEIGHBRIDGE_OLLAMA_REGISTRY: 'off', TOY_URL: `http://127.0.0.1:${port}`, TOY_TOKEN: 'toy-secret', HF_TOKEN: 'hf-secret' },
  { hubUrl: null },
);
const evidence = createEvidence();
const topics = new Set(['existence', 'files'] as const);
const now = new Date(0);
await gather(questionsAbout(subjectsIn(sightings, WITHOUT_LOCK), evidence, topics), evidence, {
  addresses: addressesIn(settings),
  offline: false,
  now: () => now,
});
server.close();
const components = resolve(sightings, evidence);
const context = { evidence, trust: { root: () => Promise.reject(new Error('not needed')) as never, keys: [] }, now };
const license = { expression: null, name: null, classes: [], unknown: 'not stated', conflicting: false, url: null };
const known = components.map((one) => {
  const verifications = verify(one, () => proofsOf(one, WITHOUT_LOCK, context).verifications);
  const { rung, gap } = rungOf({ ...one, license, verifications });
  return [one.name, rung, gap, ...verifications.map(({ topic, outcome }) => `${topic} ${outcome}`)].join(' ');
});
process.stdout.write(JSON.stringify({ asked, known, credentials: HOST_VARIABLES.credentials }));
