import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { senderOf } from '../../../app/server/sender.ts';
import { createStrangers, type Stranger } from '../../../app/server/strangers.ts';

const LIMITS = { connections: 4, connectionsEach: 3, bytes: 100_000, bytesEach: 60_000 };

/** A door whose turns are ended by hand. */
function door(limits = LIMITS) {
  const waiting: (() => void)[] = [];
  const strangers = createStrangers(limits, (work) => void waiting.push(work));
  const cut: string[] = [];
  const enter = (name: string, address: string | null = 'a') => {
    let received = 0;
    const stranger = strangers.enter(
      address,
      () => received,
      () => void cut.push(name),
    );
    return {
      ...stranger,
      receive(bytes: number): boolean {
        received += bytes;
        return stranger.hold(bytes);
      },
    };
  };
  const turn = (): void => {
    for (const work of waiting.splice(0)) work();
  };
  return { enter, turn, cut };
}

describe('connections', () => {
  it('the slowest of the crowded address makes room, when all had a chance to be read', () => {
    const { enter, turn, cut } = door();
    const [first] = ['1', '2', '3'].map((name) => enter(name));
    enter('4');
    expect(cut).toEqual([]);
    first?.receive(50_000);
    turn();
    expect(cut).toEqual(['2']);
  });

  it('the sum has a limit too, and who proved a signature from that address is the last to go', () => {
    const { enter, turn, cut } = door();
    const genuine = enter('genuine', 'github');
    genuine.prove();
    genuine.begin('github');
    for (const name of ['1', '2', '3', '4']) enter(name, `address ${name}`);
    turn();
    expect(cut).toEqual(['1']);
  });

  it('who has proven a signature is no stranger until the next request', () => {
    const { enter, turn, cut } = door();
    const all = ['1', '2', '3', '4', '5'].map((name) => enter(name));
    all.forEach((one) => one.prove());
    turn();
    expect(cut).toEqual([]);
    all.forEach((one) => one.begin('a'));
    turn();
    expect(cut).toEqual(['1', '2']);
  });

  it('behind a proxy who is not known yet counts in sum only', () => {
    const { enter, turn, cut } = door();
    for (const name of ['1', '2', '3', '4']) enter(name, null);
    turn();
    expect(cut).toEqual([]);
  });
});

describe('bytes', () => {
  it('who holds much and sends no more makes room for who sends', () => {
    const { enter, cut } = door();
    const [first, second] = [enter('1', 'a'), enter('2', 'b')];
    expect([first.receive(50_000), second.receive(40_000)]).toEqual([true, true]);
    expect(enter('3', 'c').receive(30_000)).toBe(true);
    // 50,000 of the first 90,000 were of the first one, 40,000 of the second.
    expect(cut).toEqual(['2']);
  });

  it('an address has a limit of its own', () => {
    const { enter, cut } = door();
    enter('other', 'b').receive(1);
    enter('1').receive(40_000);
    expect(enter('2').receive(30_000)).toBe(true);
    expect(cut).toEqual(['1']);
  });

  it('who is the slowest itself is told that there is no room', () => {
    const { enter, cut } = door();
    const slow = enter('slow', 'a');
    for (let index = 0; index < 20; index++) enter(`${index}`, `b${index}`).leave();
    expect(enter('fast', 'c').receive(59_000)).toBe(true);
    expect([slow.receive(45_000), cut]).toEqual([false, []]);
  });

  it('whatever happens, what is held stays in the limits and a newcomer is never cut for waiting', () => {
    const step = fc.record({
      who: fc.nat(9),
      what: fc.constantFrom('enter', 'hold', 'prove', 'begin', 'release', 'leave', 'turn'),
      bytes: fc.nat(40_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { enter, turn, cut } = door();
        const here = new Map<number, Stranger & { receive(bytes: number): boolean }>();
        const held = new Map<number, number>();
        for (const { who, what, bytes } of steps) {
          const one = here.get(who);
          if (what === 'turn') turn();
          else if (what === 'enter' && one === undefined) here.set(who, enter(String(who), `address ${who % 3}`));
          else if (one === undefined) continue;
          else if (what === 'hold') {
            if (one.receive(bytes)) held.set(who, (held.get(who) ?? 0) + bytes);
            else one.release();
          } else if (what === 'begin') one.begin(`address ${who % 3}`);
          else if (what === 'prove') one.prove();
          else if (what === 'release') one.release();
          else one.leave();
          if (what === 'release' || what === 'leave' || (what === 'hold' && one?.wasCut() === true)) held.delete(who);
          for (const name of cut.splice(0)) {
            held.delete(Number(name));
            here.delete(Number(name));
          }
          if (what === 'leave') here.delete(who);
          expect([...held.values()].reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(LIMITS.bytes);
        }
      }),
    );
  });
});

describe('the sender', () => {
  it.each<[string, string | undefined, string | undefined, number, string]>([
    ['is the address of the connection', '198.51.100.7', '203.0.113.1', 0, '198.51.100.7'],
    ['whatever form it has', '::ffff:198.51.100.7', undefined, 0, '198.51.100.7'],
    ['IPv6 by network', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2'],
    ['IPv6, shortened', '2001:db8::1', undefined, 0, '2001:db8:0:0'],
    ['behind one proxy is what that wrote', '10.0.0.1', '1.2.3.4, 203.0.113.1', 1, '203.0.113.1'],
    ['behind two', '10.0.0.1', '1.2.3.4,203.0.113.1,10.0.0.2', 2, '203.0.113.1'],
    ['with a port', '10.0.0.1', '203.0.113.1:4711', 1, '203.0.113.1'],
    ['with a port, IPv6', '10.0.0.1', '[2001:db8::1]:4711', 1, '2001:db8:0:0'],
    ['is the connection where the proxy says nothing', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['is the connection where it says nonsense', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['is the connection where it says too little', '10.0.0.1', '203.0.113.1', 2, '10.0.0.1'],
    ['may be nobody', undefined, undefined, 0, 'unknown'],
  ])('%s', (_, connection, forwarded, proxies, expected) => {
    expect(senderOf(connection, forwarded, proxies)).toBe(expected);
  });

  it('is a short word, whatever the header holds', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: 'binary' }),
        fc.nat(10),
        (text, proxies) => senderOf('10.0.0.1', text, proxies).length <= 45,
      ),
    );
  });
});
