/** The list of askers. To add a hub: a folder under hubs/ and one line here. */
import type { Asker } from './asker.ts';
import { huggingFaceAsker } from './hubs/huggingface/asker.ts';
import { configsAsker } from './hubs/huggingface/configs.ts';
import { signaturesAsker } from './hubs/huggingface/signatures.ts';
import { smallFilesAsker } from './hubs/huggingface/small-files.ts';

export const askers: readonly Asker[] = [huggingFaceAsker, configsAsker, smallFilesAsker, signaturesAsker];
