import { crc32 } from 'node:zlib'
import { gps, orientation } from 'exifr'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exifSegment, photoWithPlace, plainJpeg, plainPng, plainWebp, tiffWithPlace } from '../../testing/bucket.ts'
import { cleanPhoto } from './clean-photo.ts'

const placeIn = async (bytes: Uint8Array) => {
  const place: unknown = await gps(bytes).catch(() => undefined)
  return place
}
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const segment = (marker: number, content: string) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, Buffer.from(content, 'latin1')])
}
const afterStart = (...parts: Uint8Array[]) => joined(plainJpeg.subarray(0, 2), ...parts, plainJpeg.subarray(2))

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content])
  const part = Buffer.alloc(named.length + 8)
  part.writeUInt32BE(content.length, 0)
  named.copy(part, 4)
  part.writeUInt32BE(crc32(named), named.length + 4)
  return part
}

describe('a photo', () => {
  test('loses its place and keeps which way is up', async () => {
    const photo = photoWithPlace(6)
    expect(await placeIn(photo)).toMatchObject({
      latitude: expect.closeTo(32.058, 2),
      longitude: expect.closeTo(118.796, 2),
    })
    const clean = cleanPhoto(photo, 'image/jpeg')
    expect(clean && (await placeIn(clean))).toBeUndefined()
    expect(clean && (await orientation(clean))).toBe(6)
    // Nothing else stands in it than in the picture without notes.
    expect(clean?.length).toBe(plainJpeg.length + 36)
  })

  test('without notes stays as it is, byte by byte', () => {
    expect(cleanPhoto(plainJpeg, 'image/jpeg')).toEqual(plainJpeg)
    expect(cleanPhoto(photoWithPlace(1), 'image/jpeg')).toEqual(plainJpeg)
    expect(cleanPhoto(plainPng, 'image/png')).toEqual(plainPng)
    expect(cleanPhoto(plainWebp, 'image/webp')).toEqual(plainWebp)
  })

  test.each([
    ['a comment', afterStart(segment(0xfe, 'SECRET'))],
    ['XMP', afterStart(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0SECRET'))],
    ['an APP1 of an unknown kind, and EXIF behind it', afterStart(segment(0xe1, 'SECRET'), exifSegment(1))],
    ['IPTC', afterStart(segment(0xed, 'Photoshop 3.0\0SECRET'))],
    ['the index of further pictures', afterStart(segment(0xe2, 'MPF\0SECRET'))],
    ['a second picture behind the end', joined(plainJpeg, photoWithPlace(), Buffer.from('SECRET'))],
    ['a maker’s own segment', afterStart(segment(0xef, 'SECRET'))],
  ])('loses %s', (_, photo) => {
    expect(cleanPhoto(photo, 'image/jpeg')).toEqual(plainJpeg)
  })

  test('loses the notes of a PNG', () => {
    const [head, rest] = [plainPng.subarray(0, 33), plainPng.subarray(33)]
    const photo = joined(
      head,
      chunk('eXIf', tiffWithPlace(1)),
      chunk('tEXt', Buffer.from('Author\0SECRET')),
      chunk('xyZz', Buffer.from('SECRET')),
      rest,
      Buffer.from('SECRET'),
    )
    expect(cleanPhoto(photo, 'image/png')).toEqual(plainPng)
  })

  test('loses the notes of a WebP, and does not claim them any more', () => {
    const part = (name: string, content: Buffer) => {
      const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
      head.writeUInt32LE(content.length, 4)
      return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
    }
    const extended = Buffer.from([0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    const riff = (...parts: Buffer[]) => {
      const body = Buffer.concat([Buffer.from('WEBP'), ...parts])
      const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
      head.writeUInt32LE(body.length, 4)
      return new Uint8Array(Buffer.concat([head, body]))
    }
    const picture = Buffer.from(plainWebp.subarray(12))
    const photo = riff(
      part('VP8X', extended),
      picture,
      part('EXIF', tiffWithPlace(1)),
      part('XMP ', Buffer.from('SECRET!')),
    )
    expect(cleanPhoto(photo, 'image/webp')).toEqual(riff(part('VP8X', Buffer.alloc(10)), picture))
    expect(cleanPhoto(riff(part('VP8X', extended), part('ANMF', Buffer.from('SECRET'))), 'image/webp')).toBeUndefined()
  })

  test('of a type that cannot be cleaned is not let through', () => {
    expect(cleanPhoto(plainJpeg, 'image/heic')).toBeUndefined()
  })

  test('that is cut off or spoilt is refused or clean, and never hangs or throws', () => {
    const photo = photoWithPlace(3)
    for (let length = 0; length < photo.length; length += 1) {
      expect(cleanPhoto(photo.slice(0, length), 'image/jpeg')).toBeUndefined()
    }
    const samples = fc.constantFrom(
      ['image/jpeg', photo] as const,
      ['image/png', plainPng] as const,
      ['image/webp', plainWebp] as const,
    )
    fc.assert(
      fc.property(samples, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), ([type, sample], at, noise) => {
        const spoilt = new Uint8Array(sample)
        spoilt.set(noise.slice(0, spoilt.length), at % (spoilt.length - noise.length))
        const clean = cleanPhoto(spoilt, type)
        if (clean) expect(clean.length).toBeLessThanOrEqual(spoilt.length + 36)
      }),
    )
  })
})
