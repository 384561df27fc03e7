/** Shells as a language: what their scripts start and load is read. */
import { isShellScript, shellDetector, shellScriptDetector } from '../../starts/shell.ts';
import { KNOWN } from '../known.ts';
import type { LanguageReader } from '../language.ts';

export const shellReader: LanguageReader = {
  name: KNOWN.shell,
  detectors: [shellDetector, shellScriptDetector],
  modules: null,
  isStep: isShellScript,
  example: {
    path: 'deploy/run.sh',
    source: '#!/bin/sh\nexport HF_ENDPOINT=https://mirror.example\nhf download org/name\nexec python -m demo.serve\n',
    gives: ['start', 'endpoint', 'load'],
    pinned: '#!/bin/sh\nexport HF_ENDPOINT=https://mirror.example\nhf download org/name --revision {commit}\nexec python -m demo.serve\n',
  },
};
