import { orientationOf, orientationSegment } from './orientation.ts'

/**
 * A photo without anything but the picture: what a camera writes beside it (place, time, device, thumbnails, comments,
 * further pictures behind the end) is left out. Only parts known to be needed for showing are copied, so that unknown
 * ones cannot slip through: the library for this looks for known ones and passes the rest. Which way is up is kept.
 * Undefined when the file is not whole.
 */
export function cleanPhoto(bytes: Uint8Array, type: string): Uint8Array<ArrayBuffer> | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (type === 'image/jpeg') return cleanJpeg(file)
    if (type === 'image/png') return cleanPng(file)
    if (type === 'image/webp') return cleanWebp(file)
  } catch (error) {
    // Reading beyond the end: a length in the file says more than there is.
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda

function cleanJpeg(file: Buffer): Uint8Array<ArrayBuffer> | undefined {
  const kept: Buffer[] = [Buffer.from([0xff, startOfImage])]
  let at = 2
  let scans = 0
  let turned = false
  for (;;) {
    if (file.readUInt8(at) !== 0xff) return undefined
    const marker = file.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) {
      return scans === 0 ? undefined : joined([...kept, Buffer.from([0xff, endOfImage])])
    }
    const length = file.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > file.length) return undefined
    const segment = file.subarray(at, next)
    at = next
    if (marker === 0xe1) {
      const orientation = orientationOf(segment)
      if (orientation !== undefined && !turned) kept.splice(1, 0, orientationSegment(orientation))
      turned ||= orientation !== undefined
    } else if (isNeeded(marker, segment)) kept.push(withoutThumbnail(marker, segment))
    if (marker !== startOfScan) continue
    scans += 1
    const end = endOfScan(file, at)
    if (end === undefined) return undefined
    kept.push(file.subarray(at, end))
    at = end
  }
}

/** Tables, frames and scans; of the application segments JFIF, a colour profile and Adobe's colour transform. */
function isNeeded(marker: number, segment: Buffer): boolean {
  if (marker === 0xe0) return segment.toString('latin1', 4, 8) === 'JFIF'
  if (marker === 0xe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  if (marker === 0xee) return segment.toString('latin1', 4, 9) === 'Adobe'
  return marker >= 0xc0 && marker <= 0xdf
}

/** JFIF's own segment may hold a small picture at its end: bytes 16 and 17 are its width and height. */
function withoutThumbnail(marker: number, segment: Buffer): Buffer {
  if (marker !== 0xe0 || segment.length <= 18) return segment
  const short = Buffer.from(segment.subarray(0, 18))
  short.writeUInt16BE(16, 2)
  short.writeUInt16BE(0, 16)
  return short
}

/** Where the next real marker stands: 0xFF00 is a byte of the picture, D0 to D7 are restart marks inside it. */
function endOfScan(file: Buffer, from: number): number | undefined {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1] ?? 0
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at
  }
  return undefined
}

const pngParts = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs'.split(' '))

function cleanPng(file: Buffer): Uint8Array<ArrayBuffer> | undefined {
  const kept: Buffer[] = [file.subarray(0, 8)]
  for (let at = 8; ;) {
    const next = at + 12 + file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (next > file.length) return undefined
    if (pngParts.has(name)) kept.push(file.subarray(at, next))
    if (name === 'IEND') return joined(kept)
    at = next
  }
}

const webpParts = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])
/** In the flags of VP8X: "there is EXIF", "there is XMP". */
const metadataFlags = 0b0000_1100

function cleanWebp(file: Buffer): Uint8Array<ArrayBuffer> | undefined {
  const kept: Buffer[] = []
  let pictures = 0
  const end = 8 + file.readUInt32LE(4)
  if (end > file.length) return undefined
  for (let at = 12; at < end;) {
    const length = file.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    const name = file.toString('latin1', at, at + 4)
    if (next > end) return undefined
    if (webpParts.has(name))
      kept.push(name === 'VP8X' ? withoutFlags(file.subarray(at, next)) : file.subarray(at, next))
    if (name === 'VP8 ' || name === 'VP8L') pictures += 1
    at = next
  }
  // None where it moves: then every picture is wrapped in a part of its own, which may hold anything.
  if (pictures === 0) return undefined
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return joined([head, body])
}

function withoutFlags(part: Buffer): Buffer {
  const changed = Buffer.from(part)
  changed.writeUInt8(changed.readUInt8(8) & ~metadataFlags, 8)
  return changed
}

function joined(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}
