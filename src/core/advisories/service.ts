/** Where the service of the OSV project is. It takes no credential. */
import type { HostService } from '../hosts/host.ts';

export const advisoryService: HostService = {
  publicUrl: 'https://api.osv.dev',
  // It is asked only where the operator names it: the names of packages, private ones too, are told to whoever answers there.
  variables: { url: 'OSV_URL', tokens: [] },
  paths: { json: '/v1/', bytes: '/v1/' },
  // Its errors are JSON with a code of gRPC; the status says as much.
  errors: { header: 'x-error-code', codes: {} },
};
