/** `weighbridge explain RULE`: the rule's own words. */
import { detectors, hosts, InputError, registries, rules } from '../../core/index.ts';
import type { Command } from '../command.ts';
import { HELP } from '../shared-options.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why a rule exists, how it decides and what to do',
  usage: 'weighbridge explain RULE',
  example: 'weighbridge explain model/floating',
  details: 'Without a rule: the list of rules, detectors and hosts.',
  options: { ...HELP },
  run(args, io) {
    const id = args.positionals[0];
    if (id === undefined) {
      const list = (title: string, items: readonly { id: string; about: { title: string } }[]): string =>
        `${title}\n${items.map((item) => `  ${item.id.padEnd(30)} ${item.about.title}`).join('\n')}\n`;
      io.out(`${list('Rules', rules)}\n${list('Detectors', detectors)}\n${list('Hosts', [...hosts, ...registries])}`);
      return Promise.resolve(0);
    }
    const item =
      rules.find((rule) => rule.id === id) ??
      detectors.find((detector) => detector.id === id) ??
      [...hosts, ...registries].find((host) => host.id === id);
    if (item === undefined) {
      if (id.startsWith('wb-'))
        throw new InputError(
          'UNKNOWN_RULE',
          `${id} is the id of a finding`,
          'The report names its rule beside it: weighbridge explain RULE.',
        );
      const tail = id.split('/').at(-1) ?? id;
      const near = rules.filter((rule) => rule.id.includes(tail)).map((rule) => rule.id);
      throw new InputError(
        'UNKNOWN_RULE',
        `There is no rule "${id}"`,
        near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'See "weighbridge explain" for the list.',
      );
    }
    const level = 'level' in item ? `\nLevel in the built-in baseline: ${item.level}\n` : '';
    const { about } = item;
    io.out(
      `${item.id}: ${about.title}\n\nWhy\n  ${about.motivation}\n\nHow it decides\n  ${about.decides}\n\nWhat to do\n  ${about.remedy.replaceAll('\n', '\n  ')}\n\nSupports\n  ${about.serves}\n${level}`,
    );
    return Promise.resolve(0);
  },
};
