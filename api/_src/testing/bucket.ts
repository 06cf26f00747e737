import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { createObjectStoreStandIn } from '../../../config/dev/object-store/index.ts'
import { createObjectStore } from '../platform/files/object-store.ts'

export type TestBucket = Awaited<ReturnType<typeof testBucket>>

/** A bucket on disk for the test file that calls it at its top; `send` is what a phone does with a form. */
export async function testBucket(clock: () => Date) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bucket-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const settings = {
    endpoint: 'http://bucket.test/linlitong',
    bucket: 'linlitong',
    region: 'test',
    accessKeyId: 'key-of-the-test',
    secretAccessKey: 'secret-of-the-test',
  }
  const bucket = createObjectStoreStandIn({ settings, folder, clock })
  const files = createObjectStore(settings, { clock, fetch: bucket.fetch })
  return {
    settings,
    bucket,
    files,
    async send(form: { url: string; fields: Record<string, string> }, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
      const body = new FormData()
      for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
      body.append('file', new Blob([bytes]), 'file')
      const { status } = await bucket.fetch(form.url, { method: 'POST', body })
      return status
    },
  }
}

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** One grey dot. */
export const plainJpeg = fromBase64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
)
export const plainPng = fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
)
export const plainWebp = fromBase64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA')

/** A picture as a phone's camera writes it: held sideways, at 118.796°E 32.058°N. */
export function photoWithPlace(orientation = 6): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([plainJpeg.subarray(0, 2), exifSegment(orientation), plainJpeg.subarray(2)]))
}

/** An APP1 segment with orientation and place. */
export function exifSegment(orientation: number): Buffer {
  const tiff = tiffWithPlace(orientation)
  const head = Buffer.from('\u00ff\u00e1\0\0Exif\0\0', 'latin1')
  head.writeUInt16BE(tiff.length + 8, 2)
  return Buffer.concat([head, tiff])
}

/** The directory of a camera: two entries, the second leads to the place. */
export function tiffWithPlace(orientation: number): Buffer {
  const tiff = Buffer.alloc(140)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    if (type === 3) tiff.writeUInt16LE(value, at + 8)
    else tiff.writeUInt32LE(value, at + 8)
  }
  entry(10, 0x0112, 3, 1, orientation)
  entry(22, 0x8825, 4, 1, 38)
  tiff.writeUInt16LE(4, 38)
  entry(40, 1, 2, 2, 0x4e)
  entry(52, 2, 5, 3, 92)
  entry(64, 3, 2, 2, 0x45)
  entry(76, 4, 5, 3, 116)
  const degrees = (at: number, ...parts: number[]) =>
    parts.forEach((part, index) => {
      tiff.writeUInt32LE(part, at + index * 8)
      tiff.writeUInt32LE(1, at + index * 8 + 4)
    })
  degrees(92, 32, 3, 29)
  degrees(116, 118, 47, 46)
  return tiff
}

/** A second of silence as WeChat's recorder writes it: MPEG frames without a header, 16 kHz, 32 kbit/s, mono. */
export function voiceMp3(bytes = 4000): Uint8Array<ArrayBuffer> {
  const frame = Buffer.alloc(144)
  frame.set([0xff, 0xf3, 0x48, 0xc4])
  return new Uint8Array(Buffer.concat(Array.from({ length: Math.ceil(bytes / 144) }, () => frame))).slice(0, bytes)
}
