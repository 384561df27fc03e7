/** Digests that stand beside an address: what the tree states of the bytes, and nobody verified. */

/** `sha256:<hex>`; of a part of one, as PyTorch writes it into names of files, the part. */
export type StatedDigest = string;

const BY_LENGTH: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 96: 'sha384', 128: 'sha512' };
const WRITTEN = /^(?:(md5|sha-?1|sha-?256|sha-?384|sha-?512)[:=-])?([0-9a-fA-F]{32,128})$/i;

/** "sha256:<hex>" of a text that is a digest, with the name of its algorithm or without. */
export function statedDigestIn(text: string): StatedDigest | null {
  const [, name, hex = ''] = WRITTEN.exec(text.trim()) ?? [];
  const known = BY_LENGTH[hex.length];
  if (known === undefined || (name !== undefined && name.toLowerCase().replace('-', '') !== known)) return null;
  return `${known}:${hex.toLowerCase()}`;
}

/** `resnet50-0676ba61.pth`: the beginning of the SHA-256, which torch.hub compares on request. */
export function digestInName(address: string): StatedDigest | null {
  const [, hex] =
    /-([0-9a-f]{8}|[0-9a-f]{10}|[0-9a-f]{16}|[0-9a-f]{64})\.\w{1,10}(?:\.\w{1,4})?$/.exec(address.replace(/[?#][\s\S]*$/, '')) ?? [];
  // Eight digits are a date as often as a digest.
  return hex === undefined || /^\d+$/.test(hex) ? null : `sha256:${hex}`;
}

/** Whoever serves it cannot serve other bytes. */
export function isBinding(digest: StatedDigest): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(digest);
}
