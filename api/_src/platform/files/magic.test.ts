import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, test } from 'vitest'
import { photoWithPlace, plainJpeg, plainPng, plainWebp, voiceMp3 } from '../../testing/bucket.ts'
import { typeOf } from './magic.ts'

const padded = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat([
      ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
      Buffer.alloc(512),
    ]),
  )
const ebml = (type: string) =>
  padded([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81, 1, 0x42, 0x82, 0x80 + type.length], type)
const opus = padded('OggS', [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 19], 'OpusHead')

describe('the type by the first bytes', () => {
  test.each([
    ['a photo', plainJpeg, 'image/jpeg', ['image/jpeg']],
    ['a photo with its camera’s notes', photoWithPlace(), 'image/jpeg', ['image/jpeg']],
    ['a screenshot', plainPng, 'image/png', ['image/png']],
    ['a small picture', plainWebp, 'image/webp', ['image/webp']],
    ['what WeChat records', voiceMp3(), 'audio/mpeg', ['audio/mpeg']],
    ['mp3 with a title', padded('ID3', [3, 0, 0, 0, 0, 0, 0], [0xff, 0xfb, 0x90, 0]), 'audio/mpeg', ['audio/mpeg']],
    ['aac', padded([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), 'audio/aac', ['audio/aac']],
    [
      'what Safari records',
      padded([0, 0, 0, 0x1c], 'ftypM4A ', [0, 0, 0, 0], 'M4A mp42isom'),
      'audio/mp4',
      ['audio/x-m4a', 'audio/mp4'],
    ],
    ['mp4 of a recorder', padded([0, 0, 0, 0x18], 'ftypmp42', [0, 0, 0, 0], 'mp42isom'), 'audio/mp4', ['video/mp4']],
    ['what Chromium records', ebml('webm'), 'audio/webm', ['video/webm']],
    ['what Firefox records', opus, 'audio/ogg', ['audio/ogg; codecs=opus', 'audio/ogg']],
  ])('%s', async (_, bytes, type, known) => {
    expect(typeOf(bytes)).toBe(type)
    // The library with 180 types sees the same; it names containers after video.
    expect(known).toContain((await fileTypeFromBuffer(bytes))?.mime)
  })

  test.each([
    ['a web page', padded('<!doctype html><script>alert(1)</script>')],
    ['a vector picture, which may hold a script', padded('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['a program', padded('MZ')],
    ['an archive', padded('PK\u0003\u0004')],
    ['a HEIC photo, which cannot be cleaned', padded([0, 0, 0, 0x18], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
    ['a moving picture', padded('GIF89a')],
    ['a film of a Matroska recorder', ebml('matroska')],
    ['sound of another kind', padded('RIFF', [0, 1, 0, 0], 'WAVEfmt ')],
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(600)],
    ['ones', new Uint8Array(600).fill(0xff)],
  ])('is none for %s', (_, bytes) => {
    expect(typeOf(bytes)).toBeUndefined()
  })
})
