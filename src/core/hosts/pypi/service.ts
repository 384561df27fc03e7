/** Where the Python Package Index is. */
import type { HostService } from '../host.ts';
import { PUBLIC_INDEX } from '../../ecosystems/public-servers.ts';

export const pypiService: HostService = {
  publicUrl: PUBLIC_INDEX,
  // The address that "/simple/" stands behind. What pip's or uv's variables say may come from the tree under test (T20).
  variables: { url: 'WEIGHBRIDGE_PYPI_INDEX', tokens: ['WEIGHBRIDGE_PYPI_TOKEN'] },
  // PyPI itself has no private projects †; an index of one's own may answer strangers like this.
  hidesPrivate: (path, isPublic) => !isPublic && path.startsWith('/simple/'),
  paths: { json: '/', bytes: '/' },
  errors: { header: 'x-pypi-error', codes: {} },
};
