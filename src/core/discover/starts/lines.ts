/** Files that start one process a line: crontabs, units of systemd, supervisord and the like (T42). To add a kind, add a row. */
import type { Fact } from '../../model/index.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { loaderOfImage } from '../languages/shell/loaders.ts';
import { mappedRange, placedFile } from '../languages/shell/mapped.ts';
import { NO_VARIABLES } from '../languages/shell/values.ts';
import type { Detector } from '../detector.ts';
import { createCommandLoads, embedsPython } from './command-loads.ts';
import { scriptFactsOf } from './shell.ts';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly names: RegExp;
  /** Its last group is the command. */
  readonly line: RegExp;
  readonly says: string;
  /** The image whose program gets a command of only options. */
  readonly image?: RegExp;
  /** What it starts is no product. */
  readonly loadsAlone?: true;
}

const KINDS: readonly Kind[] = [
  {
    id: 'starts-crontab',
    title: 'What a crontab starts',
    names:
      /(?:^|\/)(?:crontabs?(?:\.[\w-]{1,40})?|[\w.-]{1,80}\.cron(?:tab)?)$|(?:^|\/)cron\.d\/[\w.-]{1,80}$|(?:^|\/)crontabs\/[\w.-]{1,80}$/i,
    line: /^[ \t]*(?:@\w{1,20}|(?:[\w*/,-]{1,60}[ \t]{1,20}){4}[\w*/,-]{1,60})[ \t]{1,20}([^\r\n]{1,4000})$/gm,
    says: 'Each line of a time and a command, with the name of a user before it or without.',
  },
  {
    id: 'starts-systemd',
    title: 'What a unit of systemd starts',
    names: /\.service(?:\.in)?$/i,
    line: /^[ \t]*Exec(?:Start(?:Pre|Post)?|Reload|Condition)[ \t]{0,20}=[ \t]{0,20}[-@:+!]{0,4}([^\r\n]{1,4000})$/gm,
    says: 'ExecStart and its like.',
  },
  {
    id: 'starts-quadlet',
    title: 'What a quadlet of Podman starts',
    names: /\.(?:container|kube|pod)(?:\.in)?$/i,
    line: /^[ \t]*Exec(?:[ \t]{0,20}=[ \t]{0,20}|Start(?:Pre|Post)[ \t]{0,20}=[ \t]{0,20}[-@:+!]{0,4})([^\r\n]{1,4000})$/gm,
    image: /^[ \t]*Image[ \t]{0,20}=[ \t]{0,20}(\S{1,300})/m,
    says: 'Exec of the container, whose arguments are for the program of its image, and what the unit runs before it.',
  },
  {
    id: 'starts-devcontainer',
    title: "What a developer's container loads",
    names: /(?:^|\/)\.?devcontainer\.json$|(?:^|\/)\.devcontainer\/(?:[\w-]{1,60}\/)?devcontainer\.json$/i,
    line: /"(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command"[ \t]{0,20}:[ \t]{0,20}"((?:[^"\\\r\n]|\\[^\r\n]){1,4000})"/gm,
    loadsAlone: true,
    says: 'The commands that are run when the container is made and started.',
  },
  {
    id: 'starts-supervisord',
    title: 'What supervisord starts',
    names: /(?:^|\/)supervisord?[\w-]{0,40}\.(?:conf|ini)$|(?:^|\/)supervisord?(?:\/conf\.d)?\/[\w.-]{1,80}\.(?:conf|ini)$/i,
    line: /^[ \t]*command[ \t]{0,20}=[ \t]{0,20}([^\r\n]{1,4000})$/gm,
    says: 'Each "command = …".',
  },
  {
    id: 'starts-fly',
    title: 'What fly.toml starts',
    names: /(?:^|\/)fly(?:\.[\w-]{1,40})?\.toml$/i,
    line: /^[ \t]*[\w-]{1,60}[ \t]{0,20}=[ \t]{0,20}["']([^"'\r\n]{1,4000})["'][ \t]{0,20}$/gm,
    says: 'The commands of processes and of the release.',
  },
];

const LIMIT = 1024 * 1024;

export const lineDetectors: readonly Detector[] = KINDS.map(({ id, title, names, line, says, image, loadsAlone }) => ({
  id,
  version: 4,
  about: {
    title,
    motivation: 'A folder called "demo" ships like any other when a timer or a supervisor runs it.',
    decides: `${says} The code that the command starts is product, and what it downloads or serves is a load.`,
    remedy: 'Start the code by a path or module that can be read.\npython -m acme.serve',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => names.test(path) && (size === null || size <= LIMIT),
  grammar: embedsPython,
  facts(input, grammars): readonly Fact[] {
    const text = new TextDecoder().decode(input.bytes);
    const started = image?.exec(text)?.[1];
    const loadsOf = createCommandLoads(grammars.python, NO_VARIABLES, started === undefined ? null : loaderOfImage(started));
    const file = placedFile(text);
    return limitedFacts(
      Array.from(text.matchAll(line)).flatMap(({ 0: all, 1: command = '', index }) => {
        const start = index + all.lastIndexOf(command);
        const script = mappedRange(text, start, start + command.length);
        return [...(loadsAlone === true ? [] : scriptFactsOf(script, null, file)), ...loadsOf(script, file.at(start))];
      }),
    );
  },
}));
