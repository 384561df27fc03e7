/** What `verify package` prints of an image: for people, and for programs. */
import { type ImageVerdict, signerWords, version, visibleUpTo } from '../../../core/index.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;
const MAX_LAYERS = 12;

export function servedImageText(named: string, { answer, same, fault }: ImageVerdict): string {
  const lines = [`${fault === null ? 'verified' : 'not verified'}: ${shown(named)}`];
  if (fault !== null) lines.push(`  because    ${shown(fault)}`);
  if (answer.state === 'served') lines.push(...servedLines(answer));
  for (const { digest, file } of same?.layers ?? [])
    lines.push(`  same       ${digest} ${file === null ? 'is no file' : `is ${shown(file)}`} of ${shown(same?.reference ?? '')}`);
  return `${lines.join('\n')}\n`;
}

type Served = Extract<ImageVerdict['answer'], { state: 'served' }>;

function servedLines(answer: Served): string[] {
  const { digest, pinned, config, layers, model, texts, signatures } = answer;
  const rows: string[] = [
    `  digest     ${digest} (${pinned ? 'pinned' : 'what the tag is now; it can move'})`,
    `  holds      ${model === null ? (answer.kind === 'index' ? `an index of ${layers.length} manifests` : 'an image') : `a model (${model.format})`}`,
  ];
  if (config !== null) rows.push(`  config     ${shown(config.mediaType)} ${config.size} bytes`);
  for (const layer of layers.slice(0, MAX_LAYERS)) rows.push(`  layer      ${layerWords(answer, layer)}`);
  if (layers.length > MAX_LAYERS) rows.push(`  layer      and ${layers.length - MAX_LAYERS} more`);
  if (texts.architecture !== null) rows.push(`  model      ${shown(texts.architecture)} (stated)`);
  for (const { text, name } of texts.licenses) rows.push(`  license    ${shown(name ?? text)} (stated)`);
  if (signatures.length === 0) rows.push('  signature  absent: nobody signed it');
  for (const signature of signatures) rows.push(...signatureLines(signature));
  return rows;
}

function layerWords({ model }: Served, { digest, size, mediaType, platform }: Served['layers'][number]): string {
  const file = model?.files.find((one) => one.digest === digest && one.mediaType === mediaType);
  const what = file === undefined ? (platform ?? mediaType) : `${file.role} ${file.name === file.role ? '' : `${file.name} `}`;
  return `${shown(what).trimEnd()} ${size} bytes ${digest}${file?.raw === true ? ' (of the file itself)' : ''}`;
}

function signatureLines({ place, form, proof }: Served['signatures'][number]): string[] {
  if (proof.state !== 'verified') {
    const state = proof.state === 'invalid' ? 'invalid' : 'unverifiable';
    return [`  ${label(form)} ${state}: ${shown(proof.detail)} (${shown(place)})`];
  }
  const said = proof.predicateType === null ? '' : ` says ${shown(proof.predicateType)}`;
  const when = proof.signedAt === null ? '' : ` at ${proof.signedAt.toISOString()}`;
  const build = proof.build?.repository ?? null;
  return [
    `  ${label(proof.kind)} verified: ${shown(signerWords(proof.signer))}${said}${when} (${shown(place)})`,
    ...(build === null ? [] : [`    source   ${shown(build)}${proof.build?.commit == null ? '' : ` at ${shown(proof.build.commit)}`}`]),
  ];
}

function label(kind: string): string {
  return kind === 'attestation' ? 'statement ' : 'signature ';
}

export function servedImageJson(named: string, { asked, answer, same, fault }: ImageVerdict): string {
  const report = {
    format: 'weighbridge-image-verification',
    formatVersion: FORMAT_VERSION,
    tool: { name: 'weighbridge', version },
    image: named,
    state: fault === null ? 'verified' : 'not-verified',
    cause: fault,
    registry: asked.server,
    repository: asked.repository,
    reference: asked.reference,
    answer,
    ...(same === null ? {} : { same }),
  };
  // Annotations of layers are long texts of the publisher, and say nothing that the roles do not.
  const told = (key: string, value: unknown): unknown =>
    key === 'annotations' ? undefined : typeof value === 'string' ? shown(value) : value;
  return `${JSON.stringify(report, told, 2)}\n`;
}

/** T22: what others wrote is printed with nothing unseen in it. */
function shown(text: string): string {
  return visibleUpTo(text, 400);
}
