/** What the two kinds of statement must say beside their subject. */
import { z } from 'zod';
import type { BuildIdentity } from '../../../model/index.ts';
import type { SignedStatement } from '../../sigstore/statement.ts';
import { AttestationRefusal } from '../outcome.ts';

/** npm/attestation, specs/publish/v0.1. */
const publish = z.looseObject({ name: z.string(), version: z.string(), registry: z.string() });

/** SLSA provenance v0.2, as npm has it: the commit is that of the file that configured the build. */
const sha1 = z.looseObject({ digest: z.looseObject({ sha1: z.string() }) });
const v02 = z
  .looseObject({ invocation: z.looseObject({ configSource: sha1 }) })
  .transform(({ invocation }) => invocation.configSource.digest.sha1);

/** SLSA provenance v1: the source is the first of what was resolved. */
const commitDigest = z.union([
  z.looseObject({ gitCommit: z.string() }).transform(({ gitCommit }) => gitCommit),
  z.looseObject({ sha1: z.string() }).transform((digest) => digest.sha1),
]);
const v1 = z
  .looseObject({ buildDefinition: z.looseObject({ resolvedDependencies: z.array(z.unknown()).min(1) }) })
  .transform(({ buildDefinition }) => buildDefinition.resolvedDependencies[0])
  .pipe(z.looseObject({ digest: commitDigest }))
  .transform(({ digest }) => digest);

/** Throws AttestationRefusal "predicate". */
export function checkPublish(
  predicate: unknown,
  { name, version, registryHost }: { readonly name: string; readonly version: string; readonly registryHost: string },
): void {
  const read = publish.safeParse(predicate);
  if (!read.success) throw new AttestationRefusal('predicate', 'the publish attestation does not say what was published where');
  const said = read.data;
  if (said.name !== name || said.version !== version)
    throw new AttestationRefusal(
      'predicate',
      `the registry signed the publishing of ${said.name}@${said.version}, not of ${name}@${version}`,
    );
  if (hostOf(said.registry) !== registryHost)
    throw new AttestationRefusal('predicate', `it was published to "${said.registry}", which is not the registry asked (${registryHost})`);
}

/** The statement is written by the build, the certificate is not: both must name one commit. Throws AttestationRefusal "commit", "predicate". */
export function checkCommit({ predicateType, predicate }: SignedStatement, { commit }: BuildIdentity): void {
  const schema: z.ZodType<string> = predicateType.endsWith('/v0.2') ? v02 : v1;
  const read = schema.safeParse(predicate);
  if (!read.success) throw new AttestationRefusal('predicate', 'the provenance does not say which commit was built');
  if (commit === null) throw new AttestationRefusal('commit', 'the certificate does not say which commit was built');
  if (read.data !== commit)
    throw new AttestationRefusal('commit', `the provenance names the commit "${read.data}", the certificate ${commit}`);
}

function hostOf(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.host : null;
  } catch {
    return null;
  }
}
