/** Shells as a language: what their scripts start is read. What they load is read where a command stands in another file. */
import { isShellScript, shellDetector } from '../../starts/shell.ts';
import { KNOWN } from '../known.ts';
import type { LanguageReader } from '../language.ts';

export const shellReader: LanguageReader = {
  name: KNOWN.shell,
  detectors: [shellDetector],
  modules: null,
  isStep: isShellScript,
  example: {
    path: 'deploy/run.sh',
    source: '#!/bin/sh\nexport HF_ENDPOINT=https://mirror.example\nexec python -m demo.serve\n',
    gives: ['start', 'endpoint'],
    pinned: null,
  },
};
