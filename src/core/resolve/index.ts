/** The list of askers. To add a hub: a folder under hubs/ and one line here. */
import type { Asker } from './asker.ts';
import { huggingFaceAsker } from './hubs/huggingface/asker.ts';

export const askers: readonly Asker[] = [huggingFaceAsker];
