/**
 * Public registries that may be asked, who hands out their tokens, and where their blobs lie.† Everything else is the operator's to name
 * (docs/verify-dependencies.md). An origin that is missing here is refused, and the answer says which.
 */
import type { HostService } from '../host.ts';

export const ociService: HostService = {
  publicUrl: 'https://registry-1.docker.io',
  variables: { url: 'WEIGHBRIDGE_OCI_REGISTRIES', tokens: ['WEIGHBRIDGE_OCI_TOKENS'] },
  paths: { json: '/v2/', bytes: '/v2/' },
  // Their codes stand in bodies, and of errors no body is read.
  errors: { header: 'docker-distribution-api-version', codes: {} },
  distribution: {
    servers: [
      {
        name: 'docker.io',
        address: 'https://registry-1.docker.io',
        signIn: ['https://auth.docker.io'],
        stores: [
          'https://production.cloudflare.docker.com',
          'https://production.cloudfront.docker.com',
          'https://docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com',
        ],
      },
      { name: 'ghcr.io', address: 'https://ghcr.io', signIn: [], stores: ['https://pkg-containers.githubusercontent.com'] },
      {
        name: 'quay.io',
        address: 'https://quay.io',
        signIn: [],
        stores: ['https://cdn01.quay.io', 'https://cdn02.quay.io', 'https://cdn03.quay.io'],
      },
      { name: 'nvcr.io', address: 'https://nvcr.io', signIn: [], stores: ['https://layers.nvcr.io'] },
      { name: 'mcr.microsoft.com', address: 'https://mcr.microsoft.com', signIn: [], stores: [] },
      { name: 'gcr.io', address: 'https://gcr.io', signIn: [], stores: ['https://storage.googleapis.com'] },
      { name: 'public.ecr.aws', address: 'https://public.ecr.aws', signIn: [], stores: [] },
      {
        name: 'registry.gitlab.com',
        address: 'https://registry.gitlab.com',
        signIn: ['https://gitlab.com'],
        stores: ['https://cdn.registry.gitlab-static.net'],
      },
    ],
  },
};
