/** JavaScript, TypeScript and the components of Vue, Svelte and Astro as languages that are read. */
import { KNOWN } from '../known.ts';
import type { LanguageReader } from '../language.ts';
import { componentDetector, javascriptDetector, typescriptDetector, typescriptElementsDetector } from './detector.ts';
import { scriptModules } from './modules.ts';

const LOAD = "import { pipeline } from '@huggingface/transformers';\n\nexport const run = await pipeline('fill-mask', 'acme/ner'";

export const javascriptReader: LanguageReader = {
  name: KNOWN.javascript,
  detectors: [javascriptDetector],
  modules: scriptModules,
  isStep: null,
  lookedThrough: true,
  example: {
    path: 'src/llm.js',
    source: `${LOAD});\n`,
    gives: ['import', 'load', 'scopes'],
    pinned: `${LOAD}, { revision: "{commit}" });\n`,
  },
};

export const typescriptReader: LanguageReader = {
  name: KNOWN.typescript,
  detectors: [typescriptDetector, typescriptElementsDetector],
  modules: scriptModules,
  isStep: null,
  lookedThrough: true,
  example: { ...javascriptReader.example, path: 'src/llm.ts' },
};

export const componentReader: LanguageReader = {
  name: KNOWN.webComponent,
  detectors: [componentDetector],
  modules: scriptModules,
  isStep: null,
  lookedThrough: true,
  example: {
    path: 'src/Chat.vue',
    source: `<template><p>it's</p></template>\n<script setup lang="ts">\n${LOAD});\n</script>\n`,
    gives: ['import', 'load', 'scopes'],
    pinned: `<template><p>it's</p></template>\n<script setup lang="ts">\n${LOAD}, { revision: "{commit}" });\n</script>\n`,
  },
};
