/** Whether commands can name anything. False is certain; true only means: read them. */
import { mayHoldModelFile } from '../../model-file.ts';
import { mayRun } from '../../runs/commands.ts';
import { mayInstall } from '../../runs/installs.ts';
import { mayEmbed } from './embedded.ts';
import { MENTION, TELLING, TELLING_APART } from './loaders.ts';

export function mayCommand(text: string): boolean {
  return (
    TELLING.test(text) ||
    TELLING_APART.test(text) ||
    MENTION.test(text) ||
    mayHoldModelFile(text) ||
    mayEmbed(text) ||
    mayRun(text) ||
    mayInstall(text)
  );
}
