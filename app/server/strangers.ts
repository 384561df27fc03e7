/**
 * Senders that have not proven a signature share a small budget of connections and of bytes, per address and in sum (T41). It is never a reason to
 * refuse a newcomer, who may be genuine: where it is spent, the slowest of those who are there makes room. Slow is measured in work, not by a
 * clock: what came from one sender against what the door has done since it began. Pure: it is given what was received, and what cuts.
 */

export interface StrangerLimits {
  readonly connections: number;
  readonly connectionsEach: number;
  readonly bytes: number;
  readonly bytesEach: number;
}

/** One connection. */
export interface Stranger {
  /** A request begins on it. `address`: who sends it, as far as that is known. */
  begin(address: string): void;
  /** Keeps that many bytes of a body in memory. False: there is no room, and no other sender is slower than this one. */
  hold(bytes: number): boolean;
  /** Nothing is kept any more. */
  release(): void;
  /** The signature of the request is right: the sender is not a stranger until its next request begins. */
  prove(): void;
  leave(): void;
  /** It was ended to make room for others. */
  wasCut(): boolean;
}

export interface Strangers {
  /** `address`: null where all come from a proxy and the sender is not known yet. `received`: bytes that the connection got. `cut` ends it. */
  enter(address: string | null, received: () => number, cut: () => void): Stranger;
}

/** What a newcomer is trusted with, and what one arrival counts as, in bytes: about one delivery. */
const SHARE = 16 * 1024;
/** Addresses that proved a signature: these are the last to be cut. */
const KNOWN = 1000;

interface Guest {
  address: string | null;
  /** Work of the door, and bytes of this connection, when its request began. */
  since: number;
  from: number;
  /** Before its first request there was only the wait for it. */
  begun: boolean;
  held: number;
  proven: boolean;
  wasCut: boolean;
  readonly received: () => number;
  readonly cut: () => void;
}

/** `later` runs a function when everybody who is here had a chance to be read. */
export function createStrangers(limits: StrangerLimits, later: (work: () => void) => void = afterTwoTurns): Strangers {
  const guests = new Set<Guest>();
  const known = new Map<string, true>();
  let work = 0;
  let held = 0;
  let waiting = false;

  const pace = (guest: Guest): number => (guest.received() - guest.from + SHARE) / (work - guest.since + SHARE);
  const slowestFirst = (list: readonly Guest[]): Guest[] =>
    list
      .map((guest) => ({ guest, isKnown: guest.address !== null && known.has(guest.address), pace: pace(guest) }))
      .sort((a, b) => Number(a.isKnown) - Number(b.isKnown) || a.pace - b.pace)
      .map(({ guest }) => guest);
  const look = (): void => {
    if (waiting || guests.size <= Math.min(limits.connections, limits.connectionsEach)) return;
    waiting = true;
    later(makeRoom);
  };
  const forget = (guest: Guest): void => {
    held -= guest.held;
    guest.held = 0;
    guests.delete(guest);
  };
  const remove = (guest: Guest): void => {
    forget(guest);
    guest.wasCut = true;
    guest.cut();
  };

  function makeRoom(): void {
    waiting = false;
    const here = [...guests].filter(({ proven }) => !proven);
    const counts = new Map<string, number>();
    for (const { address } of here) if (address !== null) counts.set(address, (counts.get(address) ?? 0) + 1);
    let total = here.length;
    const crowded = ({ address }: Guest): boolean => address !== null && (counts.get(address) ?? 0) > limits.connectionsEach;
    for (const guest of slowestFirst(here)) {
      if (total <= limits.connections && !crowded(guest)) continue;
      total -= 1;
      if (guest.address !== null) counts.set(guest.address, (counts.get(guest.address) ?? 0) - 1);
      remove(guest);
    }
  }

  /** Ends the slowest ones that hold something, until what is held fits. False: the next one would be `last` itself. */
  function makeSpace(last: Guest): boolean {
    if (held <= Math.min(limits.bytes, limits.bytesEach)) return true;
    const mine = (): number => [...guests].reduce((sum, one) => sum + (one.address === last.address ? one.held : 0), 0);
    while (held > limits.bytes || mine() > limits.bytesEach) {
      const own = held <= limits.bytes;
      const [slowest = last] = slowestFirst([...guests].filter((one) => one.held > 0 && (!own || one.address === last.address)));
      if (slowest === last) return false;
      remove(slowest);
    }
    return true;
  }

  return {
    enter(address, received, cut) {
      work += SHARE;
      const guest: Guest = { address, since: work, from: received(), begun: false, held: 0, proven: false, wasCut: false, received, cut };
      guests.add(guest);
      look();
      return {
        begin(sender) {
          if (guest.begun) {
            work += SHARE;
            guest.since = work;
            guest.from = received();
          }
          guest.begun = true;
          guest.address = sender;
          guest.proven = false;
          look();
        },
        hold(bytes) {
          if (!guests.has(guest)) return false;
          work += bytes;
          held += bytes;
          guest.held += bytes;
          return makeSpace(guest);
        },
        release() {
          held -= guest.held;
          guest.held = 0;
        },
        prove() {
          guest.proven = true;
          if (guest.address === null) return;
          known.delete(guest.address);
          known.set(guest.address, true);
          const [oldest] = known.size > KNOWN ? known.keys() : [];
          if (oldest !== undefined) known.delete(oldest);
        },
        leave: () => forget(guest),
        wasCut: () => guest.wasCut,
      };
    },
  };
}

/** Readable sockets are read between two turns of the event loop, so that a sender that has sent everything is served before anyone is cut off. */
function afterTwoTurns(work: () => void): void {
  setImmediate(() => setImmediate(work));
}
