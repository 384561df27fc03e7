/** Whether commands can name anything. False is certain; true only means: read them. */
import { mayName } from '../../configs/keyed/surface.ts';
import { mayHoldModelFile } from '../../model-file.ts';
import { mayRun } from '../../runs/commands.ts';
import { mayInstall } from '../../runs/installs.ts';
import { mayEmbed } from './embedded.ts';
import { mayFetchScript } from './fetched-scripts.ts';
import { MENTION, TELLING, TELLING_APART } from './loaders.ts';

export function mayCommand(text: string): boolean {
  return (
    TELLING.test(text) ||
    TELLING_APART.test(text) ||
    MENTION.test(text) ||
    mayHoldModelFile(text) ||
    mayEmbed(text) ||
    mayRun(text) ||
    mayInstall(text) ||
    mayFetchScript(text)
  );
}

/** A request, an option, a document that is written. */
const ASKS = /["']?model["']?\s{0,5}:|\/api\/pull|\s-{1,2}(?:m|[\w-]{0,40}model[\w-]{0,20})[\s=]/i;

/** The same of what a whole script asks for, sets and writes. */
export function mayAsk(text: string): boolean {
  return ASKS.test(text) || mayName(text);
}
