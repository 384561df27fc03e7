/** What `verify bundle` prints: for people, and for programs. */
import { type BundleOutcome, type TrustRoot, type VerifiedBundle, version, visibleUpTo } from '../../../core/index.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;

/** Programs compare: nothing is cut that a bundle can hold, and what is not seen is written out (T22). */
const WHOLE = 100_000;

/** Every text of the bundle goes through `shown` (T22). */
export function bundleText(artifact: string, outcome: BundleOutcome, trust: TrustRoot): string {
  const lines =
    outcome.state === 'verified'
      ? [`verified: ${shown(artifact)}`, ...verifiedLines(outcome)]
      : [`not verified: ${shown(artifact)}`, `  because  ${shown(outcome.cause)} [${outcome.code}]`];
  return `${[...lines, `  trust    ${trustWords(trust)}`].join('\n')}\n`;
}

function verifiedLines(outcome: VerifiedBundle): string[] {
  const { signer, content } = outcome;
  return [
    `  by       ${by(signer)}`,
    `  when     ${when(outcome)}`,
    `  covers   ${covers(content)}`,
    `  bundle   ${outcome.mediaType}, sha256:${outcome.bundleDigest}`,
  ];
}

function by(signer: VerifiedBundle['signer']): string {
  if (signer.kind === 'key') return `the given key (the bundle calls it "${shown(signer.hint)}")`;
  const identity = shown(signer.identity);
  return signer.kind === 'identity' ? `${identity}, authenticated by ${shown(signer.issuer)}` : identity;
}

function when({ signedAt, timeFrom, logEntries }: VerifiedBundle): string {
  const logged =
    logEntries === 0 ? 'in no transparency log' : `in ${logEntries === 1 ? 'a transparency log' : `${logEntries} log entries`}`;
  if (signedAt === null) return `nobody recorded it; ${logged}`;
  const words = { log: 'a transparency log', 'timestamp-authority': 'a timestamp authority' };
  return `${signedAt.toISOString()}, says ${timeFrom.map((one) => words[one]).join(' and ')}; ${logged}`;
}

function covers(content: VerifiedBundle['content']): string {
  if (content.kind === 'message') return `the file itself, ${content.algorithm}:${content.hex}`;
  const { statement } = content;
  if (statement === null) return `a payload of type ${shown(content.payloadType)}`;
  const { subject, subjects, predicateType } = statement;
  const which = subjects === 1 ? 'the subject' : `1 of ${subjects} subjects,`;
  return `${which} "${shown(subject.name)}" ${subject.algorithm}:${subject.hex} of a statement ${shown(predicateType)}`;
}

/** Whom this run believed, and how old that is (T12). */
export function trustWords({ label, digest, newestKeyFrom, tufVersion, expires }: TrustRoot): string {
  const age = expires === null ? 'no expiry is known' : `TUF root ${tufVersion ?? '?'}, valid until ${day(expires)}`;
  return `${shown(label)}: ${age}, newest key from ${day(newestKeyFrom)}, sha256:${digest}`;
}

export function bundleJson(outcome: BundleOutcome, trust: TrustRoot): string {
  const { label, source, digest, newestKeyFrom, tufVersion, expires } = trust;
  // As with the payload: the certificate is the bundle's, and stays there.
  const said = outcome.state === 'verified' ? { ...outcome, certificate: undefined, content: contentJson(outcome.content) } : outcome;
  const report = {
    format: 'weighbridge-bundle-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    ...said,
    trustRoot: { label, source, digest, newestKeyFrom, tufVersion, expires },
  };
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? visibleUpTo(value, WHOLE) : value), 2)}\n`;
}

/** The payload is the bundle's, and stays there. */
function contentJson(content: VerifiedBundle['content']): unknown {
  if (content.kind === 'message') return content;
  const { kind, payloadType, statement } = content;
  return { kind, payloadType, statement };
}

function shown(text: string): string {
  return visibleUpTo(text, 1000);
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}
