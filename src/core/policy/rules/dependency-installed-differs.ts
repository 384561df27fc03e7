/** dependency/installed-differs: what lies on the disk is not what the lock names. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, type Says, short } from './support/draft.ts';
import { failedIn } from './support/registry.ts';

export const dependencyInstalledDiffers: Rule<Record<string, never>> = {
  id: 'dependency/installed-differs',
  about: {
    title: 'What is installed is not what the lock names',
    motivation:
      'Tests ran, and a product was built, with what lies on the disk. Where that is not what the lock names, a green test says nothing of what is merged; and whoever can exchange a file after the installation needs no entry of a lock.',
    decides:
      'Of packages that the change adds or alters, where the files are on the disk (the Action; the command line with `--hash-files`) and the checkout has the same lock:\n' +
      "- npm and pnpm: the installer's own record (`node_modules/.package-lock.json`, `node_modules/.pnpm/lock.yaml`) has a version that no lock of the tree names, another hash, or another address where there is no hash. The archive in npm's cache, whose bytes are hashed and have the hash of the lock, is of another package or version. A file in `node_modules` is not the one of that archive, of a package without an install script.\n" +
      '- Python: a wheel or source archive in a folder of `--find-links` has none of the hashes of the lock. In `.venv` or `venv` beside the lock, or at the top: another version than any file of the tree names (uv, poetry, pdm, Pipenv, pylock), a file that is not the one of its RECORD, or a `direct_url.json` that names another source.\n' +
      'Nothing is followed through links, and nothing there is believed: what an installer wrote down proves no bytes. What was not installed is not missed. It counts in tests and examples too.',
    remedy:
      'Install anew from the lock: `npm ci`, `pnpm install --frozen-lockfile`, `uv sync --locked`, or remove the folder first. Where it comes back, find out who changes files after the installation, or what the archive with that hash is.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  perRevision: true,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components.flatMap((component) => {
      const detail = failedIn(component, ['installed']);
      if (detail === null) return [];
      const says = { reason: detail, ...(isOtherArchive(component) ? otherArchive(component) : ANEW) };
      return byScope(component.sightings).map(([scope, sightings]) =>
        draftOf('dependency/installed-differs', component, scope, sightings, says),
      );
    }),
};

/** One installation settles all of them. */
const ANEW = { gap: 'installed-differs', title: 'Install anew from the lock', cause: 'installed-differs' };

/** Whatever is installed anew, an archive with that hash stays what it is. */
function isOtherArchive({ installed = [] }: BomComponent): boolean {
  return installed.some(({ what, state }) => what === 'archive' && state === 'differs');
}

function otherArchive({ name, identity }: BomComponent): Pick<Says, 'gap' | 'title' | 'cause' | 'weight'> {
  return {
    gap: 'other-archive',
    title: `Find out what the archive of ${short(name)} is`,
    cause: `other-archive ${identity}`,
    weight: 2,
  };
}
