/** `weighbridge declare`: writes into the lock what deployment may give where the code names nothing. */
import {
  type DeclaredTree,
  type Declaring,
  declareTree,
  InputError,
  LOCK_FILE,
  openFolder,
  treeToScan,
  visibleUpTo,
  writeInside,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command } from '../command.ts';
import { withSession } from '../session.ts';
import { HELP, LOOK_UP } from '../shared-options.ts';

const STATED = ['sha256', 'license', 'supplier', 'base', 'signer'] as const;

export const declareCommand: Command = {
  name: 'declare',
  summary: 'write what deployment may give, where the code does not name a model, into the lock',
  usage: 'weighbridge declare PLACE REF… | PLACE --sha256 SHA256 [--license …] | PLACE --remove',
  example: 'weighbridge declare app/llm.py:14 hf:org/name',
  details:
    'PLACE is "path:line" as reports print it, or what a declaration is about: "app/llm.py: environment MODEL_ID", "app/: environment MODEL_ID"\n' +
    'for all files of a folder. The REFs replace what was declared there before; each is written at the commit where it is now.\n' +
    'Where the code names an address that no hub has (s3://bucket/key), --sha256 and the other options say what lies there.\n' +
    `A declaration counts once the base branch has it, for a name and not for a pin, unless the policy says "declared: pinned".\n` +
    'Exit code 0: the lock says so; 2: could not run.',
  options: {
    remove: { type: 'boolean', help: 'take the declaration out of the lock' },
    sha256: { type: 'string', value: 'SHA256', help: 'of the bytes at the address: 64 hex digits' },
    license: { type: 'string', value: 'SPDX', help: 'license of what lies at the address' },
    supplier: { type: 'string', value: 'NAME', help: 'who made it' },
    base: { type: 'string', multiple: true, value: 'REF', help: 'what it was made from; can stand several times' },
    signer: { type: 'string', value: 'NAME', help: 'who signed it' },
    directory: { type: 'string', short: 'C', value: 'DIR', help: 'work in DIR instead of the current folder' },
    ...LOOK_UP,
    ...HELP,
  },
  async run(args, io) {
    const [place, ...references] = args.positionals;
    if (place === undefined) throw new InputError('USAGE', 'Name the place that loads something', 'See "weighbridge declare --help".');
    const declaring = declaringOf(args, references);
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false }, async (session) => {
      const { tree } = await treeToScan(session.repository, { directory: session.directory, ref: null }, openFolder);
      const made = await declareTree(tree, place, declaring, session.ports);
      if (made.change !== 'none') await writeInside(session.directory, LOCK_FILE, made.text);
      io.out(`${linesOf(made).join('\n')}\n`);
      return 0;
    });
  },
};

function declaringOf(args: Arguments, references: readonly string[]): Declaring {
  const given = STATED.filter((name) => (name === 'base' ? args.texts(name).length > 0 : args.text(name) !== undefined));
  const ways = [args.flag('remove'), references.length > 0, given.length > 0].filter(Boolean).length;
  if (ways > 1) throw new InputError('USAGE', 'References, --sha256 and --remove exclude each other', 'See "weighbridge declare --help".');
  if (args.flag('remove')) return { as: 'removed' };
  if (given.length === 0) return { as: 'load', references };
  const text = (name: string): string | null => args.text(name) ?? null;
  const sha256 = text('sha256')?.toLowerCase();
  if (sha256 === undefined) throw new InputError('USAGE', 'Without --sha256 nobody knows which bytes are meant', 'Add --sha256 SHA256.');
  const stated = { sha256, license: text('license'), supplier: text('supplier'), base: args.texts('base'), signer: text('signer') };
  return { as: 'address', stated };
}

function linesOf({ about, change, declaration }: DeclaredTree): string[] {
  const sign = { added: '+', changed: '~', removed: '-', none: '=' }[change];
  const says =
    declaration === null
      ? []
      : declaration.kind === 'load'
        ? declaration.may
        : [`sha256 ${declaration.sha256}`, ...STATED.slice(1).flatMap((name) => statedLine(name, declaration[name]))];
  const done =
    change === 'none'
      ? `${LOCK_FILE} says so already.`
      : `wrote ${LOCK_FILE}${change === 'removed' ? '' : ': it counts once the base branch has it'}.`;
  return [`${sign} ${visibleUpTo(about, 300)}`, ...says.map((one) => `    ${visibleUpTo(one, 300)}`), done];
}

function statedLine(name: string, value: string | readonly string[] | null): string[] {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join(', ');
  return text === '' ? [] : [`${name} ${text}`];
}
