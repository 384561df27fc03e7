/** Where the API of GitHub is. */
import type { HostService } from '../host.ts';

export const gitHubService: HostService = {
  publicUrl: 'https://api.github.com',
  // Runners and GitHub's own command line set them.
  variables: { url: 'GITHUB_API_URL', tokens: ['GITHUB_TOKEN', 'GH_TOKEN'] },
  needsToken: true,
  paths: { json: '/repos/', bytes: '/repos/' },
  errors: {
    // Used up, GitHub answers 403 (GitHub Docs, "Rate limits for the REST API").
    header: 'x-ratelimit-remaining',
    codes: { '0': { state: 'rate-limited', text: 'GitHub allows no more requests for now' } },
  },
};
