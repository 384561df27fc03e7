/**
 * The door of the OpenSSF Model Signing conformance suite: sign-model and verify-model with its flags, done by the command line itself.
 * Exit code 0: signed or verified; 1: everything else, said on stderr.
 */
import { parseArgs } from 'node:util';
import { main } from '../../src/cli/main.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

const OPTIONS = {
  method: text,
  'model-path': text,
  'output-bundle': text,
  bundle: text,
  'private-key': text,
  'signing-cert': text,
  'cert-chain': texts,
  'public-key': text,
  identity: text,
  'identity-provider': text,
  'identity-token': text,
  'trust-config': text,
  'use-staging': { type: 'boolean' },
  'ignore-paths': texts,
  'ignore-unsigned-files': { type: 'boolean' },
  'hash-algorithm': text,
  'shard-size': text,
} as const;

type Flag = readonly [name: string, value: string | readonly string[] | undefined];

function read(argv: string[]): ReturnType<typeof parse> | string {
  try {
    return parse(argv);
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable arguments';
  }
}

const parse = (args: string[]) => parseArgs({ args, allowPositionals: true, options: OPTIONS });
type Values = ReturnType<typeof parse>['values'];

/** The flags of the method, and no others: what does not belong to it must not decide. */
const flagsOf = (values: Values): Readonly<Record<string, readonly Flag[]>> => ({
  'sign-model key': [['private-key', values['private-key']]],
  'sign-model certificate': [
    ['private-key', values['private-key']],
    ['signing-certificate', values['signing-cert']],
    ['certificate-chain', values['cert-chain']],
  ],
  'sign-model sigstore': [],
  'verify-model key': [['public-key', values['public-key']]],
  'verify-model certificate': [['certificate-chain', values['cert-chain']]],
  'verify-model sigstore': [
    ['identity', values.identity],
    ['identity-provider', values['identity-provider']],
    ['trust-config', values['trust-config']],
  ],
});

async function run(argv: string[]): Promise<number> {
  const given = read(argv);
  if (typeof given === 'string') return refuse(given);
  const { positionals, values } = given;
  const [verb = ''] = positionals;
  const flags = flagsOf(values)[`${verb} ${values.method ?? ''}`];
  const model = values['model-path'];
  const signature = verb === 'sign-model' ? values['output-bundle'] : values.bundle;
  if (flags === undefined || positionals.length !== 1) return refuse(`no such command and method: ${verb} ${values.method ?? ''}`);
  if (model === undefined || signature === undefined) return refuse('a model and its bundle must be named');
  // Keys and certificates must be given: without any the command line would take the way of a CI job.
  if (
    values.method !== 'sigstore' &&
    flags.some(([name, value]) => value === undefined && !(verb === 'sign-model' && name === 'certificate-chain'))
  )
    return refuse(`flags of the method ${values.method} are missing`);
  if (values['use-staging'] === true && values['trust-config'] === undefined)
    return refuse('no trust root of the staging instance is known: give --trust-config');
  const own: readonly Flag[] = [
    ...flags,
    ['signature', signature],
    ['ignore-paths', values['ignore-paths']],
    ...(verb === 'sign-model'
      ? ([
          ['hash', values['hash-algorithm']],
          ['shard-size', values['shard-size']],
        ] as const)
      : []),
  ];
  const args = own.flatMap(([name, value]) => [value ?? []].flat().map((one) => `--${name}=${one}`));
  if (verb === 'verify-model' && values['ignore-unsigned-files'] === true) args.push('--ignore-unsigned-files');
  const token = values['identity-token'];
  return main([...(verb === 'sign-model' ? ['sign'] : ['verify', 'model']), ...args, '--', model], {
    cwd: process.cwd(),
    env: token === undefined ? process.env : { ...process.env, SIGSTORE_ID_TOKEN: token },
    isTerminal: false,
    out: (line) => void process.stderr.write(line),
    err: (line) => void process.stderr.write(line),
  });
}

function refuse(why: string): number {
  console.error(why);
  return 1;
}

process.exitCode = (await run(process.argv.slice(2))) === 0 ? 0 : 1;
