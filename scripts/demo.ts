/** `npm run demo`: a real pull request, checked end to end, without a network. Writes out/demo. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHub } from '../test/hub-fake/index.ts';
import { demoApp } from './demo/app.ts';
import { COMMITS } from './demo/content.ts';
import { DEMO_REPOS } from './demo/hub.ts';
import { demoDependencies } from './demo/dependencies.ts';
import { makeDemoRepository } from './demo/repository.ts';
import { REGISTRY_VARIABLES } from '../src/core/index.ts';
import { makeSignedModel } from './demo/signed-model.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const out = join(home, 'out', 'demo');
const repository = join(out, 'product');

/** Only a part that has a registry of its own asks one. */
const NOBODY = Object.fromEntries(REGISTRY_VARIABLES.map((name) => [name, 'off']));

function weighbridge(
  args: readonly string[],
  hubUrl: string,
  cwd = repository,
  more: Readonly<Record<string, string>> = NOBODY,
): Promise<number> {
  console.log(`\n$ weighbridge ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(home, 'dist', 'cli.js'), ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: out, XDG_CACHE_HOME: join(out, 'cache'), HF_ENDPOINT: hubUrl, ...more },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 2));
  });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
makeDemoRepository(repository);
const hub = await startHub({ repos: DEMO_REPOS });
const branch = ['check', '--base', 'main', '--head', 'feature/assistant'];
const evidence = ['--evidence', '../evidence'];
console.log(
  'A small product, and a branch that adds: a floating model, a fine one, a denied license, a changed dependency hash, a weights file.',
);
const verdict = await weighbridge([...branch, ...evidence, '--color'], hub.url);
console.log('\nThree models of a publisher who signs: as signed, with other weights than were signed, and signed by somebody else.');
const signedVerdict = await weighbridge(['check', '--base', 'main', '--head', 'feature/signed', '--color'], hub.url);
const onHub = ['verify', 'hub', `hf:acme/classifier@${COMMITS.classifier}`, '--public-key', 'keys/acme.pem'];
const proven = await weighbridge(onHub, hub.url);
console.log(
  '\nA fine-tune that says Apache-2.0; what it was made from forbids what this product does. Whose terms, what decides, and how to go on:',
);
const inheritedVerdict = await weighbridge(['check', '--base', 'main', '--head', 'feature/clerk', '--color'], hub.url);
await weighbridge(['why', 'acme/clerk', '--ref', 'feature/clerk'], hub.url);
await hub.close();
console.log('\nThe hub is gone. The saved answers give the other formats, byte for byte:');
for (const [format, file] of [
  ['markdown', 'comment.md'],
  ['cyclonedx', 'sbom.cdx.json'],
  ['html', 'report.html'],
  ['json', 'verdict.json'],
] as const) {
  await weighbridge([...branch, ...evidence, '--format', format, '-o', `../${file}`], hub.url);
}
console.log(`\n--- out/demo/comment.md, as it appears on the pull request\n\n${readFileSync(join(out, 'comment.md'), 'utf8')}`);
console.log('Written: out/demo/comment.md, sbom.cdx.json (AI SBOM, CycloneDX 1.7), report.html, verdict.json, evidence/');

console.log('\nA model that its publisher signs; then a byte of it is changed, code is added, and somebody asks for another signer:');
const signing = join(out, 'signing');
const model = makeSignedModel(signing);
const verify = ['verify', 'model', 'models/ner', '--signature', 'models/ner/model.sig', '--public-key'];
const sign = ['sign', 'models/ner', '--private-key', 'keys/publisher.pem', '--signature', 'models/ner/model.sig'];
const codes = [await weighbridge(sign, '', signing), await weighbridge([...verify, 'keys/publisher.pub.pem'], '', signing)];
model.tamper();
codes.push(await weighbridge([...verify, 'keys/publisher.pub.pem'], '', signing));
model.repair();
model.addCode();
codes.push(await weighbridge([...verify, 'keys/publisher.pub.pem'], '', signing));
codes.push(await weighbridge([...verify, 'keys/stranger.pub.pem'], '', signing));
if (codes.join() !== '0,0,1,1,1') {
  console.error(`Signed, verified, tampered, added, wrong signer: the exit codes must be 0,0,1,1,1; they were ${codes.join()}.`);
  process.exitCode = 1;
}
if ([verdict, signedVerdict, inheritedVerdict, proven].join() !== '1,1,1,0') {
  console.error(
    `All three pull requests must be blocked and the signed model proven (1,1,1,0); it was ${[verdict, signedVerdict, inheritedVerdict, proven].join()}.`,
  );
  process.exitCode = 1;
}
if (!(await demoDependencies(out, (args, environment, cwd) => weighbridge(args, '', cwd, environment)))) {
  console.error('The packages of the second update must be proven, those of the first refused.');
  process.exitCode = 1;
}
if (!(await demoApp({ home, out }))) {
  console.error("The App's pull request must be refused, then turn green and merge.");
  process.exitCode = 1;
}
