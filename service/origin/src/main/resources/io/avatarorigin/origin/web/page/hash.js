// Hashes as Gravatar makes them. Browsers offer no MD5, and SHA-256 to pages over TLS only.

export const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;

/** A hash stands for itself; everything else is trimmed, lowered and hashed. */
export function hashOf(text, algorithm) {
  const wanted = text.trim().toLowerCase();
  if (wanted === "" || HASH.test(wanted)) {
    return wanted;
  }
  const bytes = new TextEncoder().encode(wanted);
  return hex(algorithm === "sha256" ? sha256(bytes) : md5(bytes));
}

/** MD5 (RFC 1321) of bytes. */
export function md5(bytes) {
  const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  const blocks = padded(bytes, true);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < blocks.byteLength; block += 64) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round];
      const word = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] & 15;
      const sine = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32);
      const sum = (a + mixed + sine + blocks.getUint32(block + 4 * word, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotated(sum, -shifts[4 * round + (i & 3)])) | 0];
    }
    [a, b, c, d].forEach((value, i) => (state[i] = (state[i] + value) | 0));
  }
  return digest(state, true);
}

/** SHA-256 (FIPS 180-4) of bytes. */
export function sha256(bytes) {
  const primes = firstPrimes(64);
  const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));
  const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const blocks = padded(bytes, false);
  const words = new Int32Array(64);
  for (let block = 0; block < blocks.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) {
      words[i] = blocks.getInt32(block + 4 * i);
    }
    for (let i = 16; i < 64; i++) {
      const early = words[i - 15];
      const late = words[i - 2];
      const first = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
      const second = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
      words[i] = words[i - 16] + first + words[i - 7] + second;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const upper = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const chosen = h + upper + ((e & f) ^ (~e & g)) + rounds[i] + words[i];
      const lower = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + chosen) | 0, c, b, a, (chosen + lower + majority) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0));
  }
  return digest(state, false);
}

/** The bytes, a one, zeros, and the number of bits, in whole blocks of 64 bytes. */
function padded(bytes, littleEndian) {
  const blocks = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  bytes.forEach((byte, i) => blocks.setUint8(i, byte));
  blocks.setUint8(bytes.length, 0x80);
  const end = blocks.byteLength;
  const [low, high] = littleEndian ? [end - 8, end - 4] : [end - 4, end - 8];
  blocks.setUint32(low, bytes.length << 3, littleEndian);
  blocks.setUint32(high, bytes.length / 2 ** 29, littleEndian);
  return blocks;
}

function digest(state, littleEndian) {
  const result = new DataView(new ArrayBuffer(4 * state.length));
  state.forEach((value, i) => result.setInt32(4 * i, value, littleEndian));
  return new Uint8Array(result.buffer);
}

/** The word, turned right; left by a negative number. */
function rotated(word, bits) {
  const right = bits & 31;
  return (word >>> right) | (word << (32 - right));
}

/** The first 32 bits after the point. */
function fraction(number) {
  return ((number - Math.floor(number)) * 2 ** 32) | 0;
}

function firstPrimes(count) {
  const primes = [];
  for (let number = 2; primes.length < count; number++) {
    if (primes.every((prime) => number % prime !== 0)) {
      primes.push(number);
    }
  }
  return primes;
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
