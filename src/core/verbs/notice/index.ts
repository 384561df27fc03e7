/** A tree → what a NOTICE has to say of it: components that ship, by license, with what their licenses ask for. */
import type { Tree } from '../../model/index.ts';
import { scan } from '../../pipeline.ts';
import type { Policy } from '../../policy/policy.ts';
import { licenseUsesIn } from '../../policy/uses/index.ts';
import type { Ports, Subject } from '../../ports/index.ts';
import { type Notice, noticeOf } from './bundle.ts';
import { textsAtHand, type TextsFound } from './texts.ts';

export { noticeFiles, noticeJson, noticeText } from './files.ts';

export interface NoticedTree {
  readonly notice: Notice;
  /** Some texts were not read, as there is more than one run reads. */
  readonly cut: boolean;
  /** Places that could not be read: what they name is in no notice (T4). */
  readonly unread: number;
  /** Loads without a name: what they load is in no notice. */
  readonly unnamed: number;
}

/** What has terms that follow it into a product: services are asked, and images bring their own notices. */
const KINDS: ReadonlySet<string> = new Set(['model', 'dataset', 'library']);
const NONE: TextsFound = { texts: new Map(), cut: false };

/** Every package is asked about: without its license nobody knows what to say of it. */
export async function noticeTree(tree: Tree, subject: Subject, policy: Policy, ports: Ports): Promise<NoticedTree> {
  const { bom } = await scan(tree, subject, policy, [], ports, true);
  // A verdict leaves out what is no news; here all of it is said.
  const uses = licenseUsesIn({ policy, bom, before: null });
  const shipped = bom.components.filter(({ kind, sightings }) => KINDS.has(kind) && sightings.some(({ scope }) => scope === 'product'));
  const { texts, cut } = ports.installed === undefined ? NONE : await textsAtHand(shipped, await ports.installed());
  return {
    notice: noticeOf(bom.subject.name, shipped, (component) => uses.get(component) ?? null, texts),
    cut,
    unread: bom.problems.length,
    unnamed: bom.unknowns.length,
  };
}
