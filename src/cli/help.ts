/** Help texts from the command table. */
import type { Command } from './command.ts';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'weighbridge: the checkpoint that AI models, datasets and dependencies pass before they are merged',
    '',
    'Usage: weighbridge [COMMAND] [OPTIONS]     without a command: what is in this folder, in 20 lines',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'weighbridge COMMAND --help shows the options and an example. Exit codes: 0 pass or warn, 1 blocked, 2 could not run or waits.',
    '',
  ].join('\n');
}

export function help(command: Command): string {
  const rows = Object.entries({ ...command.options }).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const choices = option.choices === undefined ? '' : ` (${option.choices.join(', ')})`;
    return [`${short}--${name}${option.value === undefined ? '' : ` ${option.value}`}`, `${option.help}${choices}`] as const;
  });
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    command.summary,
    '',
    `Usage: ${command.usage}`,
    '',
    ...(command.details === '' ? [] : [command.details, '']),
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    'Example:',
    `  ${command.example}`,
    '',
  ].join('\n');
}
