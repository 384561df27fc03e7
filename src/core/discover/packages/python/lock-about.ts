/** What the pages of all Python locks say alike. */
import type { About } from '../../../model/index.ts';

export function lockAbout(name: string, decides: string): About {
  return {
    title: `Packages in ${name}`,
    motivation: 'The lock is the exact list of what a Python product installs, with the hashes that prove it.',
    decides,
    remedy: 'Run the lock command of the tool and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  };
}
