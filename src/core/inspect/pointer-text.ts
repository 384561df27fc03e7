/** Texts that stand for other content, which a checkout puts in their place (T34). */
import { isAnnexPointer } from './lfs-pointer.ts';

/** What git-lfs reads to tell (git-lfs, lfs/pointer.go, blobSizeCutoff). */
const HEAD = 1024;
/** As leniently as git-lfs reads: blanks around, lines of extensions first, addresses of older versions. */
const LFS =
  /^[\s\u0085]*(?:ext-\d-\w+ [^\n]*\n\s*)*version https?:\/\/(?:git-lfs\.github\.com\/spec|hawser\.github\.com\/spec|git-media\.io\/v)/;

/** Whether content that is wanted as text is a pointer of Git LFS or git-annex instead: clients replace it, some whatever .gitattributes says. */
export function isPointerText(bytes: Uint8Array): boolean {
  return LFS.test(new TextDecoder().decode(bytes.subarray(0, HEAD))) || isAnnexPointer(bytes);
}
