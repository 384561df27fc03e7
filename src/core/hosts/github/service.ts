/** Where the API of GitHub is. */
import type { HostService } from '../host.ts';

export const gitHubService: HostService = {
  publicUrl: 'https://api.github.com',
  // Runners and GitHub's own command line set them.
  variables: { url: 'GITHUB_API_URL', tokens: ['GITHUB_TOKEN', 'GH_TOKEN'] },
  // GitHub Docs, "Troubleshooting the REST API": 404 instead of 403, so that nobody learns which private repositories exist.
  hidesPrivate: () => true,
  paths: { json: '/repos/', bytes: '/repos/' },
  // Where `bundle_url` of attestations leads (seen in published answers of 2026).†
  storage: { variable: 'WEIGHBRIDGE_GITHUB_STORAGE', origins: ['https://tmaproduction.blob.core.windows.net'] },
  errors: {
    // Used up, GitHub answers 403 (GitHub Docs, "Rate limits for the REST API").
    header: 'x-ratelimit-remaining',
    codes: { '0': { state: 'rate-limited', text: 'GitHub allows no more requests for now' } },
  },
};
