/** `weighbridge evidence redact`: saved answers as a bug report that names nobody. */
import { InputError, loadEvidence, redactEvidence, saveEvidence } from '../../core/index.ts';
import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { HELP } from '../shared-options.ts';

export const evidenceCommand: Command = {
  name: 'evidence',
  summary: 'make a bug report out of saved answers, without private names',
  usage: 'weighbridge evidence redact FROM TO',
  example: 'weighbridge evidence --help',
  details:
    'FROM is a folder that "--evidence FROM" saved. TO gets the same answers with names and texts replaced; it can be attached to an issue.',
  options: { ...HELP },
  async run(args, io) {
    const [verb, from, to] = args.positionals;
    if (verb !== 'redact' || from === undefined || to === undefined) {
      throw new InputError('USAGE', '"evidence" takes: redact FROM TO', 'For example: weighbridge evidence redact saved shareable');
    }
    await saveEvidence(resolve(io.cwd, to), redactEvidence(await loadEvidence(resolve(io.cwd, from))));
    io.out(`Wrote ${to}. Read it once before you share it.\n`);
    return 0;
  },
};
