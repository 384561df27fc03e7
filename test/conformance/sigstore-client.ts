/**
 * The door of the Sigstore conformance suite: verify-bundle --bundle F (--certificate-identity I --certificate-oidc-issuer U | --key F)
 * [--trusted-root F] FILE_OR_DIGEST. Exit code 0: verified; 1: everything else, said on stderr.
 */
import { parseArgs } from 'node:util';
import { readText } from '../../src/core/io/files.ts';
import { readArtifact, readOperatorFile } from '../../src/core/io/trust/operator-file.ts';
import { errorWords } from '../../src/core/report/error-words.ts';
import { readPublicKey } from '../../src/core/verify/public-key.ts';
import { digestIn } from '../../src/core/verify/sigstore/artifact.ts';
import { publicGoodRoot } from '../../src/core/verify/sigstore/public-good.ts';
import { MAX_BUNDLE_BYTES } from '../../src/core/verify/sigstore/read-bundle.ts';
import { parseTrustRoot, type TrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';
import { type SignerRule, verifyBundle } from '../../src/core/verify/sigstore/verify-bundle.ts';

const cwd = process.cwd();

async function main(argv: readonly string[]): Promise<string | null> {
  const [verb, ...args] = argv;
  if (verb !== 'verify-bundle') return `no such command: ${verb ?? '(none)'}`;
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      bundle: option,
      'certificate-identity': option,
      'certificate-oidc-issuer': option,
      'trusted-root': option,
      key: option,
    },
  });
  const [named] = positionals;
  if (values.bundle === undefined || named === undefined || positionals.length !== 1) return 'needs --bundle and one file or digest';
  const outcome = verifyBundle(await readOperatorFile(cwd, values.bundle, MAX_BUNDLE_BYTES), {
    trust: await trustRoot(values['trusted-root']),
    signer: await signerRule(values.key, values['certificate-identity'], values['certificate-oidc-issuer']),
    artifact: digestIn(named) ?? (await readArtifact(cwd, named)),
    now: new Date(),
  });
  return outcome.state === 'verified' ? null : `${outcome.code}: ${outcome.cause}`;
}

async function signerRule(key: string | undefined, identity = '', issuer = ''): Promise<SignerRule> {
  if (key === undefined) return { kind: 'identity', identity, issuer };
  return { kind: 'key', publicKey: readPublicKey(await readText(cwd, key), key), validUntil: null };
}

async function trustRoot(file: string | undefined): Promise<TrustRoot> {
  if (file === undefined) return publicGoodRoot();
  return parseTrustRoot(await readOperatorFile(cwd, file, 4 * 1024 * 1024), {
    label: file,
    source: 'file',
    tufVersion: null,
    expires: null,
  });
}

try {
  const cause = await main(process.argv.slice(2));
  if (cause !== null) {
    console.error(cause);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(errorWords(error)?.message ?? (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
