/** ECDSA verification with a given hash value over the NIST curves (FIPS 186-5, section 6.4.2; SP 800-186, section 3.2.1). */

export interface Curve {
  readonly p: bigint;
  readonly n: bigint;
  readonly bits: number;
  readonly g: Affine;
}

export interface Affine {
  readonly x: bigint;
  readonly y: bigint;
}

/** X/Z², Y/Z³; Z is 0 for the point at infinity. */
interface Jacobian extends Affine {
  readonly z: bigint;
}

const INFINITY: Jacobian = { x: 1n, y: 1n, z: 0n };

const CURVES: ReadonlyMap<string, Curve> = new Map([
  [
    'P-256',
    {
      p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
      n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
      bits: 256,
      g: {
        x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
        y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
      },
    },
  ],
  [
    'P-384',
    {
      p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
      n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
      bits: 384,
      g: {
        x: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
        y: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
      },
    },
  ],
  [
    'P-521',
    {
      p: 2n ** 521n - 1n,
      n: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
      bits: 521,
      g: {
        x: 0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
        y: 0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
      },
    },
  ],
]);

export function curveOf(name: string): Curve | null {
  return CURVES.get(name) ?? null;
}

/** `hash`: already cut to the bits of the order. `key`: a point that OpenSSL has accepted as one of the curve. */
export function isSignatureOf(curve: Curve, key: Affine, hash: bigint, { r, s }: { readonly r: bigint; readonly s: bigint }): boolean {
  const { p, n, g } = curve;
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const w = inverse(s, n);
  const sum = twoProducts(curve, (hash * w) % n, g, (r * w) % n, key);
  if (sum.z === 0n) return false;
  // x mod n = r without a division: x is r or r + n.
  const zz = (sum.z * sum.z) % p;
  return sum.x === (r * zz) % p || (r + n < p && sum.x === ((r + n) * zz) % p);
}

/** a·P + b·Q, both in one run over the bits. */
function twoProducts(curve: Curve, a: bigint, first: Affine, b: bigint, second: Affine): Jacobian {
  const one: Jacobian = { ...first, z: 1n };
  const two: Jacobian = { ...second, z: 1n };
  const both = add(curve, one, two);
  let sum = INFINITY;
  for (let bit = BigInt(curve.bits - 1); bit >= 0n; bit--) {
    sum = double(curve, sum);
    const inFirst = ((a >> bit) & 1n) === 1n;
    const inSecond = ((b >> bit) & 1n) === 1n;
    if (inFirst && inSecond) sum = add(curve, sum, both);
    else if (inFirst) sum = add(curve, sum, one);
    else if (inSecond) sum = add(curve, sum, two);
  }
  return sum;
}

/** For curves with a = -3. */
function double({ p }: Curve, { x, y, z }: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return INFINITY;
  const zz = (z * z) % p;
  const yy = (y * y) % p;
  const beta = (x * yy) % p;
  const alpha = (3n * (x - zz) * (x + zz)) % p;
  const x3 = mod(alpha * alpha - 8n * beta, p);
  return { x: x3, y: mod(alpha * (4n * beta - x3) - 8n * yy * yy, p), z: mod(2n * y * z, p) };
}

function add(curve: Curve, a: Jacobian, b: Jacobian): Jacobian {
  if (a.z === 0n) return b;
  if (b.z === 0n) return a;
  const { p } = curve;
  const aa = (a.z * a.z) % p;
  const bb = (b.z * b.z) % p;
  const u1 = (a.x * bb) % p;
  const s1 = (a.y * bb * b.z) % p;
  const h = mod(b.x * aa - u1, p);
  const r = mod(b.y * aa * a.z - s1, p);
  if (h === 0n) return r === 0n ? double(curve, a) : INFINITY;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = mod(r * r - hhh - 2n * v, p);
  return { x: x3, y: mod(r * (v - x3) - s1 * hhh, p), z: (a.z * b.z * h) % p };
}

/** Extended Euclid; `m` is prime and `a` not 0. */
function inverse(a: bigint, m: bigint): bigint {
  let [low, high, x, y] = [a % m, m, 1n, 0n];
  while (low > 0n) {
    const quotient = high / low;
    [high, low] = [low, high - quotient * low];
    [y, x] = [x, y - quotient * x];
  }
  return mod(y, m);
}

function mod(a: bigint, m: bigint): bigint {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
}
