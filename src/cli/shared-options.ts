/** Options that several verbs share, in one wording. */
import { formats } from '../core/index.ts';
import type { Options } from './args.ts';

export const HELP: Options = { help: { type: 'boolean', short: 'h', help: 'show this help' } };

export const LOOK_UP: Options = {
  offline: { type: 'boolean', help: 'ask nobody: what needs an answer is reported as "could not look"' },
  'hub-url': { type: 'string', value: 'URL', help: 'hub to ask instead of the public one (also HF_ENDPOINT; HF_TOKEN is sent only there)' },
  evidence: { type: 'string', value: 'DIR', help: 'save all answers to DIR; when DIR already holds answers, replay them and ask nobody' },
};

/** Of whoever runs it, never of the tree (T20). */
export const ADVISORIES: Options = {
  'osv-url': {
    type: 'string',
    value: 'URL',
    help: 'ask this OSV service which advisories name changed packages (also OSV_URL); it is told their names',
  },
  'osv-database': {
    type: 'string',
    value: 'PATH',
    help: 'read advisories from a downloaded OSV database, a folder or all.zip (also OSV_DATABASE)',
  },
};

export const READ: Options = {
  directory: { type: 'string', short: 'C', value: 'DIR', help: 'work in DIR instead of the current folder' },
  policy: { type: 'string', value: 'PATH', help: 'policy file: a path in the default branch, or disk:PATH for a file of your own' },
  cache: { type: 'boolean', help: 'take unchanged files from the cache (default); --no-cache: read every file anew' },
};

export const OUTPUT: Options = {
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    help: 'write the report to FILE, a plain file (never through a link); "-" is the standard output',
  },
  color: { type: 'boolean', help: 'color even when the output is not a terminal; --no-color: never' },
};

export const REPORT: Options = {
  format: { type: 'string', value: 'FORMAT', help: 'report format', choices: formats.map((format) => format.id) },
  'spec-version': { type: 'string', value: 'VERSION', help: 'CycloneDX version', choices: ['1.6', '1.7'] },
  ...OUTPUT,
};

/** T12: named by who runs it, never found in the tree. */
export const TRUST_ROOT: Options = {
  'trusted-root': {
    type: 'string',
    value: 'FILE',
    help: 'trust root of another Sigstore instance (default: public good, of this release)',
  },
};
