/** A notice as files: one that a person or a program reads, and the texts beside it, byte for byte. */
import { baseName } from '../../base/base-name.ts';
import { seenJson } from '../../base/json/write.ts';
import { visible } from '../../base/visible-text.ts';
import { withoutCommands } from '../../report/view/words.ts';
import type { LicenseNotice, Notice, NoticeComponent, TextAtHand } from './bundle.ts';

export type NoticeFormat = 'text' | 'json';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;
/** Characters of a name in the name of a file. */
const NAME = 40;
/** Hex digits of a digest in the name of a file: nobody finds two texts that share them. */
const DIGEST = 32;

/** By path below the folder of the bundle. */
export function noticeFiles(notice: Notice, format: NoticeFormat): ReadonlyMap<string, string | Uint8Array> {
  const texts = textFiles(notice);
  return new Map<string, string | Uint8Array>([
    format === 'json' ? ['NOTICE.json', noticeJson(notice)] : ['NOTICE.txt', noticeText(notice)],
    ...[...texts.values()].map(({ file, text }) => [file, text.bytes] as const),
  ]);
}

/** For a person. `inline`: with the texts themselves, as nothing is written beside it. */
export function noticeText(notice: Notice, inline = false): string {
  const texts = textFiles(notice);
  const where = ({ sha256, path }: TextAtHand): string => `${texts.get(sha256)?.file ?? ''} (from ${path})`;
  const lines = [
    `Notices of ${notice.subject}`,
    '',
    'Components of others in this product, by license. Put together by Weighbridge from what is known of them: no legal advice.',
    ...notice.licenses.flatMap((one) => ['', ...licenseLines(one, where)]),
    ...unknownLines(notice, where),
  ];
  const appended = inline
    ? [...texts.values()].flatMap(({ file, text }) => ['', `---- ${file}`, ...textLines(text).map((line) => `  ${line}`)])
    : [];
  // T22: each is one line, whatever is in it, and no line is a command to whoever runs this.
  return withoutCommands(`${[...lines, ...appended].map((line) => visible(line).trimEnd()).join('\n')}\n`);
}

/** For a program, with exact values; texts by their digest and where they stand. */
export function noticeJson(notice: Notice): string {
  const texts = textFiles(notice);
  const component = ({ texts: own, ...one }: NoticeComponent): unknown => ({
    ...one,
    texts: own.map(({ path, sha256 }) => ({ file: texts.get(sha256)?.file ?? null, path, sha256 })),
  });
  return seenJson({
    format: 'weighbridge-notice',
    formatVersion: FORMAT_VERSION,
    subject: notice.subject,
    licenses: notice.licenses.map((one) => ({ ...one, components: one.components.map(component) })),
    unknown: notice.unknown.map(component),
  });
}

function licenseLines(one: LicenseNotice, where: (text: TextAtHand) => string): string[] {
  const missing = one.components.filter(({ texts }) => texts.length === 0);
  const address = one.addresses.length === 0 ? 'no address of it is known' : one.addresses.join(' ');
  return [
    `== ${one.name === one.license ? one.license : `${one.name} (${one.license})`}`,
    ...listLines('Components', one.components.map(componentWords)),
    ...listLines('Names to show, word for word', one.names),
    ...listLines('Attribution', one.attributions),
    ...listLines('What it asks for', one.duties),
    ...listLines('Texts', [
      ...new Set(one.components.flatMap(({ texts }) => texts.map(where))),
      ...(missing.length === 0
        ? []
        : [
            `text not at hand${missing.length === one.components.length ? '' : ` for ${missing.map(({ name }) => name).join(', ')}`}: ${address}`,
          ]),
    ]),
  ];
}

function unknownLines({ unknown }: Notice, where: (text: TextAtHand) => string): string[] {
  if (unknown.length === 0) return [];
  return [
    '',
    '== License not known',
    'No license means no permission: find out, or leave them out.',
    ...unknown.flatMap((one) => [`  ${componentWords(one)}: ${one.reason}`, ...one.texts.map((text) => `    ${where(text)}`)]),
  ];
}

function listLines(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => `  ${item}`)];
}

function componentWords({ kind, name, version, source }: NoticeComponent): string {
  return `${kind} ${name} ${version ?? '(version not known)'}, from ${source}`;
}

function textLines({ bytes }: TextAtHand): string[] {
  return new TextDecoder().decode(bytes).split(/\r?\n/);
}

/** By digest. A name is made of what no system and no shell takes for anything else, so that no component leaves the folder. */
function textFiles({ licenses, unknown }: Notice): ReadonlyMap<string, { readonly file: string; readonly text: TextAtHand }> {
  const files = new Map<string, { readonly file: string; readonly text: TextAtHand }>();
  for (const { name, texts } of [...licenses.flatMap(({ components }) => components), ...unknown])
    for (const text of texts) {
      const file = `texts/${plainName(name)}-${plainName(baseName(text.path))}-${text.sha256.slice(0, DIGEST)}.txt`;
      if (!files.has(text.sha256)) files.set(text.sha256, { file, text });
    }
  return files;
}

function plainName(name: string): string {
  return name
    .slice(-NAME)
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '');
}
