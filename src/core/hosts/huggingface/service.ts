/** Where the Hugging Face Hub is, and what its error codes mean. */
import { PUBLIC_HUB } from '../../base/public-hub.ts';
import type { HostService } from '../host.ts';

export const hubService: HostService = {
  publicUrl: PUBLIC_HUB,
  // Older tools have another name for the token.
  variables: { url: 'HF_ENDPOINT', tokens: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'] },
  paths: { json: '/api/', bytes: '/' },
  errors: {
    header: 'x-error-code',
    codes: {
      // The hub gives this with 401, too: without a token it does not tell what is missing from what is private.
      RepoNotFound: { state: 'not-found', text: 'the hub has no such repository, or it is private' },
      RevisionNotFound: { state: 'no-revision', text: 'the repository has no such revision' },
      EntryNotFound: { state: 'not-found', text: 'the repository has no such file' },
      GatedRepo: { state: 'gated', text: 'the owner gives access on request' },
      DisabledRepo: { state: 'forbidden', text: 'the hub has disabled this repository' },
    },
  },
};
