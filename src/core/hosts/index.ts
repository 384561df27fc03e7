/** The list of askers. To add a host: a folder here, and one line below. */
import type { Asker } from './host.ts';
import { huggingFaceAsker } from './huggingface/asker.ts';
import { configsAsker } from './huggingface/configs.ts';
import { signaturesAsker } from './huggingface/signatures.ts';
import { smallFilesAsker } from './huggingface/small-files.ts';

export const askers: readonly Asker[] = [huggingFaceAsker, configsAsker, smallFilesAsker, signaturesAsker];
