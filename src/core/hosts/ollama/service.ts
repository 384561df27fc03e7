/** Where the registry of Ollama is.† Its blobs lie elsewhere, and the address of a blob is signed. */
import type { HostService } from '../host.ts';

export const REGISTRY = 'registry.ollama.ai';

export const ollamaService: HostService = {
  publicUrl: `https://${REGISTRY}`,
  variables: { url: 'WEIGHBRIDGE_OLLAMA_REGISTRY', tokens: [] },
  paths: { json: '/v2/', bytes: '/v2/' },
  errors: { header: 'docker-distribution-api-version', codes: {} },
  distribution: {
    servers: [
      {
        name: REGISTRY,
        address: `https://${REGISTRY}`,
        signIn: [],
        stores: ['https://dd20bb891979d25aebc8bec07b2b3bbc.r2.cloudflarestorage.com'],
      },
    ],
  },
};
