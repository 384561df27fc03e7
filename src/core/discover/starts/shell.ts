/** Shell scripts and Procfiles: what they start and load, and the servers that they name (T33, T37, T42). */
import type { Fact } from '../../model/index.ts';
import { isScriptOf, KNOWN, NAMES_FOLLOWED, suffixOf } from '../languages/known.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { type Mapped, mappedRange, placedFile } from '../languages/shell/mapped.ts';
import { NO_VARIABLES } from '../languages/shell/values.ts';
import type { Detector, FileInput, Grammars } from '../detector.ts';
import { baseName } from '../../base/base-name.ts';
import { scriptStarts } from './command.ts';
import { createCommandLoads, embedsPython, loadsOfScript } from './command-loads.ts';
import { settingFacts, startFacts, type StartsFact, TELLING_START } from './facts.ts';
import { scriptSettings } from './settings.ts';

const LIMIT = 1024 * 1024;
const about = {
  motivation:
    'What a container starts is often a script, and the code that the script starts ships with it, whatever its folder is called.',
  remedy: 'Start the code by a path or module that can be read.\nexec python -m acme.serve',
  serves: 'CRA Annex I Part II (1): identify and document components',
};

/** By their names, scripts of a shell; a script that nothing starts counts for nobody's label. */
export function isShellScript(path: string): boolean {
  return (
    KNOWN.shell.suffixes.includes(suffixOf(path)) ||
    /(?:^|\/)(?:(?:docker-?)?entry-?point|start|run|serve|launch)[\w-]{0,40}$/i.test(path) ||
    /(?:^|\/)bin\/[\w-]{1,80}$/.test(path)
  );
}

export const shellDetector: Detector = {
  id: 'starts-shell',
  version: 11,
  about: {
    ...about,
    title: 'What shell scripts start and load',
    decides:
      'Commands of .sh files and of scripts without a suffix that are called like one: the Python code, scripts and servers that they start, and export of HF_ENDPOINT and its like. What it starts is product where an image, service, workflow or other entry point starts the script. The setting counts for the code that it starts, or else for the package. ' +
      'What a command downloads or serves is a load, by the programs that the Dockerfile detector knows; every package that one installs is listed.',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => isShellScript(path) && (size === null || size <= LIMIT),
  grammar: embedsPython,
  facts: readShell,
};

function readShell(input: FileInput, grammars: Grammars): readonly Fact[] {
  const text = new TextDecoder().decode(input.bytes);
  // A program that is no script has other first bytes.
  if (text.includes('\0') || (text.startsWith('#!') && !isScriptOf(KNOWN.shell, text))) return [];
  const script = mappedRange(text, 0, text.length);
  const loads = loadsOfScript(script, grammars.python);
  const starts = TELLING_START.test(text) || NAMES_FOLLOWED.test(text);
  return limitedFacts([...(starts ? scriptFactsOf(script, null, placedFile(text)) : []), ...loads]);
}

/** By its first line alone: nothing is known of what else such files are. */
export const shellScriptDetector: Detector = {
  ...shellDetector,
  id: 'starts-shell-script',
  version: 8,
  about: {
    ...shellDetector.about,
    title: 'What shell scripts without a suffix start and load',
    decides:
      'Files without a suffix, in any folder and of any name, whose first line starts a shell ("#!/bin/sh", "#!/usr/bin/env bash") are read as .sh files are.',
  },
  wants: (path, size) => /(?:^|\/)[^/.]+$/.test(path) && !isShellScript(path) && (size === null || size <= LIMIT),
  grammar: (input) => (hasFirstLine(input) ? embedsPython(input) : null),
  facts: (input, grammars) => (hasFirstLine(input) ? readShell(input, grammars) : []),
};

function hasFirstLine({ bytes }: FileInput): boolean {
  return bytes[0] === 0x23 && bytes[1] === 0x21;
}

export function isProcfile(path: string): boolean {
  return /^Procfile(?:\.[\w-]{1,40})?$/i.test(baseName(path));
}

export const procfileDetector: Detector = {
  id: 'starts-procfile',
  version: 8,
  about: {
    ...about,
    title: 'What a Procfile starts',
    decides:
      'Each line "name: command": the code that the command starts is product, and the servers that it names count for that code, or else for the package.',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => isProcfile(path) && (size === null || size <= LIMIT),
  grammar: embedsPython,
  facts(input, grammars) {
    const loadsOf = createCommandLoads(grammars.python);
    const text = new TextDecoder().decode(input.bytes);
    const file = placedFile(text);
    const lines = Array.from(
      text.matchAll(/^([\w-]{1,60}):[ \t]*([^\r\n]{1,4000})$/gm),
      ({ 0: line, 1: name = '', 2: command = '', index }) => {
        const start = index + line.length - command.length;
        return { name, script: mappedRange(text, start, start + command.length) };
      },
    );
    return limitedFacts(
      lines.flatMap(({ name, script }) => [
        ...scriptFactsOf(script, name, file, 'process'),
        ...loadsOf(script, file.at(script.offsets[0] ?? 0)),
      ]),
    );
  },
};

/** Starts and settings of one script, in the order of the file. */
export function scriptFactsOf(
  script: Mapped,
  unit: string | null,
  file: ReturnType<typeof placedFile>,
  mode: 'process' | 'script' = 'script',
): StartsFact[] {
  const facts = [
    ...startFacts(scriptStarts(script, { variables: NO_VARIABLES, folder: '', mode }), unit, file),
    ...settingFacts(scriptSettings(script, NO_VARIABLES), unit, file),
  ];
  return facts.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
