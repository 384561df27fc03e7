/** Addresses of files → references: a file of a repository on GitHub, or whatever lies at an address. What may be secret is left out (T21). */
import { cleanUrl } from '../base/redact.ts';
import type { Ref } from '../ref/index.ts';
import { isFileAddress } from '../ref/parse.ts';

export interface FileRef {
  readonly ref: Ref;
  /** Tag, branch or commit; null: the address says none. */
  readonly version: string | null;
}

/** Longer ones are no reference: nobody could write them into a policy. */
const MAX_ADDRESS = 400;

/** null: no address that can be kept. */
export function fileRef(text: string): FileRef | null {
  const address = text.length > 2_000 ? null : cleanAddress(text);
  if (address === null || address.length > MAX_ADDRESS || !isFileAddress(address)) return null;
  return onGitHub(address) ?? { ref: refOf('url', address), version: null };
}

/** The address of a file on Google Drive, by its id. */
export function driveAddress(id: string): string {
  return `https://drive.google.com/file/d/${id}`;
}

/** The id of a file on Google Drive is no secret part of its address: it is the path of its page. */
const DRIVE = /^https?:\/\/(?:drive|docs)\.google\.com\/(?:file\/d\/|(?:u\/\d\/)?(?:uc|open)\?(?:[^#]{0,200}&)?id=)([\w-]{10,100})/i;
const DRIVE_CONTENT = /^https?:\/\/drive\.usercontent\.google\.com\/download\?(?:[^#]{0,200}&)?id=([\w-]{10,100})/i;

function cleanAddress(text: string): string | null {
  const id = (DRIVE.exec(text) ?? DRIVE_CONTENT.exec(text))?.[1];
  return id === undefined ? cleanUrl(text) : driveAddress(id);
}

const RELEASE = /^https?:\/\/(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+)\/releases\/(?:download\/([^/]+)|(latest)\/download)\/([^/]+)$/i;
const FILE = /^https?:\/\/(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+)\/(?:raw|blob)\/(?:refs\/(?:heads|tags)\/)?([^/]+)\/(.+)$/i;
const RAW =
  /^https?:\/\/(?:raw\.githubusercontent\.com|media\.githubusercontent\.com\/media)\/([\w.-]+)\/([\w.-]+)\/(?:refs\/(?:heads|tags)\/)?([^/]+)\/(.+)$/i;

function onGitHub(address: string): FileRef | null {
  const release = RELEASE.exec(address);
  const [, owner, repository, revision, path] =
    release === null ? (FILE.exec(address) ?? RAW.exec(address) ?? []) : [...release.slice(0, 4), release[5]];
  if (owner === undefined || repository === undefined || path === undefined) return null;
  // Where a sign of our own grammar stands in it, the address says it better.
  if (!/^[\w./+~()-]+$/.test(path) || path.includes('//') || !isRevision(revision)) return null;
  return { ref: refOf('gh', `${owner}/${repository}/${path}`), version: revision ?? null };
}

function isRevision(text: string | undefined): boolean {
  return text === undefined || /^[\w.+-]+$/.test(text);
}

function refOf(type: 'gh' | 'url', path: string): Ref {
  const slash = path.lastIndexOf('/');
  return { type, repo: null, namespace: path.slice(0, slash), name: path.slice(slash + 1), version: null };
}
