/** Where a conda package comes from, by the address of its archive: "https://host/channel/platform/name-version-build.conda". */
import { cleanLocation } from '../../base/address.ts';
import type { PackageSource } from '../../model/index.ts';

const PLATFORM = /\/(?:noarch|(?:linux|osx|win|emscripten|wasi|zos|freebsd)-[\w-]{1,20})\/[^/]{1,300}\.(?:conda|tar\.bz2)$/;

/** The location is the channel; an address of another form is somebody's own. */
export function condaSourceOf(_name: string, address: string): PackageSource {
  if (!/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(address) || /^file:/i.test(address)) return { source: 'path', location: null };
  const location = withoutToken(cleanLocation(address));
  const channel = location?.replace(PLATFORM, '') ?? null;
  return channel === location ? { source: 'url', location } : { source: 'registry', location: channel };
}

/** A channel may be asked with a token in the path: "/t/<token>/channel" (T21). */
function withoutToken(location: string | null): string | null {
  return location?.replace(/\/t\/[^/]{1,200}\//, '/') ?? null;
}
