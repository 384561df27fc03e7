/** Weights that a command copies from another machine, and files that it fetches by a list: nobody here can tell which they are. */
import type { LoadFact } from '../../../model/index.ts';
import { isFolderOfModels, namesModelFile } from '../../model-file.ts';
import { fileOfOutput, readerOf } from './command-notes.ts';
import type { PlacedFile } from './mapped.ts';
import { plainText, type ShellCommand, type Word } from './words.ts';
import { downloadOf } from '../../plain-load.ts';

const COPIERS = /^(?:scp|rsync|sftp|rclone)$/;
/** They print what a machine sends. */
const STREAMS = /^(?:nc|ncat|netcat|socat|ssh)$/;
/** `host:path`, `me@host:path`, `remote:bucket/path`, `rsync://host/path`. */
const REMOTE = /^(?:rsync|ssh|sftp|scp):\/\/[^/\s]{1,200}(\/\S{1,400})$|^(?:[\w.-]{1,64}@)?[\w.${}-]{2,200}:(?!\/\/)(\S{1,400})$/;
/** Options that have a value, which is no place. */
const VALUED = /^(?:-[eiPFopcJlS]|--(?:rsh|port|exclude|include|filter|files-from|password-file|bwlimit|config|log-file))$/;
const LISTED = /^(?:-i|--input-file|-K|--config)$/;
const LISTED_JOINED = /^--(?:input-file|config)=(.{1,300})$/;
const UNPACKERS = /^(?:bsd)?tar$|^unzip$|^7zz?$|^zstd$|^cpio$/;

/** `words`: of one command, from its program on. */
export function transferred(words: ShellCommand, program: string, command: ShellCommand, file: PlacedFile): LoadFact[] {
  if (COPIERS.test(program)) return copiedFrom(words, file);
  const listed = listOf(words, program);
  if (listed !== null) return [unnamedLoad(`the addresses in ${listed.text}`, listed.word, file)];
  const [start] = words;
  const kept = STREAMS.test(program) && start !== undefined ? nameOfOutput(command) : null;
  return kept === null || start === undefined ? [] : [unnamedLoad(`what ${program} writes to ${kept}`, start, file)];
}

/** A load whose model only running it tells. */
export function unnamedLoad(text: string, word: Word, file: PlacedFile): LoadFact {
  return downloadOf({ kind: 'unmodeled', text: text.slice(0, 120) }, file.at(word.source.offsets[0] ?? 0));
}

/** The name of weights under which the output of a command is kept; null: it is kept nowhere, or under another name. */
export function nameOfOutput(command: ShellCommand): string | null {
  const reader = readerOf(command);
  const texts = reader === null ? [] : reader.map((word) => plainText(word) ?? '');
  const isCopy = texts[0] === 'tee' || (texts[0] === 'sudo' && texts[1] === 'tee') || texts[0] === 'dd';
  const copies = isCopy ? texts.slice(1).map((text) => text.replace(/^of=/, '')) : [];
  const folders = isUnpacker(texts[0] ?? '') ? texts.slice(1).filter(isFolder) : [];
  const outputs = [fileOfOutput(command), reader === null ? null : fileOfOutput(reader)].map((word) =>
    word === null ? '' : (plainText(word) ?? word.source.text.slice(0, 300).replaceAll(/["']/g, '')),
  );
  return [...outputs, ...copies].find((text) => namesModelFile(text, false)) ?? folders[0] ?? null;
}

/** Archives that a script unpacks into a folder of models, by their names: `tar xf a.tgz -C /models`. */
export function unpackedIn(commands: readonly ShellCommand[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const command of commands) {
    const texts = command.slice(0, 40).map((word) => plainText(word) ?? '');
    const from = texts[0] === 'sudo' ? 1 : 0;
    if (!isUnpacker(texts[from] ?? '') || !texts.slice(from + 1).some(isFolder)) continue;
    for (const text of texts.slice(from + 1)) if (/\.\w{1,5}$/.test(text)) found.add(text.slice(text.lastIndexOf('/') + 1));
  }
  return found;
}

function isUnpacker(program: string): boolean {
  return UNPACKERS.test(program.slice(program.lastIndexOf('/') + 1));
}

function isFolder(text: string): boolean {
  const path = text.replace(/^(?:-[Cdo]|--directory=)/, '').replace(/^\.?\/*/, '/');
  return !/\.(?:zip|t?gz|tar|t?xz|t?bz2|zst|7z)$/i.test(path) && isFolderOfModels(path.replace(/\/?$/, '/'));
}

/** The last of the places is where it goes to. */
function copiedFrom(words: ShellCommand, file: PlacedFile): LoadFact[] {
  const named = words.slice(1).filter((word, index) => {
    const text = word.source.text;
    return !text.startsWith('-') && !VALUED.test(words[index]?.source.text ?? '');
  });
  const target = placeOf(named.at(-1));
  return named.slice(0, -1).flatMap((word) => {
    const text = placeOf(word);
    const path = REMOTE.exec(text)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (path === undefined || REMOTE.test(target)) return [];
    const isModel = [path, target].some(
      (one) => namesModelFile(one, false) || isFolderOfModels(one.replace(/^\/*/, '/').replace(/\/?$/, '/')),
    );
    return isModel ? [unnamedLoad(text.replace(/^[^@/\s]{1,200}@/, ''), word, file)] : [];
  });
}

function placeOf(word: Word | undefined): string {
  return word === undefined ? '' : (plainText(word) ?? word.source.text.slice(0, 500).replaceAll(/["']/g, ''));
}

/** `wget -i list`, `aria2c -i list`, `curl -K file`. "-" is what is piped in. */
function listOf(words: ShellCommand, program: string): { readonly text: string; readonly word: Word } | null {
  if (!/^(?:wget2?|aria2c|curl)$/.test(program)) return null;
  for (const [index, word] of words.entries()) {
    const text = plainText(word) ?? '';
    const isOption = LISTED.test(text) && (program === 'curl') === /^(?:-K|--config)$/.test(text);
    const next = words[index + 1];
    const joined = LISTED_JOINED.exec(text)?.[1];
    const value = joined ?? (isOption && next !== undefined ? placeOf(next) : null);
    if (value !== null && value !== '-' && value !== '' && !/^[<(]/.test(value)) return { text: value.slice(0, 80), word };
  }
  return null;
}
