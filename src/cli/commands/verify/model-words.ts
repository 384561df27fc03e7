/** What `verify model` prints: for people, and for programs. */
import { type ModelComparison, type ModelVerdict, type OmsTrust, type TrustRoot, version, visibleUpTo } from '../../../core/index.ts';
import { trustWords } from './bundle-words.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;
/** Per kind, for people; programs get all. */
const SHOWN = 20;

/** Every text of the signature or the model goes through `shown` (T22). */
export function modelText(model: string, verdict: ModelVerdict, trust: OmsTrust): string {
  const { verified, refused, signer, comparison, bundleDigest } = verdict;
  const lines = [`${verified ? 'verified' : 'not verified'}: ${shown(model)}`];
  if (refused !== null) lines.push(`  because  ${shown(refused.detail)} [${refused.code}]`);
  if (comparison !== null && !verified) lines.push(`  because  ${counts(comparison)}`);
  if (signer !== null)
    lines.push(`  by       ${shown(signer.who)}`, ...signer.legacy.map((form) => `  legacy   ${form}: it proves less, and raises no rung`));
  if (signer !== null && signer.signedAt !== null) lines.push(`  when     ${signer.signedAt.toISOString()}`);
  if (verdict.manifest !== null) lines.push(`  covers   ${covers(verdict)}`);
  if (bundleDigest !== null) lines.push(`  bundle   sha256:${bundleDigest}`);
  const root = rootOf(trust);
  if (root !== null) lines.push(`  trust    ${trustWords(root)}`);
  if (comparison !== null) lines.push(...comparisonLines(comparison));
  return `${lines.join('\n')}\n`;
}

function rootOf(trust: OmsTrust): TrustRoot | null {
  if (trust.method === 'key') return null;
  return trust.method === 'sigstore' ? trust.root : trust.timestampRoot;
}

function covers({ manifest, comparison }: ModelVerdict): string {
  if (manifest === null) return '';
  const { hash, shardSize, rootDigest, files } = manifest;
  const how = shardSize === null ? hash : `${hash} of shards of ${shardSize} bytes`;
  const root = rootDigest === null ? '' : `, root digest sha256:${rootDigest}`;
  return `${comparison?.matching ?? 0} of ${files.size} signed files are the signed bytes (${how})${root}`;
}

function counts({ differing, missing, extra, problems, unverifiable, matching }: ModelComparison): string {
  const parts = [
    [differing.length, differing.length === 1 ? 'file differs' : 'files differ'],
    [missing.length, 'missing'],
    [extra.length, extra.length === 1 ? 'file that nobody signed' : 'files that nobody signed'],
    [problems.length, problems.length === 1 ? 'is not a plain file' : 'are not plain files'],
    [unverifiable.length, 'unverifiable'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length > 0 ? said.join(', ') : `${matching} files match`;
}

function comparisonLines({ differing, missing, extra, problems, unproven, unverifiable }: ModelComparison): string[] {
  const detailed = (list: ModelComparison['differing']): string[] => list.map(({ path, detail }) => `${shown(path)}: ${shown(detail)}`);
  return [
    ...rows('differs', detailed(differing)),
    ...rows('missing', missing.map(shown)),
    ...rows(
      'extra',
      extra.map((path) => `${shown(path)}: nobody signed it`),
    ),
    ...rows('problem', detailed(problems)),
    ...rows(
      'unknown',
      unverifiable.map((path) => `${shown(path)}: its digest was not made`),
    ),
    ...rows(
      'warning',
      unproven.map((path) => `${shown(path)}: not signed, but a load could reach it; a flag or the signer's list excuses it here`),
    ),
  ];
}

function rows(label: string, texts: readonly string[]): string[] {
  const lines = texts.slice(0, SHOWN).map((text) => `  ${label.padEnd(8)} ${text}`);
  return texts.length > SHOWN ? [...lines, `  ${label.padEnd(8)} … and ${texts.length - SHOWN} more`] : lines;
}

export function modelJson(verdict: ModelVerdict, trust: OmsTrust): string {
  const { verified, refused, signer, bundleDigest, manifest, comparison } = verdict;
  const root = rootOf(trust);
  const report = {
    format: 'weighbridge-model-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    state: verified ? 'verified' : 'not-verified',
    refused,
    signer,
    bundleDigest,
    trustRoot: root === null ? null : { ...root, material: undefined },
    statement:
      manifest === null
        ? null
        : {
            name: manifest.name,
            hash: manifest.hash,
            shardSize: manifest.shardSize,
            rootDigest: manifest.rootDigest,
            files: manifest.files.size,
          },
    comparison,
  };
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? shown(value) : value), 2)}\n`;
}

function shown(text: string): string {
  return visibleUpTo(text, 1000);
}
