/**
 * Where the public hub sends those who ask for a large file.† As its own list of domains says (/.well-known/meta.json, seen 2026-11:
 * lfsDomains, cdnDomains), and the bridge that older links name. The hub changes them: `cdnOrigins` adds others.
 */
export const PUBLIC_CDN_ORIGINS: readonly string[] = [
  'cdn-lfs.hf.co',
  'cdn-lfs-us-1.hf.co',
  'cdn-lfs-eu-1.hf.co',
  'transfer.xethub.hf.co',
  'transfer.xethub-eu.hf.co',
  'cas-bridge.xethub.hf.co',
  'cas-bridge.xethub-eu.hf.co',
  'aws.cdn.hf.co',
  'us.aws.cdn.hf.co',
  'us-east-1.aws.cdn.hf.co',
  'us-west-2.aws.cdn.hf.co',
  'eu-west-3.aws.cdn.hf.co',
  'ap-southeast-1.aws.cdn.hf.co',
  'us.gcp.cdn.hf.co',
  'us-east1.us.gcp.cdn.hf.co',
  'us-central1.us.gcp.cdn.hf.co',
  'us-west4.us.gcp.cdn.hf.co',
  'europe-west4.us.gcp.cdn.hf.co',
  'asia-southeast1.us.gcp.cdn.hf.co',
].map((host) => `https://${host}`);
