/** Which files of a model count: the same flags for verifying and signing, spelled as the reference programs spell them. */
import type { Options } from '../args.ts';

export const MODEL_FILES: Options = {
  'ignore-paths': { type: 'string', value: 'PATH', multiple: true, help: 'file or folder to leave out; may stand several times' },
  'ignore-git-paths': {
    type: 'boolean',
    help: 'leave out .git, .github, .gitignore, .gitattributes of the model (default; --no-ignore-git-paths)',
  },
  'allow-symlinks': { type: 'boolean', help: 'take links to files inside the model for files' },
};
